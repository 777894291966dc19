"""What finished contracts say of a firm and of a kind of work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, case, func, select
from sqlalchemy.orm import Session

from marketplace.contracts.models import Contract
from marketplace.contracts.rules import bracket
from marketplace.contracts.states import State
from marketplace.core.money import Money
from marketplace.directory.models import Firm
from marketplace.requests.models import Request

SHOWN = 10
LONGEST_BAND = 5_000  # the newest contracts that a band is reckoned over


@dataclass(frozen=True)
class Record:
    """What a firm has finished: how many, and how many of them in time."""

    n: int
    in_time: int

    @property
    def on_time_rate(self) -> float | None:
        return self.in_time / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class Finished:
    """What everybody may know of an accepted contract: its price lies from `low` to `high`."""

    title: str
    accepted_at: datetime
    days_late: int | None
    low: Money
    high: Money


def firm_of(session: Session, organisation_id: int) -> Firm | None:
    """Locked: contracts and ratings write its figures side by side."""
    mine = select(Firm).where(Firm.organisation_id == organisation_id)
    return session.scalar(mine.with_for_update())


_OF_FIRM = (Contract.firm_id == bindparam("firm_id"), Contract.state == State.ACCEPTED)
_KEPT, _ASKED = Contract.__table__.c, Request.__table__.c  # plain columns, no objects
_FINISHED = (  # put together once: it is on each firm's page
    select(
        _ASKED.title, _KEPT.accepted_at, _KEPT.days_late, _KEPT.price_minor, _KEPT.price_currency
    )
    .join(Request.__table__, _ASKED.id == _KEPT.request_id)
    .where(*_OF_FIRM)
    .order_by(Contract.accepted_at.desc())
    .limit(SHOWN)
)
_IN_TIME = func.sum(case((Contract.days_late == 0, 1), else_=0))
_RECORD = select(func.count(Contract.id), func.coalesce(_IN_TIME, 0)).where(*_OF_FIRM)


def finished_of(session: Session, firm_id: int) -> list[Finished]:
    """The last accepted contracts of a firm, for everybody: titles, no terms."""
    rows = session.execute(_FINISHED, {"firm_id": firm_id})
    return [Finished(*row[:3], *bracket(Money(*row[3:]))) for row in rows]


def record_of(session: Session, firm_id: int) -> Record:
    n, timely = session.execute(_RECORD, {"firm_id": firm_id}).one()
    return Record(n, int(timely))


def finished_terms(session: Session, item_id: int, currency: str) -> Sequence[tuple[int, int]]:
    """Price in minor units and working days of the accepted contracts for one service item."""
    minor, kept_in = Contract.__table__.c.price_minor, Contract.__table__.c.price_currency
    listed = (
        select(minor, Contract.days_taken)
        .where(Contract.item_id == item_id, Contract.state == State.ACCEPTED, kept_in == currency)
        .where(Contract.days_taken.is_not(None))
        .order_by(Contract.id.desc())
        .limit(LONGEST_BAND)
    )
    return [(price, days) for price, days in session.execute(listed)]
