"""The signals of one opened request, kept once for each kind and subject."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from marketplace.core.act import Act
from marketplace.core.database import insert_once
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.requests.models import Request
from marketplace.risk import queries, rules
from marketplace.risk.models import Signal, SignalFirm
from marketplace.selection.models import Offer

Figures = dict[str, object]
Found = tuple[str, rules.Reading]  # subject and reading


@operation("risk.compute", may=CLOCKWORK_ONLY)
def compute(act: Act, request: Request) -> None:
    """Read all signals of a request; doing it again changes only figures that have changed."""
    offers = queries.offers(act.session, request.id)
    found = [
        *_prices(act, request, offers),
        *_identities(act, offers),
        *_bands(act, request, offers),
    ]
    for subject, reading in found:
        if rules.is_measured(reading):
            signal = keep(act, request, subject, reading)
            _concern(act, signal, _firms(reading, offers))


def _prices(act: Act, request: Request, offers: Sequence[Offer]) -> list[Found]:
    readings = rules.screen(_compared(offers), queries.peers(act.session, request))
    return [("", reading) for reading in readings]


def _identities(act: Act, offers: Sequence[Offer]) -> list[Found]:
    users = queries.users(act.session, offers)
    readings = rules.shared_identity(queries.identities(offers), users)
    return [("-".join(_pair(reading)), reading) for reading in readings]


def _bands(act: Act, request: Request, offers: Sequence[Offer]) -> list[Found]:
    prices = queries.band_prices(act.session, request)
    return [
        (offer.bidder, rules.price_against_band(offer.price, prices, offer.id))
        for offer in _compared(offers)
    ]


def _compared(offers: Sequence[Offer]) -> tuple[rules.Offer, ...]:
    return rules.one_each(
        rules.Offer(str(offer.id), str(offer.firm_id), offer.price)
        for offer in offers
        if offer.price is not None
    )


def _pair(reading: rules.Reading) -> tuple[str, ...]:
    """The two bidders of a flagged reading; nothing when it speaks of them all."""
    return reading.evidence[:2]


def _firms(reading: rules.Reading, offers: Sequence[Offer]) -> set[int]:
    """The organisations a flagged reading speaks of."""
    if reading.state is not rules.ReadingState.FLAGGED:
        return set()
    if rules.FAMILIES[reading.kind] == "identity":
        return {int(bidder) for bidder in _pair(reading)}
    return {offer.firm_id for offer in offers if str(offer.id) in reading.evidence}


def figures(reading: rules.Reading) -> Figures:
    """What a signal keeps of a reading."""
    return {
        "family": rules.FAMILIES[reading.kind],
        "flagged": reading.state is rules.ReadingState.FLAGGED,
        "value": reading.value,
        "threshold": reading.threshold,
        "n": reading.n,
        "grade": rules.grade(reading),
        "text": reading.text.id,
        "details": {
            "text": rules.pack(reading.text),
            "peers": reading.peers,
            "peers_n": reading.peers_n,
            "evidence": list(reading.evidence),
        },
    }


def key(request_id: int, subject: str, reading: rules.Reading) -> dict[str, object]:
    return {"kind": reading.kind, "request_id": request_id, "subject": subject}


def fresh(now: datetime) -> Figures:
    return {"computed_at": now, "note": ""}


def keep(act: Act, request: Request, subject: str, reading: rules.Reading) -> Signal:
    where, values = key(request.id, subject, reading), figures(reading)
    new = insert_once(act.session, Signal, **where, **values, **fresh(act.now))
    signal = act.session.scalars(select(Signal).filter_by(**where)).one()
    if not new and any(getattr(signal, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(signal, name, value)
        signal.computed_at = act.now
    return signal


def _concern(act: Act, signal: Signal, firms: set[int]) -> None:
    for organisation_id in sorted(firms):
        who = {"signal_id": signal.id, "organisation_id": organisation_id}
        insert_once(act.session, SignalFirm, **who, answer="")
