"""Who had the ball when: what happened to requests, contracts and cases, told as turns.

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


@dataclass(frozen=True)
class Delivered:
    """One version of the work; `accepted` None while nobody has answered."""

    submitted_at: datetime
    answered_at: datetime | None
    accepted: bool | None


@dataclass(frozen=True)
class Agreed:
    """A contract from its draft to its end."""

    firm_id: int
    regulator_id: int | None
    drafted_at: datetime
    owner_confirmed_at: datetime | None
    concluded_at: datetime | None
    deliveries: tuple[Delivered, ...]
    referred_at: datetime | None
    ruled_at: datetime | None  # the regulator sent the work back to the firm
    over_at: datetime | None  # accepted, ended or lapsed


def of_agreed(agreed: Agreed) -> Iterator[Pass]:
    """Both confirm, the firm works, the owner answers, the firm mends."""
    firm = (Holder.INTERMEDIARY, agreed.firm_id)
    steps: list[tuple[datetime | None, Holder | None, int | None]] = [
        (agreed.drafted_at, Holder.OWNER, None),
        (agreed.owner_confirmed_at, *firm),
        (agreed.concluded_at, *firm),
    ]
    for one in agreed.deliveries:
        returned = one.answered_at if one.accepted is False else None
        steps += [(one.submitted_at, Holder.OWNER, None), (returned, *firm)]
    steps += [
        (agreed.referred_at, Holder.DEPARTMENT, agreed.regulator_id),
        (agreed.ruled_at, *firm),
        (agreed.over_at, None, None),
    ]
    return (Pass(at, holder, party) for at, holder, party in steps if at is not None)


@dataclass(frozen=True)
class Stood:
    """A pause of a case, or a notice of gaps: for whom it waits, from when until when."""

    holder: Holder
    party_id: int | None
    at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class Applied:
    """A case, or days that an owner noted: with the department but for what it waits for."""

    worker: Holder
    department_id: int
    received_at: datetime
    over_at: datetime | None  # decided, not accepted or withdrawn
    waits: tuple[Stood, ...] = ()


def of_applied(applied: Applied) -> Iterator[Pass]:
    """The department's but for pauses and gaps, which are their causer's."""
    yield Pass(applied.received_at, applied.worker, applied.department_id)
    for wait in sorted(applied.waits, key=lambda one: one.at):
        yield Pass(wait.at, wait.holder, wait.party_id)
        if wait.ended_at is not None:
            yield Pass(wait.ended_at, applied.worker, applied.department_id)
    if applied.over_at is not None:
        yield Pass(applied.over_at, None)
