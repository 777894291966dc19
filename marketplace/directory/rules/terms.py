"""What forms hand to operations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Profile:
    """What a firm says of itself; the business contacts are public."""

    introduction: str
    contact_name: str
    contact_phone: str
    contact_email: str
    areas: tuple[int, ...]


@dataclass(frozen=True)
class Terms:
    """A certificate as the firm writes it down; `files` are its scans."""

    kind: str
    items: tuple[int, ...]
    grade: str
    certificate_no: str
    scope: str
    valid_from: date
    valid_to: date
    files: Sequence[Any] = ()


@dataclass(frozen=True)
class Licence:
    """A person and the licence he works under."""

    name: str
    licence_kind: str
    licence_no: str
    employer: str
    valid_to: date | None = None
