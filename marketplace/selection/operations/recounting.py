"""A change of the calendar puts the running deadline of an objection later."""

from datetime import datetime, tzinfo

from marketplace.core.act import Act
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.recounts import Deadline, Ends
from marketplace.core.workdays import Calendar
from marketplace.requests.operations import rules_of
from marketplace.selection.models import Objection
from marketplace.selection.states import ObjectionState


@operation("selection.recount", may=CLOCKWORK_ONLY, log=("deadline", "until"))
def recount(act: Act, objection: Objection, *, deadline: Deadline, until: datetime) -> None:
    """Move one deadline to where the calendar puts it now."""
    setattr(objection, deadline.value, until)


def ends(objection: Objection, calendar: Calendar, zone: tzinfo) -> Ends:
    """The deadline that runs in this state, counted by the calendar as it stands."""
    figures = rules_of(objection.request)
    reply, decide = figures.objection_reply_days, figures.complaint_decide_days
    deadline, since, days = {
        ObjectionState.RAISED: (Deadline.ANSWER_DUE_AT, objection.raised_at, reply),
        ObjectionState.ANSWERED: (Deadline.REPLY_DUE_AT, objection.answered_at, reply),
        ObjectionState.ESCALATED: (Deadline.DECISION_DUE_AT, objection.escalated_at, decide),
    }.get(objection.state, (Deadline.ANSWER_DUE_AT, None, 0))
    return {deadline: calendar.deadline(since, days, zone)} if since else {}
