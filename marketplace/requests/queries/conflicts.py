"""What a firm has done for a project that keeps it from other work there."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from marketplace.core.memo import now_and_then
from marketplace.core.texts import Names, Text
from marketplace.directory.queries.links import linked
from marketplace.matters.models import ServiceItem
from marketplace.requests.models import Request
from marketplace.requests.queries.firms import hurdle
from marketplace.requests.rules.conflicts import PREPARED, related
from marketplace.requests.states import State

_ASKED = Request.__table__.c
_TAKEN = select(_ASKED.id, _ASKED.item_id, _ASKED.taken_by_id, _ASKED.number).where(
    _ASKED.project_id == bindparam("project"),
    _ASKED.state == State.AWARDED,
    _ASKED.id != bindparam("request"),
    _ASKED.taken_by_id.is_not(None),
)


@now_and_then
def _items(session: Session) -> dict[int, tuple[str, Names, list[str]]]:
    """Of each service its code, its names and what it reviews."""
    rows = select(
        ServiceItem.id,
        ServiceItem.code,
        ServiceItem.name_zh,
        ServiceItem.name_en,
        ServiceItem.reviews,
    )
    return {
        key: (code, Names(zh, en), reviews) for key, code, zh, en, reviews in session.execute(rows)
    }


@hurdle
def prepared_or_reviewed(session: Session, request: Request, firm_id: int) -> Text | None:
    """Did this firm, or one linked with it, do work of the project that meets this work?"""
    meeting = _meeting(session, request)
    if not meeting:
        return None
    ours = linked(session, firm_id) | {firm_id}
    for row in meeting:
        if row.taken_by_id in ours:
            return PREPARED % {"work": _items(session)[row.item_id][1], "number": row.number}
    return None


def conflicting(session: Session, request: Request) -> Sequence[Request]:
    """The awarded requests of the project whose firms are kept out of this one."""
    ids = [row.id for row in _meeting(session, request)]
    if not ids:
        return []
    whole = (joinedload(Request.item), joinedload(Request.taken_by))
    return session.scalars(select(Request).where(Request.id.in_(ids)).options(*whole)).all()


def _meeting(session: Session, request: Request) -> list[Any]:
    if request.project_id is None or request.item_id is None:
        return []
    asked = {"project": request.project_id, "request": request.id or 0}
    taken = session.execute(_TAKEN, asked).all()
    if not taken:
        return []
    items = _items(session)
    reviews = {code: judged for code, _, judged in items.values()}
    known = items.get(request.item_id)
    met = related(known[0], reviews) if known else set()
    return [row for row in taken if row.item_id in items and items[row.item_id][0] in met]
