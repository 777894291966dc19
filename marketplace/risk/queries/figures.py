"""The figures that signals are computed from; each query is bounded."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from marketplace.accounts.models import Organisation
from marketplace.contracts.models import Contract
from marketplace.contracts.states import FINISHED
from marketplace.core.money import Money
from marketplace.matters.models import Matter, Requirement, ServiceItem
from marketplace.matters.rules.requirement import BY_DEPARTMENT
from marketplace.matters.rules.shape import REQUIRED_INPUT
from marketplace.requests.models import Request
from marketplace.requests.states import State
from marketplace.risk import rules
from marketplace.risk.models import Signal
from marketplace.selection import models as selection
from marketplace.selection.states import OfferState

MOST_PEERS = 500
COMPARED = (OfferState.VALID, OfferState.WON)
COLUMNS = {
    rules.Kind.LEGAL_REPRESENTATIVE: Organisation.legal_representative,
    rules.Kind.PHONE: Organisation.phone,
    rules.Kind.BANK_ACCOUNT: Organisation.bank_account_hash,
    rules.Kind.ADDRESS: Organisation.address,
}


def charged(session: Session, _: datetime) -> list[Request]:
    """Running requests of owners for what the department must pay, that nobody flagged yet."""
    flagged = select(Signal.request_id).where(Signal.kind == rules.CHARGED.kind)
    row = aliased(Requirement)
    at_the_row = and_(row.matter_id == Request.matter_id, row.item_id == Request.item_id)
    by_row = row.obligation == BY_DEPARTMENT.value
    by_item = ServiceItem.obligation == BY_DEPARTMENT
    office = func.coalesce(Matter.department_id, ServiceItem.regulator_id)
    running = (
        select(Request)
        .join(Request.item)
        .outerjoin(Request.matter)
        .outerjoin(row, at_the_row)
        .where(Request.state.in_((State.IN_CHECK, State.OPEN)), Request.id.not_in(flagged))
        .where(or_(by_row, and_(by_item, or_(row.id.is_(None), row.obligation == REQUIRED_INPUT))))
        .where(Request.owner_id != office)
    )
    return list(session.scalars(running.limit(MOST_PEERS)))


def offers(session: Session, request_id: int) -> list[selection.Offer]:
    """The opened, valid offers of a request with their firms."""
    valid = select(selection.Offer).where(
        selection.Offer.request_id == request_id,
        selection.Offer.state.in_(COMPARED),
        selection.Offer.price_minor.is_not(None),  # type: ignore[attr-defined]  # of the composite
    )
    wanted = valid.options(joinedload(selection.Offer.firm)).order_by(selection.Offer.id)
    return list(session.scalars(wanted))


def peers(session: Session, request: Request) -> rules.Peers:
    """What is usual among the newest other requests of the same service item."""
    same = (
        select(Signal.kind, Signal.value)
        .join(Request)
        .where(
            Signal.family == "price",
            Signal.request_id != request.id,
            Request.item_id.is_not(None),
            Request.item_id == request.item_id,
        )
        .order_by(Signal.id.desc())
        .limit(MOST_PEERS * 4)
    )
    found = rules.Peers()
    for kind, value in session.execute(same):
        found.take(kind, value)
    return found


def band_prices(session: Session, request: Request) -> list[Money]:
    """The prices of the newest accepted contracts of the same service item."""
    accepted = (
        select(Contract.price)
        .where(
            Contract.item_id.is_not(None),
            Contract.item_id == request.item_id,
            Contract.state.in_(FINISHED),
            Contract.request_id != request.id,
        )
        .order_by(Contract.id.desc())
        .limit(MOST_PEERS)
    )
    return list(session.scalars(accepted))


def identities(offers: Sequence[selection.Offer]) -> list[rules.Identity]:
    return [
        rules.Identity(
            bidder=str(offer.firm_id),
            legal_representative=offer.firm.legal_representative,
            phone=offer.firm.phone,
            bank_account=offer.firm.bank_account_hash,
            address=offer.firm.address,
            device=offer.device_hash,
        )
        for offer in offers
    ]


def users(session: Session, offers: Sequence[selection.Offer]) -> dict[tuple[rules.Kind, str], int]:
    """How many organisations use a value that two of these bidders share."""
    counts: dict[tuple[rules.Kind, str], int] = {}
    bidders = identities(offers)
    for kind, column in COLUMNS.items():
        shared = _shared(bidders, kind)
        if shared:
            many = select(column, func.count()).where(column.in_(shared)).group_by(column)
            for value, count in session.execute(many):
                key = (kind, rules.Identity("", **{kind.value: value}).plain(kind))
                counts[key] = counts.get(key, 0) + count
    return counts


def _shared(bidders: Sequence[rules.Identity], kind: rules.Kind) -> list[str]:
    """The values, as they are stored, that more than one bidder has in plain form."""
    times = Counter(bidder.plain(kind) for bidder in bidders)
    return [
        getattr(bidder, kind.value)
        for bidder in bidders
        if bidder.plain(kind) and times[bidder.plain(kind)] > 1
    ]
