"""Single values out of untrusted JSON: each is read, or left out with a note."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from marketplace.core.money import EXPONENT, Money
from marketplace.opendata.rules.refusals import Notes, Rule

LONGEST_TEXT = 4000
LARGEST = Decimal(10) ** 15  # major units; keeps minor units inside a 64-bit column
RENAMED = {"RMB": "CNY"}  # codes people use for a currency that has another in ISO 4217
FIRST_YEAR, LAST_YEAR = 1900, 2200
THOUSANDS = re.compile(r"-?\d{1,3}([, ]\d{3})+(\.\d+)?", re.ASCII)
CHINESE_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日", re.ASCII)
YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})", re.ASCII)
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)  # always day.month.year


def part(found: Mapping[str, Any], key: str, notes: Notes, path: str) -> Mapping[str, Any]:
    """The object under `key`; an empty one when it is absent or of another type."""
    value = found.get(key)
    if isinstance(value, dict):
        return value
    if value not in (None, "", []):
        notes.add(path, Rule.WRONG_TYPE, value)
    return {}


def entries(found: object, notes: Notes, path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each object of a list with its path; what is no object is noted and passed over."""
    if not isinstance(found, list):
        if found not in (None, "", {}):
            notes.add(path, Rule.WRONG_TYPE, found)
        return
    for place, one in enumerate(found):
        if isinstance(one, dict):
            yield f"{path}/{place}", one
        else:
            notes.add(f"{path}/{place}", Rule.WRONG_TYPE, one)


def words(found: object, longest: int = LONGEST_TEXT) -> str:
    """Text on one or more lines, without control characters, lone surrogates or NUL."""
    if isinstance(found, bool) or not isinstance(found, (str, int, Decimal)):
        return ""
    text = str(found).encode("utf-8", "replace").decode()
    return "".join(c for c in text if c.isprintable() or c == "\n").strip()[:longest].rstrip()


def money(found: Mapping[str, Any], notes: Notes, path: str) -> Money | None:
    """An OCDS value as money of its own currency; None, with a note, when it cannot be."""
    if found.get("amount") in (None, "") and not found.get("currency"):
        return None
    amount = _amount(found.get("amount"), notes, f"{path}/amount")
    currency = _currency(found.get("currency"), notes, f"{path}/currency")
    if amount is None or currency is None:
        return None
    minor = Fraction(amount) * 10 ** EXPONENT[currency]
    rounded = int(minor + Fraction(1, 2))  # half up: the amount is positive
    if minor != rounded:
        notes.add(f"{path}/amount", Rule.ROUNDED, amount)
    if not rounded:
        notes.add(f"{path}/amount", Rule.NOT_POSITIVE, amount)
    return Money(rounded, currency) if rounded else None


def _amount(found: object, notes: Notes, path: str) -> Decimal | None:
    amount = _number(found)
    if amount is None:
        notes.add(path, Rule.BAD_AMOUNT, found)
    elif amount <= 0:
        notes.add(path, Rule.NOT_POSITIVE, found)
    elif amount >= LARGEST:
        notes.add(path, Rule.TOO_LARGE, found)
    else:
        if isinstance(found, str):
            notes.add(path, Rule.AMOUNT_AS_TEXT, found)
        return amount
    return None


def _number(found: object) -> Decimal | None:
    if isinstance(found, bool) or not isinstance(found, (int, float, str, Decimal)):
        return None
    text = str(found).strip()[:LONGEST_TEXT]
    if THOUSANDS.fullmatch(text):
        text = text.replace(",", "").replace(" ", "")
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    # An exponent far below zero would make an exact fraction of millions of digits.
    return number if number.is_finite() and abs(number.adjusted()) < 100 else None


def _currency(found: object, notes: Notes, path: str) -> str | None:
    code = words(found, 20).upper()
    if not code:
        notes.add(path, Rule.NO_CURRENCY, found)
        return None
    iso = RENAMED.get(code, code)
    if iso not in EXPONENT:
        notes.add(path, Rule.UNKNOWN_CURRENCY, found)
        return None
    if iso != found:
        notes.add(path, Rule.CURRENCY_RENAMED, found)
    return iso


def moment(found: object, notes: Notes, path: str) -> datetime | None:
    """ISO 8601 in any common form, 2016/6/28, 28.6.2016, 2016年6月28日; without a zone: UTC.

    Slashes after the day or month (7/6/2016) are ambiguous and refused.
    """
    if found in (None, ""):
        return None
    try:
        at = _parse(found.strip()) if isinstance(found, str) else None
        at = at and at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        at = None
    if at is None or not FIRST_YEAR <= at.year <= LAST_YEAR:
        notes.add(path, Rule.BAD_DATE, found)
        return None
    return at


def _parse(text: str) -> datetime:
    for form, order in ((CHINESE_DATE, (1, 2, 3)), (YEAR_FIRST, (1, 2, 3)), (DOTTED, (3, 2, 1))):
        if match := form.fullmatch(text):
            year, month, day = (int(match[group]) for group in order)
            return datetime(year, month, day, tzinfo=UTC)
    return datetime.fromisoformat(text)


def code(
    found: object, known: Mapping[str, str], notes: Notes, path: str, absent: str = "other"
) -> str:
    """The hall's word for a publisher's code; `other`, with a note, for one nobody knows."""
    text = words(found, 200)
    if not text:
        return absent
    word = known.get(text.lower())
    if word is None:
        notes.add(path, Rule.UNKNOWN_CODE, text)
    return word or "other"
