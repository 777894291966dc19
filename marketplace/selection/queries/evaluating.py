"""Evaluations: whoever scores reads his own sheet; all sheets are public once it is over."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.core.act import Actor
from marketplace.core.errors import NotFoundError
from marketplace.requests.models import Evaluator, Request
from marketplace.requests.states import State
from marketplace.selection.models import Evaluation, Offer, OfferPlan, Sheet
from marketplace.selection.states import EvaluationState, OfferState

LIMIT = 200
WHOLE = (
    joinedload(Evaluation.request).selectinload(Request.evaluators).joinedload(Evaluator.person),
    selectinload(Evaluation.sheets).selectinload(Sheet.scores),
    selectinload(Evaluation.sheets).joinedload(Sheet.person),
)


def evaluation_of(session: Session, request: Request) -> Evaluation | None:
    mine = select(Evaluation).where(Evaluation.request_id == request.id)
    return session.scalar(mine.options(*WHOLE))


def evaluation(session: Session, request: Request) -> Evaluation:
    found = evaluation_of(session, request)
    if found is None:
        raise NotFoundError
    return found


def own_sheet(evaluation: Evaluation, person_id: int) -> Sheet | None:
    return next((one for one in evaluation.sheets if one.person_id == person_id), None)


def admitted(session: Session, request: Request) -> Sequence[Offer]:
    """The offers that are scored, in the order in which they came."""
    mine = select(Offer).where(Offer.request_id == request.id, Offer.state == OfferState.VALID)
    return session.scalars(mine.options(joinedload(Offer.firm)).order_by(Offer.id)).all()


def plans_of(session: Session, request: Request) -> Sequence[OfferPlan]:
    mine = select(OfferPlan).join(OfferPlan.offer).where(Offer.request_id == request.id)
    return session.scalars(mine.options(joinedload(OfferPlan.offer))).unique().all()


def plan_of(session: Session, offer: Offer) -> OfferPlan | None:
    return session.scalar(select(OfferPlan).where(OfferPlan.offer_id == offer.id))


def to_warn(session: Session, now: datetime) -> Sequence[Evaluation]:
    return _due(session, EvaluationState.SCORING, now)


def to_lapse(session: Session, now: datetime) -> Sequence[Evaluation]:
    return _due(session, EvaluationState.LATE, now)


def to_score(session: Session, actor: Actor) -> Sequence[Evaluation]:
    """What waits for this evaluator's sheet."""
    mine = exists().where(
        Evaluator.request_id == Evaluation.request_id, Evaluator.person_id == actor.person_id
    )
    done = or_(Sheet.handed_in_at.is_not(None), Sheet.conflict != "")
    over = exists().where(
        Sheet.evaluation_id == Evaluation.id, Sheet.person_id == actor.person_id, done
    )
    living = select(Evaluation).join(Evaluation.request).where(Request.state == State.OPENED)
    waiting = living.where(Request.owner_id == actor.organisation_id, mine, ~over)
    return session.scalars(waiting.order_by(Evaluation.due_at).limit(LIMIT)).all()


def _due(session: Session, state: EvaluationState, now: datetime) -> Sequence[Evaluation]:
    living = Request.state == State.OPENED
    due = select(Evaluation).join(Evaluation.request).where(living, Evaluation.state == state)
    late = due.where(Evaluation.due_at <= now).options(*WHOLE)
    return session.scalars(late.order_by(Evaluation.due_at).limit(LIMIT)).all()
