"""Questions about a request, for all to read; who asked is told after the opening."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from marketplace.core import calendars
from marketplace.core.errors import NotFoundError
from marketplace.core.rulesets import Rules
from marketplace.requests.models import Question, Request
from marketplace.requests.rules.times import last_question
from marketplace.requests.states import State

MOST = 200


def questions_until(session: Session, request: Request) -> datetime | None:
    """When the last question may be asked; it moves with the closing."""
    if request.closes_at is None:
        return None
    days = (request.rule_set.rules if request.rule_set else Rules()).question_days
    calendar = calendars.current(session)
    return last_question(calendar, request.closes_at, days, calendars.zone())


def questions(session: Session, request: Request) -> Sequence[Question]:
    """The oldest first."""
    mine = select(Question).where(Question.request_id == request.id)
    listed = mine.options(joinedload(Question.firm)).order_by(Question.id).limit(MOST)
    return session.scalars(listed).all()


def question(session: Session, id: int) -> Question:
    found = session.get(Question, id, options=[joinedload(Question.request)])
    if found is None:
        raise NotFoundError
    return found


def asked_n(session: Session, request: Request, firm_id: int) -> int:
    mine = (Question.request_id == request.id, Question.firm_id == firm_id)
    return session.scalar(select(func.count(Question.id)).where(*mine)) or 0


def to_answer(session: Session, owner_id: int, now: datetime) -> Sequence[Question]:
    """What waits for this owner while an answer still helps."""
    running = (Request.owner_id == owner_id, Request.state == State.OPEN, Request.closes_at > now)
    waiting = select(Question).join(Question.request).where(*running)
    silent = waiting.where(Question.answered_at.is_(None)).options(joinedload(Question.request))
    return session.scalars(silent.order_by(Question.answer_due_at).limit(MOST)).all()
