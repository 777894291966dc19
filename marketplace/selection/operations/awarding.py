"""From the winner to the award, or back to nobody."""

from marketplace.core.act import Act, Role
from marketplace.core.errors import DomainError, WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY, permit
from marketplace.core.texts import Text, say
from marketplace.requests import operations as requests
from marketplace.requests.models import Request
from marketplace.requests.queries import why_not_take
from marketplace.requests.states import Ending, State
from marketplace.selection import queries
from marketplace.selection.models import Award, Offer
from marketplace.selection.operations.examining import drop_clarifications, examine_if_low
from marketplace.selection.rules.flaws import Flaw, flaw_behind
from marketplace.selection.rules.lowest import Loss
from marketplace.selection.states import AWARD, FREEZING, OBJECTION, OFFER, OfferState

INNER_ONLY = permit()


@operation("selection.name", may=permit(Role.OPERATOR))
def name(act: Act, request: Request) -> Award:
    """Publish a direct selection: the named firm is chosen at the price agreed on."""
    hold(act.session, request)
    firm_id = request.direct_firm_id
    if firm_id is None:
        raise WrongStateError(say("This request names no firm."))
    refusal = _why_not_now(act, request, firm_id)
    if refusal:
        raise DomainError(refusal)
    requests.name(act, request)
    award = Award(request_id=request.id, firm_id=firm_id, decided_at=act.now)
    award.price, award.days = request.agreed_price, request.days_wanted
    award.reason = request.direct_reason
    act.session.add(award)
    return award


@operation("selection.award", may=CLOCKWORK_ONLY)
def award(act: Act, request: Request) -> None:
    """After the time to object: award, unless the winner may no longer take the work."""
    hold(act.session, request)
    _is_ripe(act, request)
    standing = queries.award_of(act.session, request)
    if standing is None:
        raise WrongStateError(say("Nobody has been selected."))
    refusal = _why_not_now(act, request, standing.firm_id)
    if refusal:
        pass_over(act, standing, flaw=flaw_behind(refusal))
    elif not examine_if_low(act, standing):
        requests.award(act, request, firm_id=standing.firm_id)


@operation(
    "selection.pass_over",
    may=INNER_ONLY,
    within=(
        "selection.award",
        "selection.reject",
        "selection.decline",
        "contracts.lapse",
        "contracts.decline",
    ),
    log=("flaw",),
)
def pass_over(act: Act, award: Award, *, flaw: Flaw | Loss = Loss.NOT_QUALIFIED) -> None:
    """The winner may or will not take the work: the next in order wins, or nobody does."""
    request = award.request
    if award.offer:
        _strike(award.offer, flaw)
    drop_clarifications(act, request)
    heir = _next_in_order(act, request)
    if heir is None:
        _leave_to_nobody(act, award)
        return
    OFFER.move(heir, "win")
    heir.reason = ""
    award.firm_id, award.offer_id = heir.firm_id, heir.id
    award.firm, award.offer = heir.firm, heir
    award.price = heir.price or request.agreed_price
    award.days, award.decided_at = heir.days or request.days_wanted, act.now
    requests.select_again(act, request)


def _leave_to_nobody(act: Act, award: Award) -> None:
    if award.request.state is State.AWARDED:
        cancel(act, award, ending=Ending.NO_CONTRACT)
        return
    AWARD.move(award, "cancel")
    requests.fail(act, award.request, ending=Ending.NOBODY_LEFT)


@operation(
    "selection.cancel",
    may=INNER_ONLY,
    within=("selection.uphold", "selection.pass_over", "contracts.lapse", "complaints.uphold"),
    log=("ending",),
)
def cancel(act: Act, award: Award, *, ending: Ending) -> None:
    """A decision undoes the award: the request is void, and its other objections have no object."""
    hold(act.session, award)
    AWARD.move(award, "cancel")
    drop_clarifications(act, award.request)
    for objection in queries.objections(act.session, award.request):
        if objection.state in FREEZING:
            OBJECTION.move(objection, "settle")
            objection.decision, objection.decided_at = ending, act.now
    requests.void(act, award.request, ending=ending)


def _is_ripe(act: Act, request: Request) -> None:
    until = request.objections_until
    if request.state is not State.SELECTED or until is None:
        raise WrongStateError(say("Nobody has been selected, or the work is awarded already."))
    if act.now < until:
        raise WrongStateError(say("The time to object is not over."))
    if queries.is_frozen(act.session, request):
        raise WrongStateError(say("An objection is open; nothing is awarded before its decision."))
    if queries.is_clarified(act.session, request):
        text = say(
            "The selected firm was asked something; nothing is awarded before it is decided."
        )
        raise WrongStateError(text)


def _why_not_now(act: Act, request: Request, firm_id: int) -> Text | None:
    """Asked with the firm's row locked, in the transaction that acts on the answer."""
    queries.lock_firm(act.session, firm_id)
    return why_not_take(act.session, request, firm_id, act.now)


def _strike(offer: Offer, flaw: Flaw | Loss = Loss.NOT_QUALIFIED) -> None:
    OFFER.move(offer, "invalidate")
    offer.rank, offer.reason = None, flaw


def _next_in_order(act: Act, request: Request) -> Offer | None:
    """The same ranking, or the same sequence of a draw, goes on: never a new one."""
    valid = []
    for offer in queries.of_request(act.session, request):
        if offer.state is OfferState.VALID:
            refusal = _why_not_now(act, request, offer.firm_id)
            if refusal:
                _strike(offer, flaw_behind(refusal))
            else:
                valid.append(offer)
    ranked = [offer for offer in valid if offer.rank is not None]
    return min(ranked, key=lambda offer: offer.rank or 0, default=None)
