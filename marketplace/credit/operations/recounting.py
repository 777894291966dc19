"""A change of the calendar puts the running deadlines of decisions later."""

from datetime import datetime, tzinfo

from marketplace.core.act import Act
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.recounts import Deadline, Ends
from marketplace.core.workdays import Calendar
from marketplace.credit.models import Contest, Proposal


@operation("credit.recount", may=CLOCKWORK_ONLY, log=("deadline", "until"))
def recount(act: Act, thing: Contest | Proposal, *, deadline: Deadline, until: datetime) -> None:
    """Move the deadline to where the calendar puts it now."""
    setattr(thing, deadline.value, until)


def ends(thing: Contest | Proposal, calendar: Calendar, zone: tzinfo) -> Ends:
    figures = thing.rule_set.rules
    if isinstance(thing, Contest):
        begun, days = thing.filed_at, figures.credit_contest_days
    else:
        begun, days = thing.proposed_at, figures.refusal_decide_days
    return {Deadline.DUE_AT: calendar.deadline(begun, days, zone)}
