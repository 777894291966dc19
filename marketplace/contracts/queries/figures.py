"""What finished contracts say of a firm and of a kind of work."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, case, func, select
from sqlalchemy.orm import Session, joinedload

from marketplace.contracts.models import Contract
from marketplace.contracts.states import State
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


def firm_of(session: Session, organisation_id: int) -> Firm | None:
    """Locked: contracts and ratings write its figures side by side."""
    mine = select(Firm).where(Firm.organisation_id == organisation_id)
    return session.scalar(mine.with_for_update())


_OF_FIRM = (Contract.firm_id == bindparam("firm_id"), Contract.state == State.ACCEPTED)
_FINISHED = (  # put together once: it is on each firm's page
    select(Contract)
    .options(joinedload(Contract.request).load_only(Request.title))
    .where(*_OF_FIRM)
    .order_by(Contract.accepted_at.desc())
    .limit(SHOWN)
)
_IN_TIME = func.sum(case((Contract.days_late == 0, 1), else_=0))
_RECORD = select(func.count(Contract.id), func.coalesce(_IN_TIME, 0)).where(*_OF_FIRM)


def finished_of(session: Session, firm_id: int) -> list[Contract]:
    """The last accepted contracts of a firm, for everybody: titles, no terms."""
    return list(session.scalars(_FINISHED, {"firm_id": firm_id}))


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
