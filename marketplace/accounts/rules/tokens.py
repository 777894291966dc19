"""Words that open something: 256 bits, kept only as their hash."""

import hashlib
import secrets


def new() -> str:
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What the database keeps of a token. It has 256 bits of chance, so it needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
