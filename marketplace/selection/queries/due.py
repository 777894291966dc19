"""What the clock, or a regulator, has to do: bounded lists, the longest due first."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session, joinedload

from marketplace.matters.models import ServiceItem
from marketplace.requests.models import Request
from marketplace.requests.states import Method, State
from marketplace.selection.models import Clarification, Objection, SealKey
from marketplace.selection.queries.awards import FREEZES
from marketplace.selection.queries.clarifying import HOLDS
from marketplace.selection.queries.keys import may_go_on
from marketplace.selection.states import ObjectionState

LIMIT = 200


def to_open(session: Session, now: datetime) -> Sequence[Request]:
    """Requests whose offers closed and are not opened yet, but for those that wait for a share."""
    over = and_(Request.state == State.OPEN, Request.closes_at <= now)
    own = Request.method != Method.IMPORTED
    due = select(Request).where(own, or_(over, Request.state == State.CLOSED))
    ready = due.outerjoin(SealKey, SealKey.request_id == Request.id).where(may_go_on())
    return session.scalars(ready.order_by(Request.closes_at, Request.id).limit(LIMIT)).all()


def to_award(session: Session, now: datetime) -> Sequence[Request]:
    """Selected, the time to object is over, and nothing freezes it."""
    frozen = exists().where(Objection.request_id == Request.id, FREEZES)
    asked = exists().where(Clarification.request_id == Request.id, HOLDS)
    over = (Request.state == State.SELECTED, Request.objections_until <= now, ~frozen, ~asked)
    due = select(Request).where(*over)
    return session.scalars(due.order_by(Request.objections_until, Request.id).limit(LIMIT)).all()


def to_escalate(session: Session, now: datetime) -> Sequence[Objection]:
    silent = (Objection.state == ObjectionState.RAISED, Objection.answer_due_at <= now)
    return session.scalars(select(Objection).where(*silent).limit(LIMIT)).all()


def to_settle(session: Session, now: datetime) -> Sequence[Objection]:
    silent = (Objection.state == ObjectionState.ANSWERED, Objection.reply_due_at <= now)
    return session.scalars(select(Objection).where(*silent).limit(LIMIT)).all()


def running(session: Session) -> Sequence[Objection]:
    """Objections that wait for somebody."""
    waiting = select(Objection).where(FREEZES)
    request = joinedload(Objection.request).joinedload(Request.rule_set)
    return session.scalars(waiting.options(request)).all()


def to_judge(session: Session, department_id: int) -> Sequence[Objection]:
    """What waits for this regulator."""
    waiting = select(Objection).join(Objection.request).join(Request.item)
    mine = waiting.where(
        Objection.state == ObjectionState.ESCALATED, ServiceItem.regulator_id == department_id
    )
    whole = mine.options(joinedload(Objection.request), joinedload(Objection.firm))
    return session.scalars(whole.order_by(Objection.decision_due_at).limit(LIMIT)).all()
