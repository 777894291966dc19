"""The opening: once, at the minute, by the job or by whoever asks for it when the job is late."""

from collections.abc import Sequence
from itertools import islice

from marketplace.core.act import Act
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.timekeeping import demand_clock
from marketplace.requests import operations as requests
from marketplace.requests.models import Request
from marketplace.requests.queries import why_not_take
from marketplace.requests.states import Hiding, State
from marketplace.selection import queries
from marketplace.selection.models import Offer, OfferPlan
from marketplace.selection.operations.auctions import announce
from marketplace.selection.operations.deciding import decide_by_price, fail_for_too_few, fewest
from marketplace.selection.operations.freezing import freeze
from marketplace.selection.operations.handing import ask_shares
from marketplace.selection.operations.keys import private_of
from marketplace.selection.operations.listing import shortened
from marketplace.selection.operations.scoring import convene
from marketplace.selection.operations.unsealing import (
    as_received,
    invalid,
    plaintext,
    told_plan,
    told_price,
)
from marketplace.selection.policy import OPENERS
from marketplace.selection.queries.keys import is_ready, key_of
from marketplace.selection.rules.envelope import SealError
from marketplace.selection.rules.flaws import Flaw, flaw_behind
from marketplace.selection.rules.lowest import Loss
from marketplace.selection.rules.methods import Answer, Step, rule_of
from marketplace.selection.rules.sealed import Content, SignUp
from marketplace.selection.states import OFFER


@operation("selection.open", may=OPENERS)
def open(act: Act, request: Request) -> None:  # noqa: A001 (the verb of the machine)
    """Open every envelope, rank the offers and select, or fail and notice once more.

    With too few offers that could count, none is opened: their prices stay secret for next time.
    """
    demand_clock(act.session)
    hold(act.session, request)
    if request.state is State.OPEN:
        requests.close(act, request)
    received = as_received(act, request, queries.sealed(act.session, request))
    able = [offer for offer in received if _counts(act, request, offer)]
    if request.state is State.CLOSED and len(able) < fewest(request):
        fail_for_too_few(act, request)
        return
    requests.open(act, request)
    step = rule_of(request.method).step
    if step is Step.BID:
        _call_bidders(act, request, able)
        return
    if step is Step.SCORE:
        _open_for_scoring(act, request, able)
        return
    STEPS[step](act, request, _unsealed(act, request, able))


def open_or_ask(act: Act, request: Request) -> bool:
    """Open, or close and ask for the shares of the key; True when the time to wait is over.

    No share is asked for when too few offers came: their envelopes stay shut for good.
    """
    if _shares_are_wanting(act, request):
        ask_shares(act, request)
        if not is_ready(key_of(act.session, request)):
            return False
    open(act, request)
    return True


def _shares_are_wanting(act: Act, request: Request) -> bool:
    """Looks at no more offers than are needed to know."""
    if is_ready(key_of(act.session, request)):
        return False
    sealed = queries.sealed(act.session, request)
    able = (offer for offer in sealed if _flaw(act, request, offer) is None)
    return len(list(islice(able, fewest(request)))) == fewest(request)


def _counts(act: Act, request: Request, offer: Offer) -> bool:
    flaw = _flaw(act, request, offer)
    return flaw is None or invalid(offer, flaw)


def _flaw(act: Act, request: Request, offer: Offer) -> Flaw | Loss | None:
    """What can be said of an offer without opening it."""
    closing = request.closes_at or act.now
    if offer.request_version < request.material_version:
        return Flaw.NOT_CONFIRMED
    taken = why_not_take(act.session, request, offer.firm_id, closing)
    return flaw_behind(taken) if taken else None


def _unsealed(act: Act, request: Request, offers: Sequence[Offer]) -> list[Offer]:
    private = private_of(act, request)
    return [offer for offer in offers if _admitted(private, offer)]


def _admitted(private: bytes, offer: Offer) -> bool:
    """A broken envelope spoils its own offer, never the opening."""
    if rule_of(offer.request.method).answer is Answer.SIGN_UP:
        sound = _told_words(private, offer)
    else:
        sound = told_price(private, offer)
    if sound:
        OFFER.move(offer, "admit")
    return sound


def _told_words(private: bytes, offer: Offer) -> bool:
    try:
        told = SignUp.from_bytes(plaintext(private, offer, offer.envelope))
    except SealError:
        return invalid(offer, Flaw.BROKEN)
    offer.contribution = told.contribution
    return True


def _open_for_scoring(act: Act, request: Request, offers: list[Offer]) -> None:
    """Of two envelopes those open that the owner has said; then the evaluators begin."""
    private = private_of(act, request)
    plans = {plan.offer_id: plan for plan in queries.plans_of(act.session, request)}
    sound = [offer for offer in offers if _may_be_scored(act, private, plans[offer.id])]
    for offer in sound:
        OFFER.move(offer, "admit")
    act.session.flush()
    if len(sound) < fewest(request):
        fail_for_too_few(act, request)
        return
    convene(act, request)


def _may_be_scored(act: Act, private: bytes, plan: OfferPlan) -> bool:
    hiding = plan.offer.request.hiding
    if hiding is Hiding.EVERYTHING:
        return True
    priced = hiding is not Hiding.NOTHING or told_price(private, plan.offer)
    return priced and told_plan(act, private, plan)


def _call_bidders(act: Act, request: Request, offers: Sequence[Offer]) -> None:
    """First prices are told under numbers; offers and names stay sealed until the auction ends."""
    private = private_of(act, request)
    read = [(offer, content) for offer in offers if (content := _read(private, offer))]
    if len(read) < fewest(request):
        fail_for_too_few(act, request)
        return
    announce(act, request, sign_ups=read)


def _read(private: bytes, offer: Offer) -> Content | None:
    try:
        return Content.from_bytes(plaintext(private, offer, offer.envelope))
    except SealError:
        invalid(offer, Flaw.BROKEN)
        return None


def _draw_up(act: Act, request: Request, offers: list[Offer]) -> None:
    """The list of a draw is frozen now; who wins follows later from secrets nobody knows yet."""
    draw = queries.living_draw(act.session, request)
    if draw is None or len(offers) < fewest(request):
        fail_for_too_few(act, request)
        return
    freeze(act, draw, offers=offers)


def _list(act: Act, request: Request, offers: list[Offer]) -> None:
    """The best by credit go on the list of the draw."""
    _draw_up(act, request, shortened(act, request, offers))


STEPS = {Step.RANK: decide_by_price, Step.DRAW: _draw_up, Step.LIST: _list}
