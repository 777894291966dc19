"""Decisions on posts: values in, values out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from marketplace.core.texts import Text, say
from marketplace.windows.states import CounterKind

LONGEST_ABSENCE_DAYS = 366
TWO_PEOPLE = say("Every post has an A and a B, and they are two people.")


@dataclass(frozen=True)
class CounterTerms:
    """A counter as it is written down; `code` is the sign over it."""

    code: str
    kind: CounterKind
    name_zh: str
    name_en: str
    place_zh: str
    place_en: str


@dataclass(frozen=True)
class PostTerms:
    """A post, its A and its B."""

    name_zh: str
    name_en: str
    a_id: int
    b_id: int
    counter_id: int | None = None


@dataclass(frozen=True)
class Presence:
    """Who is in the house now, and who is away from his own post."""

    signed_in: Collection[int]
    out: Collection[int]
    absent: Collection[int]

    def is_there(self, person_id: int) -> bool:
        return person_id in self.signed_in and person_id not in self.out


def fault_in_pair(a_id: int, b_id: int, staff: Collection[int]) -> tuple[str, Text] | None:
    """The field at fault and why, or None."""
    if a_id not in staff:
        return "a_id", say("Choose one of your own people.")
    if b_id not in staff:
        return "b_id", say("Choose one of your own people.")
    if a_id == b_id:
        return "b_id", TWO_PEOPLE
    return None


def fault_in_absence(until: date, today: date) -> Text | None:
    if until < today:
        return say("This day is over.")
    if (until - today).days > LONGEST_ABSENCE_DAYS:
        return say("For more than a year, give the post another A.")
    return None


def fault_in_return(back_due_at: datetime, now: datetime) -> Text | None:
    return say("Write a moment that is still to come.") if back_due_at <= now else None
