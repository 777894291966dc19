"""Direct selections that await the lot, and those it sent an audit to."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from marketplace.core.errors import NotFoundError
from marketplace.core.facts import Fact
from marketplace.core.transparency.models import LogHead, LogLeaf
from marketplace.matters.models import ServiceItem
from marketplace.requests.models import Request
from marketplace.requests.states import Method
from marketplace.selection.models import DirectAudit

LIMIT = 200


def deciding_head(session: Session, request: Request) -> LogHead | None:
    """The first signed head of the log that holds the publication of a direct selection."""
    about = (Fact.name == "requests.name", Fact.thing_kind == Request.__tablename__)
    leaf = (
        select(LogLeaf.id)
        .join(Fact, Fact.id == LogLeaf.fact_id)
        .where(*about, Fact.thing_id == request.id)
        .scalar_subquery()
    )
    return session.scalar(
        select(LogHead).where(LogHead.size >= leaf).order_by(LogHead.size).limit(1)
    )


def to_sample(session: Session, now: datetime) -> Sequence[Request]:
    """Published direct selections whose lot can be told by now."""
    done = exists().where(DirectAudit.request_id == Request.id)
    named = (Request.method == Method.DIRECT, Request.selected_at.is_not(None), ~done)
    waiting = session.scalars(select(Request).where(*named).order_by(Request.id).limit(LIMIT)).all()
    return [request for request in waiting if deciding_head(session, request) is not None]


def audit_of(session: Session, request: Request) -> DirectAudit | None:
    mine = select(DirectAudit).where(DirectAudit.request_id == request.id)
    return session.scalar(mine.options(joinedload(DirectAudit.found_by)))


def audit(session: Session, id: int) -> DirectAudit:
    request = joinedload(DirectAudit.request).joinedload(Request.item)
    found = session.get(DirectAudit, id, options=[request.joinedload(ServiceItem.regulator)])
    if found is None:
        raise NotFoundError
    return found


def sampled(session: Session, regulator_id: int | None = None) -> Sequence[DirectAudit]:
    """The newest first; of one department, or all."""
    listed = select(DirectAudit).join(DirectAudit.request).where(DirectAudit.is_sampled)
    if regulator_id is not None:
        listed = listed.join(Request.item).where(ServiceItem.regulator_id == regulator_id)
    whole = listed.options(joinedload(DirectAudit.request).joinedload(Request.owner))
    return session.scalars(whole.order_by(DirectAudit.id.desc()).limit(LIMIT)).all()


def to_audit(session: Session, regulator_id: int) -> list[DirectAudit]:
    """What waits for this department."""
    return [one for one in sampled(session, regulator_id) if one.finding is None]
