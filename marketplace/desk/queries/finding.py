"""One box for everything: what is public for all, and what else each reader may read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from marketplace.complaints.models import Complaint
from marketplace.contracts import queries as contracts
from marketplace.contracts.models import Contract
from marketplace.core import words
from marketplace.core.act import Actor
from marketplace.directory.models import Firm
from marketplace.directory.states import FirmState
from marketplace.matters.models import Matter, ServiceItem
from marketplace.projects.models import Project
from marketplace.projects.policy import STAFF
from marketplace.requests.models import Request
from marketplace.requests.states import PUBLIC

SHOWN = 5
MOST = 400  # hits looked through for what this reader may read


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


def _projects(reader: Actor) -> Select[Any]:
    seen = select(Project).options(joinedload(Project.owner))
    return seen if reader.role in STAFF else seen.where(Project.owner_id == reader.organisation_id)


def _contracts(reader: Actor) -> Select[Any]:
    seen = contracts.readable_by(select(Contract), reader)
    named = (joinedload(Contract.owner), joinedload(Contract.firm), joinedload(Contract.request))
    return seen.options(*named)


def _complaints() -> Select[Any]:
    return select(Complaint).options(joinedload(Complaint.against))


@dataclass(frozen=True)
class Kind:
    """Things found by the index `index`, whose ids stand in `column`; or by their `number`."""

    column: Any
    index: str
    seen: Callable[[Actor], Select[Any]]
    number: Any = None


def _all(seen: Callable[[], Select[Any]]) -> Callable[[Actor], Select[Any]]:
    return lambda _: seen()


KINDS: dict[str, Kind] = {
    "matter": Kind(Matter.id, "matter", _all(_matters)),
    "item": Kind(ServiceItem.id, "item", _all(_items)),
    "firm": Kind(Firm.id, "firm", _all(_firms)),
    "request": Kind(Request.id, "request", _all(_requests)),
    "project": Kind(Project.id, "project", _projects),
    "contract": Kind(Contract.request_id, "request", _contracts, Contract.number),
    "complaint": Kind(Complaint.request_id, "request", _all(_complaints), Complaint.number),
}
SIGNED_IN = ("project", "contract")


def find(session: Session, text: str, reader: Actor) -> list[Results]:
    """Up to five of each kind, best first; nothing for an empty text."""
    kinds = [kind for kind in KINDS if reader.organisation_id or kind not in SIGNED_IN]
    return [_found(session, kind, text, reader) for kind in kinds] if text else []


def _found(session: Session, name: str, text: str, reader: Actor) -> Results:
    """The index ranks, the database says what is true and who may read it."""
    kind = KINDS[name]
    hits = words.find(kind.index, text, limit=MOST)
    place = {hit: at for at, hit in enumerate(hits.ids)}
    asked = kind.column.in_(hits.ids[: SHOWN * 4] if name not in SIGNED_IN else hits.ids)
    if kind.number is not None:
        asked |= kind.number.startswith(text.strip().upper(), autoescape=True)
    rows = session.scalars(kind.seen(reader).where(asked).limit(SHOWN * 4)).all()
    ranked = sorted(rows, key=lambda row: place.get(getattr(row, kind.column.key), -1))
    return Results(name, ranked[:SHOWN], len(ranked) > SHOWN or hits.more)
