"""Whom an organisation may complain of: the other sides of what it took part in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Organisation
from marketplace.complaints.rules import REMEMBERED
from marketplace.complaints.states import About
from marketplace.contracts.models import Contract
from marketplace.requests.models import Request
from marketplace.requests.states import Method
from marketplace.selection.models import Award, Offer
from marketplace.selection.states import OfferState

MOST = 100
TOOK_PART = (OfferState.VALID, OfferState.INVALID, OfferState.WON)


@dataclass(frozen=True)
class Subject:
    """One thing that may be complained of."""

    about: About
    against: Organisation


def subjects(
    session: Session, me: int, now: datetime, request: Request | None, contract: Contract | None
) -> list[Subject]:
    """What organisation `me` may complain of about this contract, this request, or in general."""
    if contract is not None:
        return _of_contract(contract, me)
    if request is not None:
        return _of_request(session, request, me)
    return _of_partners(session, me, now)


def _of_contract(contract: Contract, me: int) -> list[Subject]:
    if me == contract.owner_id:
        return [Subject(About.FIRM, contract.firm)]
    if me == contract.firm_id:
        return [Subject(About.OWNER, contract.owner)]
    return []


def _of_request(session: Session, request: Request, me: int) -> list[Subject]:
    """Who offered is a secret until the opening, from the owner too."""
    if request.method is Method.IMPORTED:
        return []
    offered = _has_offered(session, request.id, me)
    if me != request.owner_id and not offered:
        return []
    firms = _firms(session, request) if request.opened_at or request.selected_at else []
    found = [Subject(About.FIRM, firm) for firm in firms if firm.id != me]
    if me == request.owner_id:
        return found
    if request.selected_at and _has_award(session, request.id):
        found.insert(0, Subject(About.AWARD, request.owner))
    return [Subject(About.OWNER, request.owner), *found]


def _has_offered(session: Session, request_id: int, me: int) -> bool:
    mine = select(Offer.id).where(Offer.request_id == request_id, Offer.firm_id == me)
    return session.scalar(mine.limit(1)) is not None


def _has_award(session: Session, request_id: int) -> bool:
    return session.scalar(select(Award.id).where(Award.request_id == request_id)) is not None


def _firms(session: Session, request: Request) -> list[Organisation]:
    offered = select(Offer.firm_id).where(
        Offer.request_id == request.id, Offer.state.in_(TOOK_PART)
    )
    taking_part = or_(Organisation.id.in_(offered), Organisation.id == request.direct_firm_id)
    return list(session.scalars(select(Organisation).where(taking_part).limit(MOST)))


def _of_partners(session: Session, me: int, now: datetime) -> list[Subject]:
    """The other sides of contracts that run, or ended within two years."""
    firms = _partners(session, Contract.firm_id, Contract.owner_id == me, now)
    owners = _partners(session, Contract.owner_id, Contract.firm_id == me, now)
    return [Subject(About.FIRM, firm) for firm in firms] + [
        Subject(About.OWNER, owner) for owner in owners
    ]


def _partners(
    session: Session, side: object, mine: ColumnElement[bool], now: datetime
) -> list[Organisation]:
    ended = func.coalesce(Contract.ended_at, Contract.accepted_at)
    lately = or_(ended.is_(None), ended >= now - REMEMBERED)
    theirs = select(side).where(mine, lately)  # type: ignore[call-overload]  # a column
    wanted = select(Organisation).where(Organisation.id.in_(theirs))
    return list(session.scalars(wanted.order_by(Organisation.id).limit(MOST)))
