"""The sealed envelope of an offer.

What a bidder posts is sealed at receipt with the public key of its request, so that neither the
database nor a backup shows an amount before the opening: format (4 bytes), then a box (core.boxes)
bound to the request, the bidder, the version and the closing. The plaintext is padded, so that its
length tells nothing. What `wrap` makes lies between two keys of the hall itself, symmetric.
"""

import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from marketplace.core.boxes import KEY_SIZE, NONCE_SIZE, BoxError, public_of, shut, unshut
from marketplace.core.errors import DomainError
from marketplace.core.texts import say

FORMAT, KEY_FORMAT = b"HSE\x01", b"HSK\x01"
PURPOSE = b"hall sealed offer 1"
LENGTH_SIZE = 4
BUCKETS = (4096, 16_384, 65_536)
LARGEST_PLAINTEXT = BUCKETS[-1] - LENGTH_SIZE


class SealError(DomainError):
    """An envelope or a key that cannot be sealed or opened."""


@dataclass(frozen=True)
class Associated:
    """What an envelope belongs to; it opens for nothing else."""

    request_id: int
    bidder_id: int
    version: int
    closes_at: datetime  # as it stood when the envelope was sealed

    def to_bytes(self) -> bytes:
        if self.closes_at.tzinfo is None:
            raise ValueError("a moment has a time zone")
        closing = self.closes_at.astimezone(UTC).isoformat(timespec="microseconds")
        return f"{self.request_id}|{self.bidder_id}|{self.version}|{closing}".encode()


@dataclass(frozen=True)
class KeyPair:
    public: bytes
    private: bytes

    def __repr__(self) -> str:
        return f"KeyPair(public={self.public.hex()}, private=…)"


def new_pair() -> KeyPair:
    """The keys of one request."""
    private = X25519PrivateKey.generate().private_bytes_raw()
    return KeyPair(public_of(private), private)


def seal(public_key: bytes, plaintext: bytes, about: Associated) -> bytes:
    return FORMAT + shut(public_key, _padded(plaintext), about.to_bytes(), PURPOSE)


def unseal(private_key: bytes, envelope: bytes, about: Associated) -> bytes:
    """What was sealed; SealError if a byte was changed or it belongs to something else."""
    if not envelope.startswith(FORMAT):
        raise _broken_offer()
    box = envelope[len(FORMAT) :]
    try:
        return _unpadded(unshut(private_key, box, about.to_bytes(), PURPOSE))
    except BoxError as error:
        raise _broken_offer() from error


def digest(envelope: bytes) -> str:
    """What the log of facts keeps, and the bidder's receipt shows."""
    return hashlib.sha256(envelope).hexdigest()


def wrap(private_key: bytes, holder_key: bytes, request_id: int) -> bytes:
    """The request's private key, readable only with the key holder's key (32 bytes)."""
    nonce = os.urandom(NONCE_SIZE)
    sealed = _holder(holder_key).encrypt(nonce, private_key, _key_belongs_to(request_id))
    return KEY_FORMAT + nonce + sealed


def unwrap(wrapped: bytes, holder_key: bytes, request_id: int) -> bytes:
    start = len(KEY_FORMAT) + NONCE_SIZE
    nonce, sealed = wrapped[len(KEY_FORMAT) : start], wrapped[start:]
    try:
        if not wrapped.startswith(KEY_FORMAT):
            raise ValueError("not a wrapped key")  # noqa: TRY301  (one refusal for all causes)
        return _holder(holder_key).decrypt(nonce, sealed, _key_belongs_to(request_id))
    except (InvalidTag, ValueError) as error:
        raise SealError(
            say("The key of this request cannot be opened with the key holder's key.")
        ) from error


def _padded(plaintext: bytes) -> bytes:
    size = len(plaintext) + LENGTH_SIZE
    bucket = next((bucket for bucket in BUCKETS if size <= bucket), None)
    if bucket is None:
        raise SealError(say("The offer is too long to be sealed. Shorten the note."))
    return (len(plaintext).to_bytes(LENGTH_SIZE, "big") + plaintext).ljust(bucket, b"\0")


def _unpadded(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:LENGTH_SIZE], "big")
    return padded[LENGTH_SIZE : LENGTH_SIZE + length]


def _broken_offer() -> SealError:
    return SealError(
        say("This sealed offer cannot be opened: it was changed, or it belongs elsewhere.")
    )


def _holder(key: bytes) -> AESGCM:
    if len(key) != KEY_SIZE:
        raise SealError(say("The key holder's key must have 32 bytes."))
    return AESGCM(key)


def _key_belongs_to(request_id: int) -> bytes:
    return f"hall request key 1|{request_id}".encode()
