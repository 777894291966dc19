"""How whoever pinned a key of the log comes to know the next one, without the hall's program."""

from collections.abc import Sequence
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def rotation_text(size: int, old: str, new: str) -> bytes:
    return f"log-key-v1|{size}|{old}|{new}".encode()


def follow(pinned: str, told: Sequence[dict[str, Any]]) -> str:
    """The newest key that the pinned one leads to; itself, if it says nothing of another."""
    for row in told:
        if row["old"] == pinned and _is_signed(row):
            pinned = str(row["new"])
    return pinned


def _is_signed(row: dict[str, Any]) -> bool:
    text = rotation_text(row["size"], row["old"], row["new"])
    try:
        for key, signature in ((row["old"], row["by_old"]), (row["new"], row["by_new"])):
            public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
            public.verify(bytes.fromhex(signature), text)
    except (InvalidSignature, ValueError):
        return False
    return True
