"""The opening: once, at the minute, by the job or by whoever asks for it when the job is late."""

from collections.abc import Sequence

from marketplace.core.act import Act
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.requests import operations as requests
from marketplace.requests.models import Request
from marketplace.requests.queries import why_not_take
from marketplace.requests.states import Ending, Method, State
from marketplace.selection import queries
from marketplace.selection.models import Award, Offer
from marketplace.selection.operations.freezing import freeze
from marketplace.selection.operations.keys import private_of
from marketplace.selection.operations.ranking import bid_of, put_in_order
from marketplace.selection.policy import OPENERS
from marketplace.selection.rules.envelope import Associated, SealError, unseal
from marketplace.selection.rules.flaws import Flaw
from marketplace.selection.rules.lowest import Loss, Verdict, outcome
from marketplace.selection.rules.sealed import Content, SignUp
from marketplace.selection.states import OFFER


@operation("selection.open", may=OPENERS)
def open(act: Act, request: Request) -> None:  # noqa: A001 (the verb of the machine)
    """Open every envelope, rank the offers and select, or fail and notice once more.

    With too few offers that could count, none is opened: their prices stay secret for next time.
    """
    hold(act.session, request)
    if request.state is State.OPEN:
        requests.close(act, request)
    able = [offer for offer in queries.sealed(act.session, request) if _counts(act, request, offer)]
    if request.state is State.CLOSED and len(able) < requests.rules_of(request).minimum_offers:
        _fail(act, request, last=_is_last(request))
        return
    requests.open(act, request)
    decide = _draw_up if request.method is Method.RANDOM else _decide
    decide(act, request, _unsealed(act, request, able))


def _counts(act: Act, request: Request, offer: Offer) -> bool:
    """What can be said of an offer without opening it."""
    closing = request.closes_at or act.now
    if offer.request_version < request.material_version:
        return _invalid(offer, Flaw.NOT_CONFIRMED)
    if why_not_take(act.session, request, offer.firm_id, closing):
        return _invalid(offer, Loss.NOT_QUALIFIED)
    return True


def _invalid(offer: Offer, reason: Flaw | Loss) -> bool:
    OFFER.move(offer, "invalidate")
    offer.reason = reason
    return False


def _unsealed(act: Act, request: Request, offers: Sequence[Offer]) -> list[Offer]:
    private = private_of(act, request)
    return [offer for offer in offers if _admitted(private, offer)]


def _admitted(private: bytes, offer: Offer) -> bool:
    """A broken envelope spoils its own offer, never the opening."""
    try:
        plain = _plaintext(private, offer)
        if offer.request.method is Method.RANDOM:
            offer.contribution = SignUp.from_bytes(plain).contribution
        else:
            _tell_price(offer, Content.from_bytes(plain))
    except SealError:
        return _invalid(offer, Flaw.BROKEN)
    OFFER.move(offer, "admit")
    return True


def _tell_price(offer: Offer, content: Content) -> None:
    offer.price, offer.days, offer.note = content.price, content.days, content.note


def _plaintext(private: bytes, offer: Offer) -> bytes:
    assert offer.envelope is not None  # noqa: S101 (a sealed offer has an envelope)
    assert offer.closing is not None  # noqa: S101
    about = Associated(offer.request_id, offer.firm_id, offer.version, offer.closing)
    return unseal(private, offer.envelope, about)


def _decide(act: Act, request: Request, offers: list[Offer]) -> None:
    rules = requests.rules_of(request)
    bids = [bid_of(offer) for offer in offers]
    rounds = request.round + 1, rules.renotices + 1
    result = outcome(bids, request.ceiling, rules.minimum_offers, *rounds)
    put_in_order(offers, result.ranking)
    if result.winner is None:
        _fail(act, request, last=result.verdict is Verdict.MAY_GO_DIRECT)
        return
    _crown(act, request, next(offer for offer in offers if offer.id == result.winner.id))


def _draw_up(act: Act, request: Request, offers: list[Offer]) -> None:
    """The list of a draw is frozen now; who wins follows later from secrets nobody knows yet."""
    draw = queries.living_draw(act.session, request)
    if draw is None or len(offers) < requests.rules_of(request).minimum_offers:
        _fail(act, request, last=_is_last(request))
        return
    freeze(act, draw, offers=offers)


def _crown(act: Act, request: Request, offer: Offer) -> None:
    requests.select(act, request)
    OFFER.move(offer, "win")
    award = Award(request_id=request.id, firm_id=offer.firm_id, offer_id=offer.id)
    award.price, award.days = offer.price, offer.days
    award.reason, award.decided_at = Verdict.AWARD, act.now
    act.session.add(award)


def _is_last(request: Request) -> bool:
    return request.round >= requests.rules_of(request).renotices


def _fail(act: Act, request: Request, *, last: bool) -> None:
    """Fail for want of offers; after the first time the request is noticed again at once."""
    requests.fail(act, request, ending=Ending.TOO_FEW_AGAIN if last else Ending.TOO_FEW)
    if not last:
        requests.renotice(act, request)
