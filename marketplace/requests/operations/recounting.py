"""A change of the calendar puts a running deadline later."""

from datetime import datetime, tzinfo

from marketplace.core.act import Act
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.recounts import Deadline, Ends
from marketplace.core.workdays import Calendar
from marketplace.requests.models import Request
from marketplace.requests.operations.publishing import rules_of
from marketplace.requests.rules.times import earliest_closing
from marketplace.requests.states import State


@operation("requests.recount", may=CLOCKWORK_ONLY, log=("deadline", "until"))
def recount(act: Act, request: Request, *, deadline: Deadline, until: datetime) -> None:
    """Move one deadline to where the calendar puts it now."""
    setattr(request, deadline.value, until)


def ends(request: Request, calendar: Calendar, zone: tzinfo) -> Ends:
    """The deadline that runs in this state, counted by the calendar as it stands."""
    figures = rules_of(request)
    if request.state is State.IN_CHECK and request.submitted_at:
        due = calendar.deadline(request.submitted_at, figures.request_check_days, zone)
        return {Deadline.CHECK_DUE_AT: due}
    if request.state is State.OPEN and request.published_at:
        days = figures.renotice_days if request.previous_id else figures.offer_days
        closing = earliest_closing(calendar, request.published_at, days, zone)
        return {Deadline.CLOSES_AT: closing}
    if request.state is State.SELECTED and request.selected_at:
        over = calendar.deadline(request.selected_at, figures.objection_days, zone)
        return {Deadline.OBJECTIONS_UNTIL: over}
    return {}
