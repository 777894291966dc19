"""A firm answers a request. Amount and note go into the envelope and nowhere else."""

from dataclasses import dataclass, field

from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.core.money import Money
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import permit
from marketplace.core.texts import say
from marketplace.requests import operations as requests
from marketplace.requests.models import Request
from marketplace.requests.queries import why_not_take
from marketplace.requests.rules.times import takes_offers
from marketplace.requests.states import State
from marketplace.selection import queries
from marketplace.selection.models import Offer, OfferPlan
from marketplace.selection.operations.keys import public_of
from marketplace.selection.policy import BIDDER, FIRM
from marketplace.selection.rules.envelope import Associated, digest, seal
from marketplace.selection.rules.methods import Answer, rule_of
from marketplace.selection.rules.sealed import Content, PlanText
from marketplace.selection.states import OFFER

INNER_ONLY = permit()
SHORTEST_PLAN = 50


@dataclass(frozen=True)
class Terms:
    """What a firm offers; the price covers all fees."""

    price: Money = field(repr=False)
    days: int = field(repr=False)
    note: str = field(repr=False)
    all_included: bool
    plan: str = field(default="", repr=False)


@operation("selection.offer", may=FIRM)
def offer(act: Act, request: Request, *, terms: Terms, device: str = "") -> Offer:
    """Seal an offer until the opening; a firm has one at a time."""
    still_open(act, request)
    _by_price(request)
    may_offer(act, request)
    if queries.has_living(act.session, request, act.actor.organisation_id):
        raise WrongStateError(
            say("Your firm has a sealed offer for this request. Replace or withdraw that one.")
        )
    return put_in(act, request, _content(request, terms), device, plan_of(request, terms))


@operation("selection.replace", may=BIDDER)
def replace(act: Act, offer: Offer, *, terms: Terms, device: str = "") -> Offer:
    """Put another envelope in the place of the sealed one, which stays unopened."""
    still_open(act, offer.request)
    _by_price(offer.request)
    hold(act.session, offer)
    OFFER.move(offer, "replace")
    may_offer(act, offer.request)
    act.session.flush()
    content, plan = _content(offer.request, terms), plan_of(offer.request, terms)
    return put_in(act, offer.request, content, device, plan)


@operation("selection.withdraw", may=BIDDER)
def withdraw(act: Act, offer: Offer) -> None:
    """Take a sealed offer back; its envelope is never opened."""
    still_open(act, offer.request)
    hold(act.session, offer)
    OFFER.move(offer, "withdraw")


@operation(
    "selection.receive",
    may=INNER_ONLY,
    within=("selection.offer", "selection.replace", "selection.sign_up"),
    log=("digest",),
)
def receive(act: Act, offer: Offer, *, digest: str) -> None:
    """Log the digest of the envelope, so that nobody can change or deny it afterwards."""
    if offer.request.first_offer_at is None:
        requests.receive(act, offer.request)


def _content(request: Request, terms: Terms) -> bytes:
    if not terms.all_included:
        text = say("Confirm that the price covers all fees; nothing may be asked for later.")
        raise BadInputError("all_included", text)
    _in_earnest(request, terms)
    return Content(terms.price, terms.days, terms.note).to_bytes()


def plan_of(request: Request, terms: Terms) -> bytes | None:
    """What goes into the second envelope, where the method wants one."""
    if rule_of(request.method).answer is not Answer.PLAN:
        return None
    if len(terms.plan.strip()) < SHORTEST_PLAN:
        text = say("Write a plan of at least %(n)s characters.", n=SHORTEST_PLAN)
        raise BadInputError("plan", text)
    return PlanText(terms.plan.strip()).to_bytes()


def put_in(
    act: Act, request: Request, content: bytes, device: str, plan: bytes | None = None
) -> Offer:
    """Seal what the firm says and log the digest, of both envelopes where there are two."""
    offer = _sealed(act, request, content, device)
    act.session.add(offer)
    act.session.flush()
    if plan is not None:
        _enclose(act, offer, plan)
    receive(act, offer, digest=offer.digest)
    return offer


def _sealed(act: Act, request: Request, content: bytes, device: str) -> Offer:
    firm_id, closing = act.actor.organisation_id, request.closes_at
    assert closing is not None  # noqa: S101 (an open request has a closing)
    version = queries.last_version(act.session, request, firm_id) + 1
    about = Associated(request.id, firm_id, version, closing)
    envelope = seal(public_of(act, request), content, about)
    return Offer(
        request_id=request.id,
        request=request,
        firm_id=firm_id,
        person_id=act.actor.person_id or None,
        version=version,
        request_version=request.version,
        envelope=envelope,
        closing=closing,
        digest=digest(envelope),
        received_at=act.now,
        device_hash=device,
    )


def _enclose(act: Act, offer: Offer, plan: bytes) -> None:
    assert offer.closing is not None  # noqa: S101 (it was sealed a moment ago)
    assert offer.envelope is not None  # noqa: S101
    about = Associated(offer.request_id, offer.firm_id, offer.version, offer.closing)
    second = seal(public_of(act, offer.request), plan, about)
    act.session.add(OfferPlan(offer_id=offer.id, envelope=second))
    offer.digest = digest(offer.envelope + second)


def _in_earnest(request: Request, terms: Terms) -> None:
    if terms.price.minor <= 0:
        raise BadInputError("price", say("Write a price greater than zero."))
    if request.ceiling and terms.price > request.ceiling:
        raise BadInputError("price", say("This is more than the ceiling."))
    if terms.days <= 0:
        raise BadInputError("days", say("Write how many working days you need."))


def _by_price(request: Request) -> None:
    if rule_of(request.method).answer is Answer.SIGN_UP:
        raise WrongStateError(
            say("A draw takes no prices: sign up, or withdraw and sign up again.")
        )


def still_open(act: Act, request: Request) -> None:
    """The moment was taken after the lock; what comes at the closing itself is too late."""
    hold(act.session, request)
    if request.state is not State.OPEN or not takes_offers(request.closes_at, act.now):
        raise WrongStateError(
            say("Offers have closed."),
            rule=say("An offer counts when the hall has received it before the closing."),
        )


def may_offer(act: Act, request: Request) -> None:
    """The one refusal that says why this firm may not take this work."""
    refusal = why_not_take(act.session, request, act.actor.organisation_id, act.now)
    if refusal:
        raise NotAllowedError(refusal, rule=say("Only a firm that may take the work may offer."))
