"""Signals found: one, the regulator's list, those of a request, those of a firm."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from marketplace.accounts.models import Organisation
from marketplace.core.act import Actor
from marketplace.core.errors import NotAllowedError, NotFoundError
from marketplace.core.texts import say
from marketplace.risk import policy
from marketplace.risk.models import Signal, SignalFirm
from marketplace.selection.models import Offer

PAGE = 20
MARKS = {"useful": True, "wrong": False}


@dataclass(frozen=True)
class Filters:
    """`marked` is "useful", "wrong", "none", or "" for all; `flagged` None means all."""

    family: str = ""
    flagged: bool | None = True
    marked: str = ""


def get(session: Session, id: int, reader: Actor) -> Signal:
    """A signal, for those who watch and for the firm it concerns."""
    found = session.get(Signal, id, options=[joinedload(Signal.request)])
    if found is None:
        raise NotFoundError
    if not policy.WATCHERS(reader) and not policy.CONCERNED(reader, found):
        raise NotAllowedError(say("Only regulators, auditors and the firm it concerns see this."))
    return found


def listed(session: Session, filters: Filters, before: int = 0) -> tuple[list[Signal], int]:
    """Signals, the newest first, and the cursor of the next page (0 when it is last)."""
    wanted = select(Signal).options(joinedload(Signal.request)).order_by(Signal.id.desc())
    if filters.family:
        wanted = wanted.where(Signal.family == filters.family)
    if filters.flagged is not None:
        wanted = wanted.where(Signal.flagged.is_(filters.flagged))
    if filters.marked:
        wanted = wanted.where(Signal.useful.is_(MARKS.get(filters.marked)))
    if before:
        wanted = wanted.where(Signal.id < before)
    found = list(session.scalars(wanted.limit(PAGE + 1)))
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else 0


def of_request(session: Session, request_id: int) -> list[Signal]:
    mine = select(Signal).where(Signal.request_id == request_id)
    return list(session.scalars(mine.order_by(Signal.flagged.desc(), Signal.id).limit(100)))


def of_firm(session: Session, organisation_id: int, before: int = 0) -> tuple[list[Signal], int]:
    """The flagged signals that name an organisation, the newest first."""
    mine = select(SignalFirm.signal_id).where(SignalFirm.organisation_id == organisation_id)
    wanted = select(Signal).where(Signal.id.in_(mine), Signal.flagged)
    if before:
        wanted = wanted.where(Signal.id < before)
    newest = wanted.options(joinedload(Signal.request)).order_by(Signal.id.desc())
    found = list(session.scalars(newest.limit(PAGE + 1)))
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else 0


def firms_of(session: Session, signal: Signal) -> list[SignalFirm]:
    theirs = select(SignalFirm).where(SignalFirm.signal_id == signal.id)
    named = theirs.options(joinedload(SignalFirm.organisation))
    return list(session.scalars(named.order_by(SignalFirm.id)))


def firm_of(session: Session, signal: Signal, organisation_id: int) -> SignalFirm | None:
    mine = select(SignalFirm).filter_by(signal_id=signal.id, organisation_id=organisation_id)
    return session.scalars(mine).one_or_none()


def evidence(session: Session, signal: Signal) -> tuple[list[Offer], list[Organisation]]:
    """The offers, or the organisations, that a signal rests on."""
    if signal.family == "change":  # its evidence are numbers of change orders
        return [], []
    ids = [int(one) for one in signal.details["evidence"] if str(one).isdigit()]
    if signal.family == "identity":
        named = select(Organisation).where(Organisation.id.in_(ids)).order_by(Organisation.id)
        return [], list(session.scalars(named))
    behind = select(Offer).where(Offer.id.in_(ids), Offer.request_id == signal.request_id)
    named_offers = behind.options(joinedload(Offer.firm)).order_by(Offer.price_minor, Offer.id)  # type: ignore[attr-defined]  # of the composite
    return list(session.scalars(named_offers)), []
