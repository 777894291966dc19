"""The committed clock stands still and runs on. A pause has a reason, a causer and a notice."""

from dataclasses import dataclass
from datetime import datetime

from marketplace.cases import policy, queries
from marketplace.cases.models import Case, Pause
from marketplace.cases.operations.moments import happened, is_late_entry
from marketplace.cases.rules import numbers
from marketplace.cases.rules.clocks import due_day, end_of, local_day
from marketplace.cases.states import MACHINE, Holder
from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.texts import say


@dataclass(frozen=True)
class Standstill:
    """By which notice, why, and for whom one waits."""

    notice: str
    reason: str
    holder: Holder


@operation("cases.pause", may=policy.REVIEWER, log=("reason", "holder", "at"))
def pause(act: Act, case: Case, *, reason: str, holder: Holder, at: datetime | None = None) -> None:
    """Stop the clock for what the law leaves out of it."""
    if not reason.strip():
        raise BadInputError("reason", say("Write the reason."))
    moment = happened(act, case, at)
    hold(act.session, case)
    MACHINE.move(case, "pause")
    number = numbers.pause(case.number, len(case.pauses) + 1)
    begin_pause(act, case, Standstill(number, reason, holder), moment)


@operation("cases.resume", may=policy.REVIEWER, log=("at",))
def resume(act: Act, case: Case, *, at: datetime | None = None) -> None:
    """What was waited for is there: the clock runs on."""
    moment = happened(act, case, at)
    hold(act.session, case)
    run_on(act, case, moment)


def begin_pause(act: Act, case: Case, why: Standstill, at: datetime) -> Pause:
    new = Pause(case_id=case.id, reason=why.reason[:1000], holder=why.holder, notice=why.notice)
    new.started_at, new.entered_at = at, act.now
    new.entered_late = is_late_entry(act, case, at)
    case.pauses.append(new)
    case.due_at = None
    act.session.flush()
    return new


def run_on(act: Act, case: Case, at: datetime) -> None:
    """End the pause that runs; the last day in time moves by the days it took."""
    MACHINE.move(case, "resume")
    for one in case.pauses:
        if one.ended_at is None:
            one.ended_at, one.end_entered_at = at, act.now
            one.end_entered_late = is_late_entry(act, case, at)
    count_due(act, case)


def count_due(act: Act, case: Case) -> None:
    """The committed day with the pauses so far. The one of acceptance stays as it was."""
    if case.accepted_at is None or case.committed_days is None:
        return
    calendar, zone = calendars.current(act.session), calendars.zone()
    accepted = local_day(case.accepted_at, zone)
    last = due_day(calendar, accepted, case.committed_days, queries.spans(case))
    case.due_at = end_of(last, zone)
