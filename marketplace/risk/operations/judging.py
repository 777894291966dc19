"""What people say to a signal: the regulator's mark, the firm's answer."""

from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, NotAllowedError
from marketplace.core.operation import operation
from marketplace.core.texts import say
from marketplace.risk import policy, queries
from marketplace.risk.models import Signal


@operation("risk.mark", may=policy.MARKERS, log=("useful",))
def mark(act: Act, signal: Signal, *, useful: bool, note: str) -> None:
    """Say whether the signal was of use; the last word counts."""
    if not note.strip():
        raise BadInputError("note", say("Write a note: what did you find?"))
    signal.useful, signal.note = useful, note
    signal.marked_at, signal.marked_by = act.now, act.actor.person_id


@operation("risk.answer", may=policy.CONCERNED)
def answer(act: Act, signal: Signal, *, answer: str) -> None:
    """The firm explains; a later answer takes the place of the earlier one."""
    mine = queries.firm_of(act.session, signal, act.actor.organisation_id)
    if mine is None:
        raise NotAllowedError(say("Only regulators, auditors and the firm it concerns see this."))
    if not answer.strip():
        raise BadInputError("answer", say("Write your answer."))
    mine.answer, mine.answered_at = answer, act.now
