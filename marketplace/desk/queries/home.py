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
from marketplace.requests import queries as requests
from marketplace.requests.models import Request
from marketplace.requests.queries import Line
from marketplace.requests.states import INVITING, State

KEY = "counts"
OLD = timedelta(hours=1)
SHOWN = 5
LOOKED_AT = 20  # some of them invite nobody, or have just closed


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


def newest_requests(session: Session, now: datetime) -> list[Line]:
    """Open ones that still take offers, newest first."""
    newest = requests.newest(session, LOOKED_AT)
    open_ones = [line for line in newest if line.closes_at and line.closes_at > now]
    return [line for line in open_ones if line.method in INVITING][:SHOWN]
