"""Answers that the regulator alone may read lie encrypted, each bound to its own place."""

import secrets
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
BLOCK = 256  # every text fills whole blocks, so that its length does not tell yes from no


def seal(key: str, text: str, place: str) -> str:
    """`key` has 64 hexadecimal characters."""
    body = text.encode()
    padded = body + b"\0" * (-len(body) % BLOCK or (BLOCK if not body else 0))
    nonce = secrets.token_bytes(NONCE_BYTES)
    return b64encode(
        nonce + AESGCM(bytes.fromhex(key)).encrypt(nonce, padded, place.encode())
    ).decode()


def unseal(key: str, sealed: str, place: str) -> str:
    """ValueError if it was changed, or sealed for another place."""
    raw = b64decode(sealed)
    try:
        plain = AESGCM(bytes.fromhex(key)).decrypt(
            raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode()
        )
    except InvalidTag as fault:
        raise ValueError("sealed for another place, or damaged") from fault
    return plain.rstrip(b"\0").decode()
