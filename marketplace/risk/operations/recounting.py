"""A change of the calendar gives whom a lead is about more time to answer, never less."""

from datetime import datetime, tzinfo

from marketplace.core.act import Act
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.recounts import Deadline, Ends
from marketplace.core.workdays import Calendar
from marketplace.risk.models import Lead


@operation("risk.recount", may=CLOCKWORK_ONLY, log=("deadline", "until"))
def recount(act: Act, lead: Lead, *, deadline: Deadline, until: datetime) -> None:
    """Move the end of the time to answer to where the calendar puts it now."""
    setattr(lead, deadline.value, until)


def ends(lead: Lead, calendar: Calendar, zone: tzinfo) -> Ends:
    if lead.taken_at is None or lead.answer_due_at is None:
        return {}
    days = lead.rule_set.rules.complaint_answer_days
    return {Deadline.ANSWER_DUE_AT: calendar.deadline(lead.taken_at, days, zone)}
