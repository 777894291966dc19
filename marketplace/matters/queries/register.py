"""The requirement register: matter by service item, row by row."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, String, case, cast, or_, select, tuple_
from sqlalchemy.orm import Session, contains_eager, joinedload

from marketplace.accounts.models import Organisation
from marketplace.core import words
from marketplace.core.errors import NotFoundError
from marketplace.matters.models import Matter, Requirement, ServiceItem
from marketplace.matters.queries.lists import LONGEST
from marketplace.matters.rules.register import key_of, payer_of, read_key
from marketplace.matters.rules.requirement import BY_DEPARTMENT, obligation_of
from marketplace.matters.rules.shape import REQUIRED_INPUT
from marketplace.matters.states import Obligation, Payer

PAGE = 20
_effective: ColumnElement[str] = (
    case(  # what the matter says goes before what the item says in general
        (Requirement.obligation == REQUIRED_INPUT, cast(ServiceItem.obligation, String)),
        else_=Requirement.obligation,
    )
)


@dataclass(frozen=True)
class Sought:
    """What the register is filtered by; "" filters nothing, a value that is none finds nothing."""

    text: str = ""
    department: str = ""
    payer: str = ""
    item: str = ""
    obligation: str = ""


@dataclass(frozen=True)
class Entry:
    """A row as it holds today."""

    row: Requirement
    obligation: Obligation
    payer: Payer

    @property
    def article(self) -> str:
        """As the department confirmed it, else as the catalogue has it of the item."""
        return self.row.article or self.row.item.legal_basis


def entry_of(row: Requirement) -> Entry:
    obligation = obligation_of(row.obligation, row.item.obligation)
    return Entry(row, obligation, payer_of(obligation, row.item.who_pays))


def register(session: Session, sought: Sought, after: str = "") -> tuple[list[Entry], str]:
    """Twenty rows in the order of the codes, and the cursor of the next page ("" at the end)."""
    found = _read(session, sought, after, PAGE + 1)
    return found[:PAGE], _cursor(found[PAGE - 1]) if len(found) > PAGE else ""


def whole_register(session: Session, sought: Sought) -> Iterator[Entry]:
    """Every row, page by page."""
    after = ""
    while found := _read(session, sought, after, LONGEST):
        yield from found
        after = _cursor(found[-1])


def _cursor(entry: Entry) -> str:
    return key_of(entry.row.matter.code, entry.row.item.code)


def _read(session: Session, sought: Sought, after: str, limit: int) -> list[Entry]:
    chosen = _chosen().where(Matter.is_active, *_filters(sought))
    if place := read_key(after):
        chosen = chosen.where(tuple_(Matter.code, ServiceItem.code) > place)
    ordered = chosen.order_by(Matter.code, ServiceItem.code).limit(limit)
    return [entry_of(row) for row in session.scalars(ordered)]


def _chosen() -> Select[Requirement]:
    to_department = contains_eager(Requirement.matter).contains_eager(Matter.department)
    return (
        select(Requirement)
        .join(Requirement.matter)
        .join(Matter.department)
        .join(Requirement.item)
        .options(to_department, contains_eager(Requirement.item))
        .options(joinedload(Requirement.confirmed_by))
    )


def _filters(sought: Sought) -> Iterator[ColumnElement[bool]]:
    if sought.text:
        found = {k: words.find(k, sought.text, limit=LONGEST).ids for k in ("matter", "item")}
        yield or_(Matter.id.in_(found["matter"]), ServiceItem.id.in_(found["item"]))
    if sought.department:
        yield Organisation.department == sought.department
    if sought.item:
        yield ServiceItem.code == sought.item
    if sought.obligation:
        yield _effective == sought.obligation
    if sought.payer:
        yield from _paid_by(sought.payer)


def _paid_by(payer: str) -> Iterator[ColumnElement[bool]]:
    """As `payer_of` decides."""
    if payer == Payer.DEPARTMENT:
        yield _effective == BY_DEPARTMENT.value
    else:
        yield _effective != BY_DEPARTMENT.value
        yield ServiceItem.who_pays.in_([one for one in Payer if one == payer])


def requirement(session: Session, id: int) -> Requirement:
    found = session.scalars(_chosen().where(Requirement.id == id)).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def entry(session: Session, matter_id: int, item_id: int) -> Entry | None:
    """The row of this matter and this item; None: nobody may ask for it."""
    one = _chosen().where(Requirement.matter_id == matter_id, Requirement.item_id == item_id)
    found = session.scalars(one).one_or_none()
    return entry_of(found) if found else None
