"""A change of the calendar puts the running deadline of an objection or a clarification later."""

from datetime import datetime, tzinfo

from marketplace.core.act import Act
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.recounts import Deadline, Ends
from marketplace.core.workdays import Calendar
from marketplace.requests.operations import rules_of
from marketplace.selection.models import Clarification, Objection
from marketplace.selection.states import ClarificationKind, ClarificationState, ObjectionState


@operation("selection.recount", may=CLOCKWORK_ONLY, log=("deadline", "until"))
def recount(act: Act, objection: Objection, *, deadline: Deadline, until: datetime) -> None:
    """Move one deadline to where the calendar puts it now."""
    setattr(objection, deadline.value, until)


@operation("selection.recount_clarification", may=CLOCKWORK_ONLY, log=("deadline", "until"))
def recount_clarification(
    act: Act, asked: Clarification, *, deadline: Deadline, until: datetime
) -> None:
    """The same for what the selected firm was asked."""
    setattr(asked, deadline.value, until)


def ends_of_clarification(asked: Clarification, calendar: Calendar, zone: tzinfo) -> Ends:
    """Hours to mend papers run on through holidays; working days do not."""
    figures = rules_of(asked.request)
    if asked.state is ClarificationState.ANSWERED and asked.answered_at:
        days = figures.clarification_decide_days
        return {Deadline.DECISION_DUE_AT: calendar.deadline(asked.answered_at, days, zone)}
    if asked.kind is ClarificationKind.LOW_PRICE:
        days = figures.low_price_days
        return {Deadline.ANSWER_DUE_AT: calendar.deadline(asked.asked_at, days, zone)}
    return {}


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
