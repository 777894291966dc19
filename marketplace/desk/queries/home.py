"""Reads of the home page: kept counts, and the newest open requests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.contracts.models import Contract
from marketplace.contracts.states import FINISHED
from marketplace.core.places import Setting
from marketplace.core.rulesets import RuleSet, in_force
from marketplace.directory.models import Firm
from marketplace.directory.states import FirmState
from marketplace.matters.models import Matter
from marketplace.requests.models import Request
from marketplace.requests.queries import LEAN
from marketplace.requests.states import INVITING, State

KEY = "counts"
OLD = timedelta(hours=1)
SHOWN = 5


@dataclass(frozen=True)
class Counts:
    """Figures of the hall at a moment; without one nothing was counted yet."""

    at: str = ""
    matters: int = 0
    free_matters: int = 0  # for which nobody may ask for an intermediary service
    firms: int = 0
    open_requests: int = 0
    finished: int = 0
    on_time: int = 0


def counts(session: Session) -> Counts:
    """As last counted by the clock: a page never counts."""
    kept = session.scalar(select(Setting.value).where(Setting.key == KEY))
    return Counts(**kept) if kept else Counts()


def stale_counts(session: Session, now: datetime) -> Sequence[RuleSet]:
    """The rule set in force stands for the hall itself, which has no row of its own."""
    kept = counts(session)
    fresh = kept.at and datetime.fromisoformat(kept.at) > now - OLD
    return [] if fresh else [in_force(session, now)]


def count(session: Session, now: datetime) -> Counts:
    active = select(func.count(Matter.id)).where(Matter.is_active)
    finished = select(func.count(Contract.id)).where(Contract.state.in_(FINISHED))
    asked = {
        "matters": active,
        "free_matters": active.where(Matter.needs_nothing),
        "firms": select(func.count(Firm.id)).where(Firm.state == FirmState.ADMITTED),
        "open_requests": select(func.count(Request.id)).where(Request.state == State.OPEN),
        "finished": finished,
        "on_time": finished.where(Contract.days_late <= 0),
    }
    return Counts(now.isoformat(), **{name: session.scalar(q) or 0 for name, q in asked.items()})


_NEWEST = (
    select(Request)
    .where(Request.state == State.OPEN, Request.method.in_(INVITING))
    .options(*LEAN)
    .order_by(Request.id.desc())
    .limit(SHOWN)
)


def newest_requests(session: Session, now: datetime) -> list[Request]:
    """Open ones that still take offers, newest first."""
    return [row for row in session.scalars(_NEWEST) if row.closes_at and row.closes_at > now]
