"""One box for everything public: matters, services, firms, requests."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from marketplace.core import words
from marketplace.directory.models import Firm
from marketplace.directory.states import FirmState
from marketplace.matters.models import Matter, ServiceItem
from marketplace.requests.models import Request
from marketplace.requests.states import PUBLIC

SHOWN = 5


@dataclass(frozen=True)
class Results:
    """The best of one kind, and whether there are more."""

    kind: str
    rows: Sequence[Any]
    more: bool


def _matters() -> Select[Any]:
    return select(Matter).where(Matter.is_active).options(joinedload(Matter.department))


def _items() -> Select[Any]:
    return select(ServiceItem).where(ServiceItem.is_active)


def _firms() -> Select[Any]:
    admitted = select(Firm).where(Firm.state == FirmState.ADMITTED)
    return admitted.options(joinedload(Firm.organisation))


def _requests() -> Select[Any]:
    return select(Request).where(Request.state.in_(PUBLIC)).options(joinedload(Request.owner))


KINDS: dict[str, tuple[type[Any], Callable[[], Select[Any]]]] = {
    "matter": (Matter, _matters),
    "item": (ServiceItem, _items),
    "firm": (Firm, _firms),
    "request": (Request, _requests),
}


def find(session: Session, text: str) -> list[Results]:
    """Up to five of each kind, best first; nothing for an empty text."""
    return [_found(session, kind, text) for kind in KINDS] if text else []


def _found(session: Session, kind: str, text: str) -> Results:
    """The index ranks, the database says what is true."""
    table, public = KINDS[kind]
    hits = words.find(kind, text, limit=SHOWN * 4)
    rows = {row.id: row for row in session.scalars(public().where(table.id.in_(hits.ids)))}
    ranked = [rows[hit] for hit in hits.ids if hit in rows]
    return Results(kind, ranked[:SHOWN], len(ranked) > SHOWN or hits.more)
