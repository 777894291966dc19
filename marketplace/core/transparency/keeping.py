"""What the hall and the keepers of key shares agree on."""

PURPOSE = b"hall key share 1"
SECONDS_AHEAD = 60  # so far a keeper's clock may be behind before a question counts as too early


def belongs_to(number: str, party: str, public: bytes, not_before: str) -> bytes:
    """What the box of a share is bound to: request, whose share, key of the request, closing."""
    return f"{number}|{party}|{public.hex()}|{not_before}".encode()
