"""The second factor: codes by time (RFC 6238), and ten spare codes."""

import secrets
from collections.abc import Iterable
from datetime import datetime

import pyotp

PERIOD_SECONDS = 30
SPARE_CODES = 10
DIGITS = 6
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike


def new_secret() -> str:
    return pyotp.random_base32()


def address(secret: str, account: str, issuer: str) -> str:
    """What the square code says to the app on the phone."""
    return pyotp.TOTP(secret, name=account, issuer=issuer).provisioning_uri()


def step_of(secret: str, code: str, now: datetime, last_step: int) -> int | None:
    """The time step this code belongs to: this one, the last or the next, and never used before."""
    present = int(now.timestamp()) // PERIOD_SECONDS
    code_of = pyotp.TOTP(secret).generate_otp
    fitting = [
        step
        for step in (present - 1, present, present + 1)
        if secrets.compare_digest(code_of(step).encode(), code.encode())
    ]
    return next((step for step in fitting if step > last_step), None)


def new_spare_codes() -> list[str]:
    """Ten codes of 50 bits, written in two groups."""
    return ["-".join(_group() for _ in range(2)) for _ in range(SPARE_CODES)]


def _group() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(5))


def tidy_spare_code(text: str) -> str:
    """As it was printed, however it was typed."""
    plain = "".join(_alphanumeric(text.casefold()))
    return f"{plain[:5]}-{plain[5:]}"


def _alphanumeric(text: str) -> Iterable[str]:
    return (char for char in text if char in _LETTERS)
