"""May this firm take work today, for what and where, and in which place of a list does it stand?"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from marketplace.directory.rules.papers import best_grade
from marketplace.directory.states import PenaltyKind, Standing

WORKING = (Standing.GOOD, Standing.WARNED)
NAME_BYTES = 30
ANY = 0


def in_effect(begins_at: datetime, ends_at: datetime | None, ended: bool, now: datetime) -> bool:
    """Does a penalty count now, whether or not the clock has tidied it up?"""
    return not ended and begins_at <= now and (ends_at is None or now < ends_at)


def standing_of(penalties: Collection[PenaltyKind], has_paper: bool) -> Standing:
    """The heaviest penalty in effect decides; without a paper in force there is no work."""
    if PenaltyKind.EXPULSION in penalties:
        return Standing.EXPELLED
    if PenaltyKind.SUSPENSION in penalties:
        return Standing.SUSPENDED
    if not has_paper:
        return Standing.NO_QUALIFICATION
    return Standing.WARNED if PenaltyKind.WARNING in penalties else Standing.GOOD


@dataclass(frozen=True)
class Keys:
    """What lists are sorted by. Greater is better, but for the name."""

    rating_key: int
    on_time_key: int
    contracts_key: int
    credit_key: int
    name_key: str


def keys_of(
    rating_mean: float | None,
    on_time_rate: float | None,
    contracts_n: int,
    name: str,
    credit_score: int | None = None,
) -> Keys:
    return Keys(
        rating_key=round((rating_mean or 0) * 1000),
        on_time_key=round((on_time_rate or 0) * 1000),
        contracts_key=contracts_n,
        credit_key=0 if credit_score is None else credit_score + 1,
        name_key=name_key(name),
    )


def name_key(name: str) -> str:
    """Chinese names in the order of GB 18030, whose common characters go by their sound."""
    return name.casefold().encode("gb18030", "replace")[:NAME_BYTES].hex()


def places(
    grades: Mapping[int, Iterable[str]], areas: Collection[int]
) -> list[tuple[int, int, str]]:
    """Every (item, area, grade) of a firm with these items' grades; 0 is any."""
    best = {item: best_grade(found) for item, found in grades.items()}
    best[ANY] = best_grade(best.values())
    return [(item, area, grade) for item, grade in best.items() for area in (ANY, *areas)]
