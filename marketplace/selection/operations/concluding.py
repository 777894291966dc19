"""From the scores to the result: the prices open, the weighted mean decides; or nobody scored."""

from collections.abc import Sequence

from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.errors import WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY, permit
from marketplace.core.texts import say
from marketplace.requests import operations as requests
from marketplace.requests.models import Request
from marketplace.requests.operations import fewest_evaluators, rules_of
from marketplace.requests.rules.times import takes_offers
from marketplace.requests.states import Aspect, Ending, Method
from marketplace.selection import queries
from marketplace.selection.models import Evaluation, Offer, Sheet
from marketplace.selection.operations.deciding import crown, fail_for_too_few
from marketplace.selection.operations.keys import private_of
from marketplace.selection.operations.ranking import bid_of, put_in_order
from marketplace.selection.operations.unsealing import (
    as_received,
    invalid,
    told_plan,
    told_price,
)
from marketplace.selection.rules import merit
from marketplace.selection.rules.lowest import Loss, rank
from marketplace.selection.states import EVALUATION, EvaluationState

INNER_ONLY = permit()


@operation(
    "selection.conclude",
    may=INNER_ONLY,
    within=("selection.complete", "selection.warn", "selection.lapse"),
)
def conclude(act: Act, evaluation: Evaluation) -> None:
    """Open what was sealed until now, weigh, and select."""
    request = evaluation.request
    EVALUATION.move(evaluation, "conclude")
    evaluation.ended_at = act.now
    offers = as_received(act, request, queries.admitted(act.session, request))
    private = private_of(act, request)
    for plan in queries.plans_of(act.session, request):
        if plan.offer in offers and not told_plan(act, private, plan):
            offers.remove(plan.offer)
    sheets = [sheet for sheet in evaluation.sheets if sheet.handed_in_at]
    decide = _by_price if request.method is Method.MERIT_PRICE else _by_score
    decide(act, request, offers, sheets)


@operation("selection.warn", may=CLOCKWORK_ONLY)
def warn(act: Act, evaluation: Evaluation) -> None:
    """The time to score is over: those who scored decide, or all are told that scores are late."""
    _demand_due(act, evaluation, EvaluationState.SCORING)
    if _enough(evaluation):
        conclude(act, evaluation)
        return
    EVALUATION.move(evaluation, "warn")
    days = rules_of(evaluation.request).score_grace_days
    calendar = calendars.current(act.session)
    evaluation.due_at = calendar.deadline(act.now, days, calendars.zone())


@operation("selection.lapse", may=CLOCKWORK_ONLY)
def lapse(act: Act, evaluation: Evaluation) -> None:
    """Nobody, or too few, scored even then: the request fails; prices stay sealed for good."""
    _demand_due(act, evaluation, EvaluationState.LATE)
    if _enough(evaluation):
        conclude(act, evaluation)
        return
    EVALUATION.move(evaluation, "lapse")
    evaluation.ended_at = act.now
    requests.fail(act, evaluation.request, ending=Ending.NOT_SCORED)


def finished(evaluation: Evaluation) -> list[Sheet]:
    return [sheet for sheet in evaluation.sheets if sheet.handed_in_at is not None]


def may_conclude(evaluation: Evaluation) -> bool:
    """Enough have finished, and nobody who may still score in time is waited for."""
    tied = {sheet.person_id for sheet in evaluation.sheets if sheet.conflict}
    named = {one.person_id for one in evaluation.request.evaluators}
    done = {sheet.person_id for sheet in finished(evaluation)}
    late = evaluation.state is EvaluationState.LATE
    return _enough(evaluation) and (late or named - tied <= done)


def _enough(evaluation: Evaluation) -> bool:
    request = evaluation.request
    return len(finished(evaluation)) >= fewest_evaluators(request, rules_of(request))


def _demand_due(act: Act, evaluation: Evaluation, state: EvaluationState) -> None:
    hold(act.session, evaluation)
    if evaluation.state is not state or takes_offers(evaluation.due_at, act.now):
        raise WrongStateError(say("The time to score is not over."))
    hold(act.session, evaluation.request)


def _by_score(act: Act, request: Request, offers: Sequence[Offer], sheets: Sequence[Sheet]) -> None:
    """Merit: prices open now, and count with the weight that was published."""
    valid = _priced(act, request, offers)
    if not valid:
        fail_for_too_few(act, request)
        return
    ranked = _weighed(request, valid, sheets)
    by_id = {offer.id: offer for offer in valid}
    for place, one in enumerate(ranked, 1):
        offer = by_id[one.id]
        offer.rank = place
        offer.reason = "" if place == 1 else merit.why_beaten(one, ranked[0])
    crown(act, request, by_id[ranked[0].id])


def _by_price(act: Act, request: Request, offers: Sequence[Offer], sheets: Sequence[Sheet]) -> None:
    """Merit first, then price: only the short list's prices are ever opened."""
    ranked = _weighed(request, offers, sheets)
    places = {one.id: place for place, one in enumerate(ranked, 1)}
    best = [offer for offer in offers if places[offer.id] <= (request.short_list or 0)]
    for offer in offers:
        if offer not in best:
            offer.reason = Loss.OFF_THE_SHORT_LIST
    valid = _priced(act, request, best)
    if not valid:
        fail_for_too_few(act, request)
        return
    ranking = rank([bid_of(offer) for offer in valid], request.ceiling)
    put_in_order(valid, ranking)
    crown(act, request, next(offer for offer in valid if offer.rank == 1))


def _priced(act: Act, request: Request, offers: Sequence[Offer]) -> list[Offer]:
    private = private_of(act, request)
    opened = [one for one in offers if one.price is not None or told_price(private, one)]
    return [offer for offer in opened if _is_affordable(request, offer)]


def _is_affordable(request: Request, offer: Offer) -> bool:
    if request.ceiling is None or offer.price is None or offer.price <= request.ceiling:
        return True
    return invalid(offer, Loss.ABOVE_CEILING)


def _weighed(
    request: Request, offers: Sequence[Offer], sheets: Sequence[Sheet]
) -> list[merit.Weighed]:
    weights = {one["aspect"]: one["weight"] for one in request.criteria or []}
    prices = [offer.price for offer in offers if offer.price is not None]
    found = []
    for offer in offers:
        points = merit.means(
            [one.points for sheet in sheets for one in sheet.scores if one.offer_id == offer.id]
        )
        if Aspect.PRICE in weights and offer.price is not None:
            points[Aspect.PRICE] = merit.points_for_price(offer.price, min(prices))
        offer.merit = merit.score(points, weights)
        found.append(merit.Weighed(offer.id, offer.merit, offer.price, offer.received_at))
    return merit.order(found)
