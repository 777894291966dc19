"""A change of the calendar puts the running deadlines of a complaint later."""

from datetime import datetime, tzinfo

from marketplace.complaints import rules
from marketplace.complaints.models import Complaint
from marketplace.complaints.states import State
from marketplace.core.act import Act
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.recounts import Deadline, Ends
from marketplace.core.workdays import Calendar

NEXT_STEP = (Deadline.ACCEPT_DUE_AT, Deadline.DECIDE_DUE_AT)


@operation("complaints.recount", may=CLOCKWORK_ONLY, log=("deadline", "until"))
def recount(act: Act, complaint: Complaint, *, deadline: Deadline, until: datetime) -> None:
    """Move one deadline to where the calendar puts it now."""
    setattr(complaint, deadline.value, until)
    if deadline in NEXT_STEP:
        complaint.due_at = until


def ends(complaint: Complaint, calendar: Calendar, zone: tzinfo) -> Ends:
    """The deadlines that run in this state, counted by the calendar as it stands."""
    figures, accepted = complaint.rule_set.rules, complaint.accepted_at
    if accepted is None:
        due = calendar.deadline(complaint.filed_at, figures.complaint_accept_days, zone)
        return {Deadline.ACCEPT_DUE_AT: due}
    decide = calendar.deadline(accepted, figures.complaint_decide_days, zone)
    if complaint.extended_at:
        decide = rules.extended(decide, figures.complaint_extension_days, calendar, zone)
    if complaint.state is not State.ACCEPTED:
        return {Deadline.DECIDE_DUE_AT: decide}
    answer = calendar.deadline(accepted, figures.complaint_answer_days, zone)
    return {Deadline.ANSWER_DUE_AT: answer, Deadline.DECIDE_DUE_AT: decide}
