"""Seals small secrets and marks values that are compared but never read again.

Both keys come from the hall's secret by HKDF, each for its own use. What is sealed is bound to
its place (`about`), so a sealed value copied to another row does not open.
"""

import base64
import hmac
import secrets
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from marketplace.core.errors import DomainError
from marketplace.core.texts import say

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
        """Refuses what was changed, sealed elsewhere, or sealed with another secret."""
        try:
            raw = base64.b64decode(sealed, validate=True)
            nonce, rest = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
            return self._sealing.decrypt(nonce, rest, about.encode()).decode()
        except (ValueError, InvalidTag) as fault:
            raise DomainError(say("What was sent is damaged. Open the page anew.")) from fault

    def mark(self, purpose: str, value: str) -> str:
        """The same mark for the same value; the value cannot be guessed from it without the key."""
        return hmac.new(self._marking, f"{purpose}\0{value}".encode(), sha256).hexdigest()


def _derive(secret: str, use: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=b"intermediary hall", info=use).derive(secret.encode())
