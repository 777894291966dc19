"""Who had the ball when: what happened, told as turns; here of a request.

A pass says that from a moment on somebody has the ball, or (holder None) nobody. The hall's own
checks count as a department's days: both are the public side.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from marketplace.timelines.rules.graph import Turn
from marketplace.timelines.states import Holder


@dataclass(frozen=True)
class Pass:
    at: datetime
    holder: Holder | None
    party_id: int | None = None


def turns_of(passes: Iterable[Pass], zone: tzinfo) -> tuple[Turn, ...]:
    """In order of time; of two at one moment the later given counts."""
    ordered = sorted(passes, key=lambda one: one.at)
    found: list[Turn] = []
    for no, one in enumerate(ordered):
        after = ordered[no + 1] if no + 1 < len(ordered) else None
        began = one.at.astimezone(zone).date()
        ended = after.at.astimezone(zone).date() if after else None
        if one.holder is None or ended == began:
            continue
        turn = Turn(one.holder, one.party_id, began, ended)
        if found and _goes_on(found[-1], turn):
            turn = Turn(turn.holder, turn.party_id, found.pop().began, turn.ended)
        found.append(turn)
    return tuple(found)


def _goes_on(first: Turn, second: Turn) -> bool:
    same = (first.holder, first.party_id) == (second.holder, second.party_id)
    return same and first.ended == second.began


@dataclass(frozen=True)
class Objected:
    """An objection to the result of a request."""

    firm_id: int
    raised_at: datetime
    answered_at: datetime | None
    escalated_at: datetime | None
    decided_at: datetime | None


@dataclass(frozen=True)
class Asked:
    """A request from its draft to its end; offers and objections are days of public notice."""

    drafted_at: datetime
    submitted_at: datetime | None
    published_at: datetime | None
    closes_at: datetime | None
    selected_at: datetime | None
    awarded_at: datetime | None
    ended_at: datetime | None
    regulator_id: int | None
    objections: tuple[Objected, ...] = ()


def of_asked(asked: Asked, now: datetime) -> Iterator[Pass]:
    """The owner drafts, the hall checks, offers close, the hall opens, objections are possible."""
    steps = (
        (asked.drafted_at, Holder.OWNER),
        (asked.submitted_at, Holder.DEPARTMENT),
        (asked.published_at, Holder.NOTICE),
        (asked.closes_at if asked.published_at else None, Holder.DEPARTMENT),
        (asked.selected_at, Holder.NOTICE),
    )
    over = asked.ended_at or asked.awarded_at
    for at, holder in steps:
        if at is not None and at <= now and (over is None or at < over):
            yield Pass(at, holder)
    for objection in asked.objections:
        yield from _of_objection(objection, asked.regulator_id)
    if asked.ended_at is not None:
        yield Pass(asked.ended_at, None)
    elif asked.awarded_at is not None:
        yield Pass(asked.awarded_at, Holder.OWNER)


def _of_objection(one: Objected, regulator_id: int | None) -> Iterator[Pass]:
    yield Pass(one.raised_at, Holder.OWNER)
    if one.answered_at is not None:
        yield Pass(one.answered_at, Holder.INTERMEDIARY, one.firm_id)
    if one.escalated_at is not None:
        yield Pass(one.escalated_at, Holder.DEPARTMENT, regulator_id)
    if one.decided_at is not None:
        yield Pass(one.decided_at, Holder.NOTICE)
