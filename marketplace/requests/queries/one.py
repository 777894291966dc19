"""One request and what belongs to it."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.core.act import Actor
from marketplace.core.errors import NotFoundError
from marketplace.matters.models import Matter, Requirement, ServiceItem
from marketplace.requests.models import Evaluator, Exclusion, Request, RequestVersion
from marketplace.requests.policy import may_see
from marketplace.requests.rules.asking import Wanted


def get(session: Session, id: int, reader: Actor) -> Request:
    """The request with all its page shows; one that was never published only for insiders."""
    whole = (
        joinedload(Request.owner),
        joinedload(Request.project),
        joinedload(Request.matter).joinedload(Matter.department),
        joinedload(Request.item).joinedload(ServiceItem.regulator),
        joinedload(Request.direct_firm),
        joinedload(Request.rule_set),
        selectinload(Request.exclusions).joinedload(Exclusion.firm),
        selectinload(Request.evaluators).joinedload(Evaluator.person),
    )
    request = session.scalar(select(Request).where(Request.id == id).options(*whole))
    if request is None or not may_see(reader, request):
        raise NotFoundError
    return request


_PLAIN = select(Request).where(Request.id == bindparam("request_id"))


def plain(session: Session, id: int, reader: Actor) -> Request:
    """The same with nothing around it, for who acts rather than looks."""
    request = session.scalar(_PLAIN, {"request_id": id})
    if request is None or not may_see(reader, request):
        raise NotFoundError
    return request


def versions(session: Session, request: Request) -> Sequence[RequestVersion]:
    """The published versions, oldest first."""
    mine = select(RequestVersion).where(RequestVersion.request_id == request.id)
    return session.scalars(mine.order_by(RequestVersion.version)).all()


def next_of(session: Session, request: Request) -> Request | None:
    """The request that took this one's place, if any."""
    return session.scalar(select(Request).where(Request.previous_id == request.id))


def wanted(session: Session, item: ServiceItem, matter: Matter | None) -> Wanted:
    """What the catalogue says of this work for this matter."""
    if matter is None:
        return Wanted(item.obligation, None, on_a_matter=False)
    pair = (Requirement.matter_id == matter.id, Requirement.item_id == item.id)
    required = session.scalar(select(Requirement.obligation).where(*pair))
    return Wanted(item.obligation, required, True, matter.needs_nothing)
