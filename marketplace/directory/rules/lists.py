"""Pages of a list by key, and cells that no spreadsheet runs."""

from dataclasses import dataclass
from enum import StrEnum, auto

from marketplace.core.texts import name_all, say
from marketplace.directory.states import Standing

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class Sort(StrEnum):
    """Orders of the list; RELEVANCE only when words are looked for."""

    RELEVANCE = auto()
    RATING = auto()
    ON_TIME = auto()
    CONTRACTS = auto()
    CREDIT = auto()
    NAME = auto()


name_all(
    {
        Sort.RELEVANCE: say("Best match"),
        Sort.RATING: say("Rating"),
        Sort.ON_TIME: say("On-time rate"),
        Sort.CONTRACTS: say("Finished contracts"),
        Sort.CREDIT: say("Credit score"),
        Sort.NAME: say("Name"),
    }
)


@dataclass(frozen=True)
class Wanted:
    """What a reader of the directory looks for; 0, "" and None mean any."""

    text: str = ""
    item_id: int = 0
    area_id: int = 0
    grade: str = ""
    standing: Standing | None = None
    sort: Sort = Sort.RATING


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: after (or, backwards, before) a firm with a key."""

    key: str
    id: int
    backwards: bool = False

    def __str__(self) -> str:
        return f"{'b' if self.backwards else 'a'}.{self.key}.{self.id}"


def read_cursor(text: str, sort: Sort) -> Cursor | None:
    """The cursor of a link; None, which is the first page, for anything else."""
    way, _, rest = text.partition(".")
    key, _, firm_id = rest.rpartition(".")
    if way not in ("a", "b") or not _is_number(firm_id):
        return None
    hexadecimal = len(key) <= 60 and set(key) <= set("0123456789abcdef")
    lawful = hexadecimal if sort is Sort.NAME else _is_number(key)
    return Cursor(key, int(firm_id), way == "b") if lawful else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 16


def safe_cell(value: object) -> str:
    """The text of a cell; what a spreadsheet would take for a formula gets an apostrophe."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
