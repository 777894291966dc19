"""The informed commitment: its conditions, and what a breach costs."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Sentence:
    """One condition in both languages; a letter is a record, so it keeps both."""

    zh: str
    en: str


@dataclass(frozen=True)
class Told:
    """What the owner was told of the matter: its names and its law."""

    matter_zh: str
    matter_en: str
    law: str


def conditions(told: Told, deferred: Iterable[tuple[str, str]], days: int) -> list[Sentence]:
    """What the owner commits himself to, one sentence each."""
    given = [
        Sentence("所填信息和提交材料真实、准确、完整。", "What I wrote and handed in is true."),
        Sentence(
            f"已知晓并符合“{told.matter_zh}”的法定条件和标准（{told.law}）。",
            f"I know and meet what the law asks for “{told.matter_en}” ({told.law}).",
        ),
    ]
    promised = [
        Sentence(
            f"自受理之日起{days}个工作日内补交“{zh}”。",
            f"I hand in “{en or zh}” within {days} working days of acceptance.",
        )
        for zh, en in deferred
    ]
    last = Sentence(
        "接受事后核查；不履行承诺的，承担撤销决定、公开违诺信息的后果。",
        "I accept a later check; if I break this, the decision may be revoked and it is published.",
    )
    return [*given, *promised, last]


def barred_until(today: date, months: int) -> date:
    """The last day on which this owner's commitments are not taken."""
    years, month = divmod(today.month - 1 + months, 12)
    year, month = today.year + years, month + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def is_barred(until: date | None, today: date) -> bool:
    return until is not None and today <= until
