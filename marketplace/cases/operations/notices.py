"""The one-time notice: all gaps at once. Another one needs a new fact from a supervisor."""

from datetime import datetime

from marketplace.cases import policy
from marketplace.cases.models import Case, Correction, CorrectionLine
from marketplace.cases.operations.applying import await_acceptance, demand_complete
from marketplace.cases.operations.moments import happened
from marketplace.cases.operations.pausing import Standstill, begin_pause, run_on
from marketplace.cases.rules import numbers
from marketplace.cases.rules.papers import Gap
from marketplace.cases.states import BACK, FRONT, MACHINE, Holder, State
from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.texts import say

ONCE = say("All gaps are told at once, in one notice; a second one needs a new fact.")


@operation("cases.notify", may=policy.NOTIFIER)
def notify(
    act: Act, case: Case, *, gaps: tuple[Gap, ...], at: datetime | None = None
) -> Correction:
    """Name all gaps in one numbered notice; in review the clock stands still meanwhile."""
    if not gaps:
        raise BadInputError("other", say("Name at least one gap."))
    _demand_first(case)
    moment = happened(act, case, at)
    hold(act.session, case)
    number = numbers.notice(case.number, len(case.corrections) + 1)
    if case.state is State.IN_REVIEW:
        MACHINE.move(case, "notify_in_review")
        said = "; ".join(gap.text for gap in gaps)
        begin_pause(act, case, Standstill(number, said, Holder.OWNER), moment)
    else:
        MACHINE.move(case, "notify")
        case.accept_due_at = None
    _give_time(act, case, moment)
    return _write(act, case, number, gaps, moment)


def _demand_first(case: Case) -> None:
    if case.notices_n and not case.new_fact:
        raise WrongStateError(
            say("Gaps were notified once already, in notice %(n)s.", n=case.corrections[-1].number),
            rule=ONCE,
        )


def _give_time(act: Act, case: Case, moment: datetime) -> None:
    days = case.rule_set.rules.case_correction_days
    calendar, zone = calendars.current(act.session), calendars.zone()
    case.answer_due_at = calendar.deadline(moment, days, zone)


def _write(
    act: Act, case: Case, number: str, gaps: tuple[Gap, ...], moment: datetime
) -> Correction:
    """The new fact is used up by the notice it allowed."""
    notice = Correction(case_id=case.id, number=number, at=moment, entered_at=act.now)
    notice.new_fact, notice.supervisor_id = case.new_fact, case.supervisor_id
    notice.lines = [CorrectionLine(text=gap.text, material_id=gap.material_id) for gap in gaps]
    case.corrections.append(notice)
    case.notices_n, case.new_fact, case.supervisor_id = case.notices_n + 1, "", None
    act.session.flush()
    return notice


@operation("cases.allow_notice", may=policy.SUPERVISOR, log=("new_fact",))
def allow_notice(act: Act, case: Case, *, new_fact: str) -> None:
    """A supervisor states the new fact for which one more notice may be written."""
    if not case.notices_n or case.state not in FRONT | BACK:
        raise WrongStateError(say("The first notice needs nobody's leave."), rule=ONCE)
    if not new_fact.strip():
        raise BadInputError("new_fact", say("Write the new fact."))
    case.new_fact, case.supervisor_id = new_fact, act.actor.person_id


@operation("cases.answer", may=policy.PUTS_TOGETHER)
def answer(act: Act, case: Case) -> None:
    """The applicant says that all gaps are mended."""
    open_ones = [notice for notice in case.corrections if notice.answered_at is None]
    if case.state is State.PAUSED and not _waits_for(case, open_ones):
        raise WrongStateError(say("No notice of gaps waits for an answer."))
    hold(act.session, case)
    demand_complete(case)
    if case.state is State.PAUSED:
        run_on(act, case, act.now)
    else:
        MACHINE.move(case, "answer")
        await_acceptance(act, case)
    for notice in open_ones:
        notice.answered_at = act.now
    case.answer_due_at = None


def _waits_for(case: Case, notices: list[Correction]) -> bool:
    """Does the clock stand still for one of these notices?"""
    numbers_of = {notice.number for notice in notices}
    return any(one.ended_at is None and one.notice in numbers_of for one in case.pauses)
