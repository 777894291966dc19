"""Opening envelopes: a broken one spoils its own offer, never the opening."""

from collections.abc import Sequence

from marketplace.core.act import Act
from marketplace.requests.models import Request
from marketplace.selection import queries
from marketplace.selection.models import Offer, OfferPlan
from marketplace.selection.rules.envelope import Associated, SealError, unseal
from marketplace.selection.rules.flaws import Flaw
from marketplace.selection.rules.lowest import Loss
from marketplace.selection.rules.sealed import Content, PlanText
from marketplace.selection.states import OFFER


def invalid(offer: Offer, reason: Flaw | Loss) -> bool:
    OFFER.move(offer, "invalidate")
    offer.reason = reason
    return False


def as_received(act: Act, request: Request, offers: Sequence[Offer]) -> list[Offer]:
    """Without those whose envelope is not the one in the public log: they do not count."""
    changed = queries.changed(act.session, request, offers)
    return [one for one in offers if one.id not in changed or invalid(one, Flaw.EXCHANGED)]


def plaintext(private: bytes, offer: Offer, envelope: bytes | None) -> bytes:
    assert envelope is not None  # noqa: S101 (a sealed offer has an envelope)
    assert offer.closing is not None  # noqa: S101
    about = Associated(offer.request_id, offer.firm_id, offer.version, offer.closing)
    return unseal(private, envelope, about)


def told_price(private: bytes, offer: Offer) -> bool:
    """Open the envelope with price, days and note."""
    try:
        content = Content.from_bytes(plaintext(private, offer, offer.envelope))
    except SealError:
        return invalid(offer, Flaw.BROKEN)
    offer.price, offer.days, offer.note = content.price, content.days, content.note
    return True


def told_plan(act: Act, private: bytes, plan: OfferPlan) -> bool:
    """Open the envelope with the plan."""
    if plan.opened_at is not None:
        return True
    try:
        told = PlanText.from_bytes(plaintext(private, plan.offer, plan.envelope))
    except SealError:
        return invalid(plan.offer, Flaw.BROKEN)
    plan.text, plan.opened_at = told.text, act.now
    return True
