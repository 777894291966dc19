"""Who had the ball in a contract, and in a case at the window."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from marketplace.timelines.rules.histories import Pass
from marketplace.timelines.states import Holder


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
    went_on: tuple[datetime, ...]  # a part was accepted, and the next one began
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
        *((at, *firm) for at in agreed.went_on),
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
