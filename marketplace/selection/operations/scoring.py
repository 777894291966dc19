"""Evaluators score plans, each alone; nobody reads another's points before all have finished."""

from collections.abc import Mapping

from marketplace.core import calendars
from marketplace.core.act import Act, Role
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import permit
from marketplace.core.texts import say
from marketplace.requests import operations as requests
from marketplace.requests.models import Request
from marketplace.requests.operations.terms import told
from marketplace.requests.rules.times import takes_offers
from marketplace.requests.states import Aspect
from marketplace.selection import queries
from marketplace.selection.models import Evaluation, Offer, Score, Sheet
from marketplace.selection.operations.concluding import conclude, may_conclude
from marketplace.selection.policy import EVALUATOR, SCORER, owns_the_evaluated_request
from marketplace.selection.rules.merit import BEST
from marketplace.selection.states import EVALUATION, EvaluationState, OfferState

INNER_ONLY = permit()
RUNNING = frozenset({EvaluationState.SCORING, EvaluationState.LATE})
SHORTEST_COMMENT = 5


@operation("selection.convene", may=INNER_ONLY, within=("selection.open",))
def convene(act: Act, request: Request) -> Evaluation:
    """The envelopes that may be read are open: the time to score begins."""
    calendar = calendars.current(act.session)
    days = requests.rules_of(request).score_days
    due_at = calendar.deadline(act.now, days, calendars.zone())
    evaluation = Evaluation(request_id=request.id, request=request, began_at=act.now, due_at=due_at)
    evaluation.sheets = []
    act.session.add(evaluation)
    act.session.flush()
    return evaluation


@operation("selection.declare", may=EVALUATOR)
def declare(act: Act, evaluation: Evaluation, *, conflict: str) -> Sheet:
    """Before he reads a plan an evaluator says whether he is tied to a firm; tied, he is out."""
    _still_runs(act, evaluation)
    if queries.own_sheet(evaluation, act.actor.person_id) is not None:
        raise WrongStateError(say("You have declared this already."))
    sheet = Sheet(person_id=act.actor.person_id, declared_at=act.now, conflict=conflict.strip())
    sheet.scores = []
    evaluation.sheets.append(sheet)
    act.session.flush()
    return sheet


@operation("selection.score", may=SCORER, log=("offer",))
def score(act: Act, sheet: Sheet, *, offer: int, points: Mapping[str, int], comment: str) -> None:
    """Give an offer points for each thing weighed, and say why; changed until the sheet is in."""
    _may_write(act, sheet)
    found = _scored_offer(act, sheet, offer)
    wanted = aspects(sheet.evaluation.request)
    for aspect in wanted:
        if not 0 <= points.get(aspect, -1) <= BEST:
            raise BadInputError(
                aspect, say("Write a number from %(min)s to %(max)s.", min=0, max=BEST)
            )
    if len(comment.strip()) < SHORTEST_COMMENT:
        raise BadInputError("comment", say("Say why: it is published with your points."))
    given = next((one for one in sheet.scores if one.offer_id == found.id), None)
    if given is None:
        given = Score(sheet_id=sheet.id, offer_id=found.id)
        sheet.scores.append(given)
    given.points = {aspect: points[aspect] for aspect in wanted}
    given.comment, given.given_at = comment.strip(), act.now
    act.session.flush()


@operation("selection.complete", may=SCORER)
def complete(act: Act, sheet: Sheet) -> None:
    """Hand in the sheet: it changes no more. With the last one the result follows at once."""
    _may_write(act, sheet)
    scored = {one.offer_id for one in sheet.scores}
    missing = [
        one
        for one in queries.admitted(act.session, sheet.evaluation.request)
        if one.id not in scored
    ]
    if missing:
        text = say("Offers you have not scored yet: %(n)s.", n=len(missing))
        raise WrongStateError(text)
    sheet.handed_in_at = act.now
    act.session.flush()
    if may_conclude(sheet.evaluation):
        conclude(act, sheet.evaluation)


@operation(
    "selection.extend", may=permit(Role.OWNER, when=owns_the_evaluated_request), log=("reason",)
)
def extend(act: Act, evaluation: Evaluation, *, reason: str) -> None:
    """Once, before the time is over, and for a reason that is published."""
    told("reason", reason)
    _still_runs(act, evaluation)
    if evaluation.extended_at is not None or not takes_offers(evaluation.due_at, act.now):
        raise WrongStateError(say("Scoring is extended once, before its time is over."))
    EVALUATION.move(evaluation, "extend")
    rules = requests.rules_of(evaluation.request)
    days = rules.score_days + rules.score_extension_days
    calendar = calendars.current(act.session)
    evaluation.due_at = calendar.deadline(evaluation.began_at, days, calendars.zone())
    evaluation.extended_at, evaluation.reason = act.now, reason.strip()


def aspects(request: Request) -> list[str]:
    """What people score: everything weighed but the price."""
    return [one["aspect"] for one in request.criteria or [] if one["aspect"] != Aspect.PRICE]


def _may_write(act: Act, sheet: Sheet) -> None:
    _still_runs(act, sheet.evaluation)
    if sheet.conflict:
        raise WrongStateError(say("You declared a tie to a firm; you do not score here."))
    if sheet.handed_in_at is not None:
        raise WrongStateError(say("Your sheet is handed in; it changes no more."))


def _still_runs(act: Act, evaluation: Evaluation) -> None:
    hold(act.session, evaluation)
    if evaluation.state not in RUNNING:
        raise WrongStateError(say("The scoring of this request is over."))


def _scored_offer(act: Act, sheet: Sheet, id: int) -> Offer:
    offer = act.session.get(Offer, id)
    if (
        offer is None
        or offer.request_id != sheet.evaluation.request_id
        or offer.state is not OfferState.VALID
    ):
        raise WrongStateError(say("This offer does not take part."))
    return offer
