"""The two lists. A register, not a market: it can be had whole, to be read and printed."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.accounts.models import Organisation
from marketplace.core import words
from marketplace.matters.models import Matter, ServiceItem, Stage
from marketplace.matters.states import Category, Obligation

LONGEST = 400
K = TypeVar("K")
R = TypeVar("R", Matter, ServiceItem)


@dataclass(frozen=True)
class Wanted:
    """What a list is filtered by; "" filters nothing. A value that does not exist finds nothing."""

    text: str = ""
    stage: str = ""
    department: str = ""
    needs: str = ""  # "none" of the intermediary services, or "some"
    category: str = ""
    obligation: str = ""


@dataclass(frozen=True)
class Listed(Generic[K, R]):
    """Rows under their headings, and whether there are more than are shown."""

    groups: tuple[tuple[K, tuple[R, ...]], ...]
    more: bool

    @property
    def count(self) -> int:
        return sum(len(rows) for _, rows in self.groups)


def stages(session: Session) -> list[Stage]:
    return list(session.scalars(select(Stage).order_by(Stage.no)))


def departments(session: Session) -> list[Organisation]:
    """Those that have a matter."""
    return _offices(session, select(Matter.department_id).where(Matter.is_active))


def regulators(session: Session) -> list[Organisation]:
    """Those that regulate a service item."""
    return _offices(session, select(ServiceItem.regulator_id).where(ServiceItem.is_active))


def _offices(session: Session, ids: Select[int]) -> list[Organisation]:
    chosen = select(Organisation).where(Organisation.id.in_(ids))
    return list(session.scalars(chosen.order_by(Organisation.department)))


def matters(session: Session, wanted: Wanted) -> Listed[Stage, Matter]:
    """Matters by stage."""
    chosen = (
        select(Matter)
        .join(Matter.stage)
        .join(Matter.department)
        .where(Matter.is_active, *_of_matter(wanted))
        .options(joinedload(Matter.stage), joinedload(Matter.department))
        .options(selectinload(Matter.requirements))
        .order_by(Stage.no, Matter.code)
    )
    rows, more = _read(session, chosen)
    groups = groupby(rows, key=lambda matter: matter.stage)
    return Listed(tuple((stage, tuple(group)) for stage, group in groups), more)


@dataclass(frozen=True)
class Share:
    """Of one stage or department: its matters, and those for which nobody may ask for a service."""

    of: Stage | Organisation
    count: int
    free: int


def by_stage(session: Session) -> list[Share]:
    counted = select(Stage, *_COUNTED).join(Matter, Matter.stage_id == Stage.id)
    return _shares(session, counted.group_by(Stage.id).order_by(Stage.no))


def by_department(session: Session) -> list[Share]:
    counted = select(Organisation, *_COUNTED).join(Matter, Matter.department_id == Organisation.id)
    order = Organisation.department
    return _shares(session, counted.group_by(Organisation.id).order_by(order))


_COUNTED = (func.count(Matter.id), func.count(Matter.id).filter(Matter.needs_nothing))


def _shares(
    session: Session, counted: Select[Stage, int, int] | Select[Organisation, int, int]
) -> list[Share]:
    return [Share(*row) for row in session.execute(counted.where(Matter.is_active))]


def _of_matter(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.text:
        yield Matter.id.in_(words.find("matter", wanted.text, limit=LONGEST).ids)
    if wanted.stage:
        yield Stage.code == wanted.stage
    if wanted.department:
        yield Organisation.department == wanted.department
    if wanted.needs:
        yield Matter.needs_nothing.is_(wanted.needs == "none")


def items(session: Session, wanted: Wanted) -> Listed[Category, ServiceItem]:
    """Service items by category, in the order of the categories."""
    chosen = (
        select(ServiceItem)
        .join(ServiceItem.regulator)
        .where(ServiceItem.is_active, *_of_item(wanted))
        .options(joinedload(ServiceItem.regulator))
        .order_by(ServiceItem.code)
    )
    rows, more = _read(session, chosen)
    groups = ((c, tuple(row for row in rows if row.category == c)) for c in Category)
    return Listed(tuple((category, group) for category, group in groups if group), more)


def _of_item(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.text:
        yield ServiceItem.id.in_(words.find("item", wanted.text, limit=LONGEST).ids)
    if wanted.category:
        yield ServiceItem.category.in_([c for c in Category if c == wanted.category])
    if wanted.obligation:
        yield ServiceItem.obligation.in_([o for o in Obligation if o == wanted.obligation])
    if wanted.department:
        yield Organisation.department == wanted.department


def _read(session: Session, chosen: Select[Any]) -> tuple[list[Any], bool]:
    rows = list(session.scalars(chosen.limit(LONGEST + 1)).unique())
    return rows[:LONGEST], len(rows) > LONGEST
