"""Before anybody offers: how plans are weighed, how long the lists are, who evaluates."""

from collections.abc import Sequence

from marketplace.accounts.queries import people_of
from marketplace.accounts.states import Kind
from marketplace.core.act import Act, Role
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.rulesets import Rules
from marketplace.core.texts import say
from marketplace.requests.models import Evaluator, Request
from marketplace.requests.operations.publishing import rules_of
from marketplace.requests.policy import OWNER
from marketplace.requests.rules.details import (
    DETAILED,
    WEIGHED,
    Details,
    fault_in_details,
    is_detailed,
)
from marketplace.requests.states import Hiding, Method, State

BEFORE_OFFERS = frozenset({State.DRAFT})
BEFORE_SCORES = frozenset({State.DRAFT, State.IN_CHECK, State.OPEN, State.CLOSED, State.OPENED})


@operation("requests.detail", may=OWNER)
def detail(act: Act, request: Request, *, terms: Details) -> None:
    """Say what the method needs to know; it is published with the request, and stays."""
    hold(act.session, request)
    if request.state not in BEFORE_OFFERS or request.method not in DETAILED:
        raise WrongStateError(say("Only a draft whose method needs it can be detailed like this."))
    fault = fault_in_details(request.method, terms)
    if fault:
        raise BadInputError(*fault)
    request.criteria = list(terms.criteria) or None
    request.hiding = (terms.hiding or Hiding.PRICES) if request.method is Method.MERIT else None
    request.long_list, request.short_list = terms.long_list, terms.short_list


@operation("requests.appoint", may=OWNER, log=("people",))
def appoint(act: Act, request: Request, *, people: Sequence[int]) -> None:
    """Name who evaluates; once offers have closed only more may be named, none left out."""
    hold(act.session, request)
    if request.state not in BEFORE_SCORES or request.method not in WEIGHED:
        raise WrongStateError(say("Nobody evaluates this request, or it is too late to name them."))
    known = {person.id for person in people_of(act.session, request.owner_id, Role.OWNER)}
    chosen, named = set(people), {one.person_id for one in request.evaluators}
    if not chosen or not chosen <= known | named:
        raise BadInputError("people", say("Choose people of your own organisation."))
    if request.state not in (State.DRAFT, State.IN_CHECK, State.OPEN) and not named <= chosen:
        raise BadInputError("people", say("Who was named when offers closed stays named."))
    fewest = fewest_evaluators(request, rules_of(request))
    if len(chosen) < fewest:
        text = say(
            "Name at least %(n)s evaluators.", n=fewest_evaluators(request, rules_of(request))
        )
        raise BadInputError("people", text)
    request.evaluators[:] = [one for one in request.evaluators if one.person_id in chosen]
    for person in sorted(chosen - named):
        request.evaluators.append(Evaluator(person_id=person, named_at=act.now))
    act.session.flush()


def forget_details(request: Request) -> None:
    """Another method goes by other terms."""
    request.criteria, request.hiding = None, None
    request.long_list, request.short_list = None, None
    request.evaluators[:] = []


def fewest_evaluators(request: Request, rules: Rules) -> int:
    """One natural person evaluates alone; every other owner names several."""
    alone = request.owner is not None and request.owner.kind is Kind.NATURAL_PERSON
    return 1 if alone else rules.minimum_evaluators


def demand_details(request: Request, rules: Rules) -> None:
    """Refuse to hand in a draft whose method does not know yet what it goes by."""
    details = Details(request.criteria or [], request.hiding, request.long_list, request.short_list)
    if not is_detailed(request.method, details):
        raise WrongStateError(say("Say first how the firm is chosen: its method needs more terms."))
    few = len(request.evaluators) < fewest_evaluators(request, rules)
    if request.method in WEIGHED and few:
        text = say("Name at least %(n)s evaluators first.", n=fewest_evaluators(request, rules))
        raise WrongStateError(text)
