"""What must hold of all cases, looked at from outside."""

from collections.abc import Iterator

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from marketplace.cases.models import Case, Pause
from marketplace.cases.states import BACK, DECIDED, State


def faults(session: Session) -> Iterator[str]:
    """One line for each case whose parts do not agree with its state."""
    runs = exists().where(Pause.case_id == Case.id, Pause.ended_at.is_(None))
    broken = {
        "paused without a running pause": (Case.state == State.PAUSED) & ~runs,
        "a pause runs, and it is not paused": (Case.state != State.PAUSED) & runs,
        "accepted without its promised day": Case.state.in_(BACK | DECIDED)
        & Case.committed_due_on.is_(None),
        "decided without days or outcome": Case.state.in_(DECIDED)
        & (Case.actual_days.is_(None) | Case.outcome.is_(None)),
        "reviewed by its acceptor": Case.reviewer_id == Case.acceptor_id,
        "refused without a law": (Case.outcome == "refused") & (Case.law == ""),
    }
    for what, condition in broken.items():
        for number in session.scalars(select(Case.number).where(condition)):
            yield f"case {number}: {what}"
