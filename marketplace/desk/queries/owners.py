"""What everybody may know of an owner: what he asked for, how he kept it, what firms say of him."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from marketplace.accounts.models import Organisation
from marketplace.accounts.states import Kind
from marketplace.contracts.models import Contract
from marketplace.contracts.states import State as ContractState
from marketplace.core.errors import NotFoundError
from marketplace.ratings import queries as ratings
from marketplace.ratings.models import Rating
from marketplace.ratings.queries import Figures
from marketplace.requests.models import Request
from marketplace.requests.states import PUBLIC
from marketplace.selection.models import Objection

PAGE = 20
SHOWN = (Kind.COMPANY, Kind.GOVERNMENT_BODY)  # a natural person has no page


@dataclass(frozen=True)
class Record:
    """Counts over all years; `by_rule` is work he neither accepted nor returned in time."""

    requests: int
    finished: int
    by_rule: int
    unanswered: int
    unsigned: int


@dataclass(frozen=True)
class Owner:
    """One owner as the public sees him; `after` is the key of the next page of requests."""

    organisation: Organisation
    record: Record
    ratings: Figures
    last: Sequence[Rating]
    requests: Sequence[Request]
    after: int


def owner(session: Session, id: int, before: int = 0) -> Owner:
    found = session.get(Organisation, id)
    if found is None or found.kind not in SHOWN:
        raise NotFoundError
    asked = _asked(session, id, before)
    return Owner(
        found,
        _record(session, id),
        ratings.figures_of(session, id),
        ratings.opened_of(session, id),
        asked[:PAGE],
        asked[PAGE - 1].id if len(asked) > PAGE else 0,
    )


def _asked(session: Session, id: int, before: int) -> Sequence[Request]:
    mine = select(Request).where(Request.owner_id == id, Request.state.in_(PUBLIC))
    mine = mine.where(Request.id < before) if before else mine
    listed = mine.options(joinedload(Request.item)).order_by(Request.id.desc())
    return session.scalars(listed.limit(PAGE + 1)).all()


def _record(session: Session, id: int) -> Record:
    finished = Contract.state == ContractState.ACCEPTED
    unsigned = Contract.state == ContractState.LAPSED, Contract.owner_confirmed_at.is_(None)
    counted = select(
        func.count(Contract.id).filter(finished),
        func.count(Contract.id).filter(Contract.accepted_by_rule),
        func.count(Contract.id).filter(*unsigned),
    )
    done, by_rule, silent = session.execute(counted.where(Contract.owner_id == id)).one()
    public = select(func.count(Request.id)).where(Request.owner_id == id, Request.state.in_(PUBLIC))
    passed_on = select(func.count(Objection.id)).join(Request, Request.id == Objection.request_id)
    unanswered = Objection.escalated_at.is_not(None), Objection.answered_at.is_(None)
    return Record(
        session.scalar(public) or 0,
        done,
        by_rule,
        session.scalar(passed_on.where(Request.owner_id == id, *unanswered)) or 0,
        silent,
    )
