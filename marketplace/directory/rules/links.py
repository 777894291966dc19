"""By what firms are found to be one: normalised, hashed, never shown."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from marketplace.directory.states import Mark

FEWEST_DIGITS = 7


@dataclass(frozen=True)
class Known:
    """What is known of one firm; people by their accounts and their licences."""

    legal_representative: str = ""
    phones: tuple[str, ...] = ()
    bank_account: str = ""
    address: str = ""
    people: tuple[str, ...] = ()


def marks_of(known: Known) -> set[tuple[Mark, str]]:
    """Kind and digest of each value that says something."""
    values: list[tuple[Mark, Iterable[str]]] = [
        (Mark.LEGAL_REPRESENTATIVE, [_letters(known.legal_representative)]),
        (Mark.PHONE, map(_digits, known.phones)),
        (Mark.BANK_ACCOUNT, [known.bank_account]),
        (Mark.ADDRESS, [_letters(known.address)]),
        (Mark.PERSON, map(_letters, known.people)),
    ]
    return {(kind, _digest(kind, value)) for kind, found in values for value in found if value}


def _letters(text: str) -> str:
    """Without blanks, signs, widths and cases."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text).casefold())


def _digits(phone: str) -> str:
    """Without the country's own 86; too short a number says nothing."""
    digits = re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", phone))
    digits = re.sub(r"^(00)?86(?=1\d{10}$)", "", digits)
    return digits if len(digits) >= FEWEST_DIGITS else ""


def _digest(kind: Mark, value: str) -> str:
    return sha256(f"{kind}|{value}".encode()).hexdigest()
