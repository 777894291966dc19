"""A message that only the holder of one X25519 key can read.

A fresh key meets the reader's; HKDF-SHA256 makes of both the key of one AES-256-GCM message, which
is bound to what it is about. In the box: fresh public key (32), nonce (12), ciphertext and tag.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_SIZE, NONCE_SIZE = 32, 12
HEADER_SIZE = KEY_SIZE + NONCE_SIZE


class BoxError(Exception):
    """A box that this key does not open, or that is about something else."""


def public_of(private: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def shut(public: bytes, message: bytes, about: bytes, purpose: bytes) -> bytes:
    """`purpose` names the kind of message, so that none is taken for one of another kind."""
    fresh = X25519PrivateKey.generate()
    ours = fresh.public_key().public_bytes_raw()
    nonce = os.urandom(NONCE_SIZE)
    key = _message_key(fresh, public, ours + public, purpose)
    return ours + nonce + AESGCM(key).encrypt(nonce, message, about)


def unshut(private: bytes, box: bytes, about: bytes, purpose: bytes) -> bytes:
    """BoxError if a byte was changed or it is about something else."""
    if len(box) <= HEADER_SIZE:
        raise BoxError("too short")
    theirs, nonce, sealed = box[:KEY_SIZE], box[KEY_SIZE:HEADER_SIZE], box[HEADER_SIZE:]
    try:
        mine = X25519PrivateKey.from_private_bytes(private)
        both = theirs + mine.public_key().public_bytes_raw()
        return AESGCM(_message_key(mine, theirs, both, purpose)).decrypt(nonce, sealed, about)
    except (InvalidTag, ValueError) as error:
        raise BoxError(repr(error)) from error


def _message_key(mine: X25519PrivateKey, theirs: bytes, both: bytes, purpose: bytes) -> bytes:
    shared = mine.exchange(X25519PublicKey.from_public_bytes(theirs))
    return HKDF(SHA256(), KEY_SIZE, salt=both, info=purpose).derive(shared)
