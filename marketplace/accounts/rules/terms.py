"""What operations on people are given, where it is more than a few values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from marketplace.core.act import Role

CONFIRM, RESET, EMAIL = "confirm", "reset", "email"
TOKENS_LIVE = {
    CONFIRM: timedelta(days=2),
    RESET: timedelta(minutes=30),
    EMAIL: timedelta(hours=2),
}
INVITATIONS_LIVE = timedelta(days=14)


@dataclass(frozen=True)
class Newcomer:
    """A person who is not in the hall yet; the password is hashed before the writing begins."""

    email: str
    name: str
    password_hash: str
    locale: str = ""


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


@dataclass(frozen=True)
class Mailed:
    """A word that travels by mail: its hash for us, and the letters it may travel in."""

    token_hash: str
    letters: Mapping[str, Letter]


@dataclass(frozen=True)
class Appointee:
    """Somebody whom the hall's own command line or the demo puts in place."""

    email: str
    name: str
    password_hash: str
    role: Role
    is_admin: bool = True
    locale: str = ""
    phone: str = ""
