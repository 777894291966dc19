"""What ended without an award, and whether its owner has acted on it since."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased, joinedload

from marketplace.core.facts import Fact
from marketplace.requests.models import Request
from marketplace.requests.rules.following import UNAWARDED
from marketplace.requests.states import Method

MOST = 100


def unfollowed(session: Session, owner_id: int) -> Sequence[Request]:
    """Requests that failed or are void, while nothing followed and the owner has not left them."""
    later = aliased(Request)
    ended = (Request.owner_id == owner_id, Request.state.in_(UNAWARDED))
    idle = (~exists().where(later.previous_id == Request.id), ~_left())
    wanted = select(Request).where(*ended, Request.method != Method.IMPORTED, *idle)
    listed = wanted.options(joinedload(Request.rule_set)).order_by(Request.id.desc())
    return session.scalars(listed.limit(MOST)).all()


def is_left(session: Session, request: Request) -> bool:
    """Has the owner said that nothing more shall follow for now?"""
    return bool(session.scalar(select(_left()).where(Request.id == request.id)))


def _left() -> ColumnElement[bool]:
    about = (Fact.thing_kind == Request.__tablename__, Fact.thing_id == Request.id)
    return exists().where(*about, Fact.name == "requests.leave")
