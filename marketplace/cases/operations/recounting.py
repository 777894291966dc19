"""A change of the calendar puts the running deadlines of a case later; its promise stays."""

from datetime import datetime, tzinfo

from marketplace.cases import queries
from marketplace.cases.models import Case
from marketplace.cases.rules.clocks import due_day, end_of, local_day
from marketplace.cases.states import State
from marketplace.core.act import Act
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.recounts import Deadline, Ends
from marketplace.core.workdays import Calendar


@operation("cases.recount", may=CLOCKWORK_ONLY, log=("deadline", "until"))
def recount(act: Act, case: Case, *, deadline: Deadline, until: datetime) -> None:
    """Move one deadline to where the calendar puts it now."""
    setattr(case, deadline.value, until)


def ends(case: Case, calendar: Calendar, zone: tzinfo) -> Ends:
    """The deadline that runs in this state, counted by the calendar as it stands."""
    figures = case.rule_set.rules
    if case.state is State.RECEIVED and case.received_at:
        last = calendar.deadline(_since(case), figures.case_accept_days, zone)
        return {Deadline.ACCEPT_DUE_AT: last}
    if case.state is State.NOTIFIED and case.corrections:
        last = calendar.deadline(case.corrections[-1].at, figures.case_correction_days, zone)
        return {Deadline.ANSWER_DUE_AT: last}
    if case.accepted_at is None or case.committed_days is None:
        return {}
    accepted = local_day(case.accepted_at, zone)
    last_day = due_day(calendar, accepted, case.committed_days, queries.spans(case))
    return {Deadline.DUE_AT: end_of(last_day, zone)}


def _since(case: Case) -> datetime:
    """The days to accept begin anew when all gaps are mended."""
    answered = [notice.answered_at for notice in case.corrections if notice.answered_at]
    assert case.received_at is not None  # noqa: S101 (asked before)
    return max([case.received_at, *answered])
