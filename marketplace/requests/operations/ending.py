"""How a request ends without an award, and what may follow it."""

from dataclasses import fields

from marketplace.core import words
from marketplace.core.act import Act
from marketplace.core.errors import WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import permit
from marketplace.core.texts import say
from marketplace.requests import queries
from marketplace.requests.models import Evaluator, Exclusion, Request
from marketplace.requests.operations.detailing import forget_details
from marketplace.requests.operations.drafting import await_check, next_number
from marketplace.requests.operations.publishing import closing_after, rules_of, show_to_all
from marketplace.requests.operations.terms import Direct, Published, put, put_direct, told
from marketplace.requests.policy import OWNER
from marketplace.requests.rules.following import may_be_noticed_again, may_go_direct
from marketplace.requests.rules.times import takes_offers
from marketplace.requests.states import DRAWN, INVITING, MACHINE, Ending, Method, State

SELECTION_ONLY = permit()
PUBLISHED = [field.name for field in fields(Published)]


@operation("requests.withdraw", may=OWNER, log=("reason",))
def withdraw(act: Act, request: Request, *, reason: str) -> None:
    """Take a request back before its offers close; the reason is published."""
    told("reason", reason)
    hold(act.session, request)
    if request.state is State.OPEN and not takes_offers(request.closes_at, act.now):
        raise WrongStateError(say("Offers have closed; the request can no longer be withdrawn."))
    MACHINE.move(request, "withdraw")
    _end(act, request, reason)


@operation(
    "requests.fail",
    may=SELECTION_ONLY,
    within=(
        "selection.open",
        "selection.award",
        "selection.pass_over",
        "selection.conclude",
        "selection.lapse",
        "selection.default",
    ),
    log=("ending",),
)
def fail(act: Act, request: Request, *, ending: Ending) -> None:
    hold(act.session, request)
    MACHINE.move(request, "fail")
    _end(act, request, ending)


@operation(
    "requests.void",
    may=SELECTION_ONLY,
    within=("selection.cancel", "selection.give_up"),
    log=("ending",),
)
def void(act: Act, request: Request, *, ending: Ending) -> None:
    hold(act.session, request)
    MACHINE.move(request, "void")
    _end(act, request, ending)


@operation("requests.renotice", may=OWNER, within=("selection.open", "selection.conclude"))
def renotice(act: Act, request: Request) -> Request:
    """Publish a failed or void request once more, at once: it was checked before."""
    if not may_be_noticed_again(request.state, request.round, rules_of(request).renotices):
        raise WrongStateError(say("This request cannot be noticed again."))
    if request.method in DRAWN:
        return _draw_again(act, request)
    method = request.method if request.method in INVITING else Method.SEALED_PRICE
    again = _successor(act, request, method, State.OPEN)
    again.round = request.round + 1 if request.state is State.FAILED else 0
    again.closes_at = closing_after(act, rules_of(request).renotice_days)
    act.session.flush()
    show_to_all(act, again)
    return again


def _draw_again(act: Act, request: Request) -> Request:
    """Selection publishes it, as soon as secrets for another draw are committed to."""
    again = _successor(act, request, request.method, State.IN_CHECK)
    again.round = request.round + 1 if request.state is State.FAILED else 0
    again.agreed_price, again.closes_at = request.agreed_price, None
    await_check(act, again, rules_of(request).request_check_days)
    act.session.flush()
    return again


@operation("requests.go_direct", may=OWNER)
def go_direct(act: Act, request: Request, *, terms: Direct) -> Request:
    """After a second failure: draft a direct selection, with the reason that is published."""
    if not may_go_direct(request.state, request.reason):
        raise WrongStateError(say("Direct selection follows only on a second failure."))
    direct = _successor(act, request, Method.DIRECT, State.DRAFT)
    direct.round, direct.closes_at = request.round + 1, None
    put_direct(act, direct, terms)
    act.session.flush()
    return direct


def _end(act: Act, request: Request, reason: str) -> None:
    request.ended_at, request.reason = act.now, str(reason)
    words.refresh(act.session, "request", request.id)


def _successor(act: Act, request: Request, method: Method, state: State) -> Request:
    """A copy with a number of its own; the unique `previous_id` lets there be one."""
    act.session.refresh(request, with_for_update={"of": Request})
    if queries.next_of(act.session, request):
        raise WrongStateError(say("Another request has taken the place of this one already."))
    kept = (
        "owner_id",
        "fund",
        "criteria",
        "hiding",
        "long_list",
        "short_list",
        "project_id",
        "matter_id",
        "item_id",
        "area_id",
        "rule_set_id",
        "auction_form",
    )
    copy = Request(
        number=next_number(act),
        previous_id=request.id,
        method=method,
        state=state,
        drafted_at=act.now,
        **{name: getattr(request, name) for name in kept},
    )
    put(copy, Published(**{name: getattr(request, name) for name in PUBLISHED}))
    copy.exclusions = [
        Exclusion(firm_id=one.firm_id, reason=one.reason) for one in request.exclusions
    ]
    copy.evaluators = [
        Evaluator(person_id=one.person_id, named_at=act.now) for one in request.evaluators
    ]
    if method is not request.method:
        forget_details(copy)
    act.session.add(copy)
    return copy
