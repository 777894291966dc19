"""Where a material comes from, as the catalogue writes it."""

from dataclasses import dataclass
from enum import StrEnum, auto


class From(StrEnum):
    """Who has a material."""

    APPLICANT = auto()
    INTERMEDIARY = auto()
    DEPARTMENT = auto()  # shares it
    PLATFORM = auto()  # the city's sharing platform
    MATTER = auto()  # the result of an earlier matter


@dataclass(frozen=True)
class Source:
    """`codes`: the department that shares it, or the matters one of which results in it."""

    holder: From
    codes: tuple[str, ...] = ()


_PLAIN = {
    "applicant": Source(From.APPLICANT),
    "service_hall": Source(From.INTERMEDIARY),
    "share:platform": Source(From.PLATFORM),
}


def source_of(text: str) -> Source:
    """Read "applicant", "service_hall", "share:MR" or "M111|M112"."""
    if text in _PLAIN:
        return _PLAIN[text]
    if text.startswith("share:"):
        return Source(From.DEPARTMENT, (text.removeprefix("share:"),))
    return Source(From.MATTER, tuple(text.split("|")))
