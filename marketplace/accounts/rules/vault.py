"""Seals small secrets and marks values that are compared but never read again.

Both keys come from the hall's secret by HKDF, each for its own use. What is sealed is bound to
its place (`about`), so a sealed value copied to another row does not open.
"""

import base64
import hmac
import secrets
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12


class Vault:
    def __init__(self, secret: str) -> None:
        self._sealing = AESGCM(_derive(secret, b"accounts sealing"))
        self._marking = _derive(secret, b"accounts marking")

    def seal(self, text: str, about: str) -> str:
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = nonce + self._sealing.encrypt(nonce, text.encode(), about.encode())
        return base64.b64encode(sealed).decode()

    def open(self, sealed: str, about: str) -> str:
        """Raises cryptography's InvalidTag when it was sealed elsewhere or with another secret."""
        raw = base64.b64decode(sealed)
        nonce, rest = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
        return self._sealing.decrypt(nonce, rest, about.encode()).decode()

    def mark(self, purpose: str, value: str) -> str:
        """The same mark for the same value; the value cannot be guessed from it without the key."""
        return hmac.new(self._marking, f"{purpose}\0{value}".encode(), sha256).hexdigest()


def _derive(secret: str, use: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=b"intermediary hall", info=use).derive(secret.encode())
