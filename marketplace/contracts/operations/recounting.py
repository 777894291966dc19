"""A change of the calendar puts the running deadlines of a contract later."""

from datetime import tzinfo

from marketplace.contracts.models import ChangeOrder, Contract
from marketplace.contracts.queries import days_to_answer
from marketplace.contracts.states import MACHINE, OVER, State
from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.recounts import Deadline, End, Ends
from marketplace.core.workdays import Calendar


@operation("contracts.recount", may=CLOCKWORK_ONLY, log=("deadline", "until"))
def recount(act: Act, contract: Contract, *, deadline: Deadline, until: End) -> None:
    """Move one deadline to where the calendar puts it now; the reminder goes with its check."""
    setattr(contract, deadline.value, until)
    if deadline is Deadline.DUE_ON:
        contract.current.due_on = contract.due_on
    elif deadline is Deadline.CHECK_DUE_AT:
        days = contract.rule_set.rules.delivery_reminder_days
        delivered, calendar = contract.deliverables[-1], calendars.current(act.session)
        delivered.remind_at = calendar.deadline(delivered.submitted_at, days, calendars.zone())


def ends(contract: Contract, calendar: Calendar, zone: tzinfo) -> Ends:
    """The deadlines that run in this state, counted by the calendar as it stands."""
    figures, found = contract.rule_set.rules, dict[Deadline, End | None]()
    if MACHINE.allows("lapse", contract.state):
        due = calendar.deadline(contract.drafted_at, figures.contract_days, zone)
        found[Deadline.SIGN_DUE_AT] = due
    part = contract.current
    if part.begun_at and contract.state not in OVER:
        found[Deadline.DUE_ON] = calendar.after(part.begun_at.astimezone(zone).date(), part.days)
    if contract.state is State.DELIVERED and contract.delivered_at:
        due = calendar.deadline(contract.delivered_at, figures.delivery_check_days, zone)
        found[Deadline.CHECK_DUE_AT] = due
    if contract.state is State.REFERRED and contract.referred_at:
        due = calendar.deadline(contract.referred_at, figures.ruling_days, zone)
        found[Deadline.RULING_DUE_AT] = due
    return found


@operation("contracts.recount_change", may=CLOCKWORK_ONLY, log=("deadline", "until"))
def recount_change(act: Act, order: ChangeOrder, *, deadline: Deadline, until: End) -> None:
    """Move the day until which a change order is answered to where the calendar puts it now."""
    setattr(order, deadline.value, until)


def ends_of_change(order: ChangeOrder, calendar: Calendar, zone: tzinfo) -> Ends:
    days = days_to_answer(order.contract, order)
    return {Deadline.ANSWER_DUE_AT: calendar.deadline(order.proposed_at, days, zone)}
