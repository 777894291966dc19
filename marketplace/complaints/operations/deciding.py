"""What the regulator does. Nothing is decided by the clock; what is late is flagged."""

from marketplace.complaints import policy, rules
from marketplace.complaints.models import Complaint
from marketplace.complaints.operations import measures
from marketplace.complaints.states import MACHINE, Measure, State
from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say


@operation("complaints.accept", may=policy.DECIDER)
def accept(act: Act, complaint: Complaint) -> None:
    """Take it up: the other side's time and the time to decide begin."""
    hold(act.session, complaint)
    MACHINE.move(complaint, "accept")
    figures = complaint.rule_set.rules
    calendar, zone = calendars.current(act.session), calendars.zone()
    complaint.accepted_at = act.now
    complaint.answer_due_at = calendar.deadline(act.now, figures.complaint_answer_days, zone)
    complaint.decide_due_at = calendar.deadline(act.now, figures.complaint_decide_days, zone)
    complaint.due_at, complaint.flagged_at = complaint.decide_due_at, None


@operation("complaints.refuse", may=policy.DECIDER, log=("reason",))
def refuse(act: Act, complaint: Complaint, *, reason: str) -> None:
    """Not take it up, and say why."""
    hold(act.session, complaint)
    MACHINE.move(complaint, "refuse")
    _end(act, complaint, reason)


@operation("complaints.extend", may=policy.DECIDER, log=("reason",))
def extend(act: Act, complaint: Complaint, *, reason: str) -> None:
    """Take more time to decide, once, and say why."""
    hold(act.session, complaint)
    if complaint.state is State.ACCEPTED:
        MACHINE.move(complaint, "extend_unanswered")
    else:
        MACHINE.move(complaint, "extend")
    if complaint.extended_at or complaint.decide_due_at is None:
        raise WrongStateError(
            say("The time was extended already."),
            rule=say("The time to decide may be extended once."),
        )
    _demand_reason(reason)
    days = complaint.rule_set.rules.complaint_extension_days
    calendar, zone = calendars.current(act.session), calendars.zone()
    complaint.decide_due_at = rules.extended(complaint.decide_due_at, days, calendar, zone)
    complaint.due_at, complaint.flagged_at = complaint.decide_due_at, None
    complaint.extended_at, complaint.extension_reason = act.now, reason


@operation("complaints.uphold", may=policy.DECIDER, log=("reason", "measure", "months"))
def uphold(
    act: Act, complaint: Complaint, *, reason: str, measure: Measure, months: int | None = None
) -> None:
    """Decide for the complainant; the measure is carried out with it."""
    _demand_hearing(act, complaint)
    hold(act.session, complaint)
    MACHINE.move(complaint, "uphold")
    longest = complaint.rule_set.rules.longest_suspension_months
    if fault := rules.fault_in_measure(complaint.about, measure, months, longest):
        raise BadInputError(*fault)
    complaint.measure = measure
    complaint.months = months if measure is Measure.SUSPENSION else None
    _end(act, complaint, reason)
    measures.carry_out(act, complaint)


@operation("complaints.dismiss", may=policy.DECIDER, log=("reason",))
def dismiss(act: Act, complaint: Complaint, *, reason: str) -> None:
    """Decide against the complainant."""
    _demand_hearing(act, complaint)
    hold(act.session, complaint)
    MACHINE.move(complaint, "dismiss")
    _end(act, complaint, reason)


def _demand_hearing(act: Act, complaint: Complaint) -> None:
    if rules.answer_is_awaited(complaint.state, complaint.answer_due_at, act.now):
        raise WrongStateError(
            say("The other side may still answer. Decide when it did, or when its time is over."),
            rule=say("Nobody is judged unheard."),
        )


def _demand_reason(reason: str) -> None:
    if not reason.strip():
        raise BadInputError("reason", say("Write the reason. It is published."))


def _end(act: Act, complaint: Complaint, reason: str) -> None:
    _demand_reason(reason)
    complaint.reason, complaint.decided_at, complaint.due_at = reason, act.now, None


@operation("complaints.flag", may=CLOCKWORK_ONLY)
def flag(act: Act, complaint: Complaint) -> None:
    """Note that the regulator is late. It changes nothing but what is shown."""
    if complaint.due_at is not None and complaint.due_at <= act.now:
        complaint.flagged_at = act.now
