"""The decisions of projects: values in, values out."""

import re
import unicodedata
from datetime import date

CODE = re.compile(r"\d{4}-\d{6}-\d{2}-\d{2}-\d{6}")


def tidy_code(text: str) -> str:
    """The unified project code with plain digits and dashes, however it was typed."""
    return re.sub(r"[\s\u2010-\u2015]", lambda mark: "-" if mark[0].strip() else "", _plain(text))


def code_is_well_formed(code: str) -> bool:
    """Year, district, kind of approval, industry, number: 2026-510701-48-01-123456."""
    return CODE.fullmatch(code) is not None


def dates_follow(applied: date | None, decided: date | None) -> bool:
    """A decision needs an application, on the same day or before."""
    return decided is None or (applied is not None and applied <= decided)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
