"""When a thing happened, and when it was written down: both are kept."""

from datetime import datetime

from marketplace.cases.models import Case, Handover
from marketplace.cases.rules.clocks import entry_is_late, fault_in_moment, local_day
from marketplace.cases.states import Step
from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError


def happened(act: Act, case: Case, at: datetime | None) -> datetime:
    """The moment of the event: now, or earlier, never before the step it follows."""
    if at is None:
        return act.now
    if fault := fault_in_moment(at, act.now, last_step(case)):
        raise BadInputError("at", fault)
    return at


def last_step(case: Case) -> datetime | None:
    """The newest event of the case."""
    moments = [case.received_at, case.accepted_at, case.decided_at, case.replied_at]
    for pause in case.pauses:
        moments += [pause.started_at, pause.ended_at]
    moments += [handover.at for handover in case.handovers]
    return max((moment for moment in moments if moment is not None), default=None)


def is_late_entry(act: Act, case: Case, at: datetime) -> bool:
    zone, limit = calendars.zone(), case.rule_set.rules.case_entry_days
    days = (local_day(at, zone), local_day(act.now, zone))
    return entry_is_late(calendars.current(act.session), *days, limit)


def hand(act: Act, case: Case, step: Step, to_id: int | None, at: datetime | None = None) -> None:
    """The case goes into another hand; who had it before is kept."""
    at = at or act.now
    handover = Handover(
        case_id=case.id,
        step=step,
        from_id=case.holder_id,
        to_id=to_id,
        post_id=case.post_id,
        at=at,
        entered_at=act.now,
        entered_late=is_late_entry(act, case, at),
    )
    case.handovers.append(handover)
    case.holder_id = to_id
