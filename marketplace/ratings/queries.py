"""Reads of ratings: an unopened one is shown to its writer alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, joinedload

from marketplace.accounts.models import Organisation
from marketplace.accounts.states import Kind
from marketplace.contracts.models import Contract
from marketplace.contracts.states import FINISHED
from marketplace.core.act import Actor
from marketplace.core.errors import NotFoundError
from marketplace.directory.models import Firm
from marketplace.matters.models import ServiceItem
from marketplace.ratings import rules
from marketplace.ratings.models import ASPECTS, Rating
from marketplace.ratings.policy import may_read

BATCH = 200
COUNTS = (Rating.opened_at.is_not(None), Rating.hidden_at.is_(None))
SHOWN = 10


@dataclass(frozen=True)
class Figures:
    """How many opened ratings somebody has, and the plain mean of each aspect."""

    n: int
    aspects: dict[str, float]


def of_contract(session: Session, actor: Actor, contract: Contract) -> list[Rating]:
    """Those of its two ratings that this reader may see."""
    names = (Rating.rater, Rating.rated, Rating.hidden_by)
    both = select(Rating).options(*map(joinedload, names)).where(Rating.contract_id == contract.id)
    return [rating for rating in session.scalars(both) if may_read(actor, rating)]


def get(session: Session, id: int) -> Rating:
    """One that is open, to reply to it or to hide it."""
    found = session.get(Rating, id)
    if found is None or found.opened_at is None:
        raise NotFoundError
    return found


def by(session: Session, contract_id: int, rater_id: int) -> Rating | None:
    return session.scalar(
        select(Rating).where(Rating.contract_id == contract_id, Rating.rater_id == rater_id)
    )


def written(session: Session, contract_id: int) -> Sequence[Rating]:
    """Both sides' ratings, for the operation that opens them; not for a page."""
    return session.scalars(select(Rating).where(Rating.contract_id == contract_id)).all()


_OPENED = (Rating.rated_id == bindparam("rated_id"), Rating.opened_at.is_not(None))
_LAST = (  # put together once, as the next: they are on each firm's page
    select(Rating)
    .options(
        *(
            joinedload(party).load_only(Organisation.name_zh, Organisation.name_en)
            for party in (Rating.rater, Rating.rated, Rating.hidden_by)
        ),
        joinedload(Rating.contract)
        .load_only(Contract.item_id)
        .joinedload(Contract.item)
        .load_only(ServiceItem.regulator_id),
    )
    .where(*_OPENED)
    .order_by(Rating.opened_at.desc(), Rating.id.desc())
    .limit(SHOWN)
)
_MEANS = tuple(func.avg(getattr(Rating, aspect)) for aspect in ASPECTS)
_FIGURES: Select[Any] = select(func.count(Rating.id), *_MEANS).where(
    *_OPENED, Rating.hidden_at.is_(None)
)


def opened_of(session: Session, organisation_id: int) -> list[Rating]:
    """The last opened ratings of an organisation, newest first."""
    return list(session.scalars(_LAST, {"rated_id": organisation_id}))


def figures_of(session: Session, organisation_id: int) -> Figures:
    row = session.execute(_FIGURES, {"rated_id": organisation_id}).one()
    means_found = zip(ASPECTS, row[1:], strict=True)
    return Figures(row[0], {aspect: float(mean or 0) for aspect, mean in means_found})


def bayesian_mean(session: Session, organisation_id: int) -> float | None:
    """See rules.bayesian_mean; over the opened ratings of one firm and of all firms."""
    place = func.row_number().over(partition_by=Rating.rater_id, order_by=Rating.id)
    votes = session.execute(_opened(select(_value(), place), organisation_id))
    mean = session.scalar(
        select(func.avg(_value()))
        .join(Organisation, Organisation.id == Rating.rated_id)
        .where(Organisation.kind == Kind.INTERMEDIARY, *COUNTS)
    )
    hall_mean = None if mean is None else float(mean)
    return rules.bayesian_mean(((float(value), k) for value, k in votes), hall_mean)


def firm_of(session: Session, organisation_id: int) -> Firm | None:
    """Locked: contracts and ratings write its figures side by side."""
    mine = select(Firm).where(Firm.organisation_id == organisation_id)
    return session.scalar(mine.with_for_update())


def to_open(session: Session, now: datetime) -> list[Rating]:
    """Written, unopened, and the other side's time is over."""
    waiting = select(Rating).where(Rating.opened_at.is_(None), Rating.opens_at <= now)
    return list(session.scalars(waiting.order_by(Rating.id).limit(BATCH)))


def _opened(listed: Select, organisation_id: int) -> Select:  # type: ignore[type-arg]
    return listed.where(Rating.rated_id == organisation_id, *COUNTS)


def _value() -> ColumnElement[float]:
    """The mean of the five aspects."""
    marks: list[Any] = [getattr(Rating, aspect) for aspect in ASPECTS]
    return cast(ColumnElement[float], sum(marks[1:], marks[0]) / float(len(marks)))


def unearned(session: Session) -> Iterator[str]:
    """Ratings of a contract that is not finished, or by or about somebody else than its sides."""
    owner, firm = Contract.owner_id, Contract.firm_id
    of_firm = and_(Rating.rater_id == owner, Rating.rated_id == firm)
    of_owner = and_(Rating.rater_id == firm, Rating.rated_id == owner)
    joined = select(Rating.id, Contract.number).join(Contract, Contract.id == Rating.contract_id)
    wrong = or_(Contract.state.not_in(FINISHED), ~or_(of_firm, of_owner))
    for rating, number in session.execute(joined.where(wrong)):
        yield f"rating {rating}: contract {number} is not finished, or has other sides"


def rewritten(session: Session) -> Iterator[str]:
    """Ratings whose words or marks are no longer those that were written."""
    for rating in session.scalars(select(Rating).where(Rating.digest != "")):
        if rating.digest != rating.content_digest:
            yield f"rating {rating.id}: it is not what was written"
