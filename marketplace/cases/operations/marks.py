"""What the clock notes, each once. It changes nothing but what is shown and who is told."""

from marketplace.cases.models import Attachment, Case, CommitmentLetter
from marketplace.cases.states import BACK, Promise, Source, State
from marketplace.core.act import Act
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY


@operation("cases.mark_late", may=CLOCKWORK_ONLY)
def mark_late(act: Act, case: Case) -> None:
    """The committed day has passed, with all pauses counted out."""
    runs = case.state in BACK and case.state is not State.PAUSED
    if runs and case.marked_late_at is None and case.due_at and case.due_at <= act.now:
        case.marked_late_at = act.now


@operation("cases.flag_deferred", may=CLOCKWORK_ONLY)
def flag_deferred(act: Act, paper: Attachment) -> Case:
    """A paper promised for later did not come."""
    owed = paper.source is Source.DEFERRED and paper.replaced_at is None
    if owed and paper.flagged_at is None and paper.due_at and paper.due_at <= act.now:
        paper.flagged_at = act.now
    return paper.case


@operation("cases.remind_check", may=CLOCKWORK_ONLY)
def remind_check(act: Act, letter: CommitmentLetter) -> Case:
    """The day has come to check what the owner committed himself to."""
    if letter.state is Promise.OPEN and letter.reminded_at is None:
        letter.reminded_at = act.now
    return letter.case
