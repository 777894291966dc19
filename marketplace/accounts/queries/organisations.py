"""Reads of organisations."""

from collections.abc import Collection, Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Organisation
from marketplace.accounts.states import Kind
from marketplace.core.codes import normalise_code
from marketplace.core.errors import NotFoundError

PAGE = 20
MOST_AT_ONCE = 500  # values in one list of a statement


def organisation(session: Session, id: int) -> Organisation:
    found = session.get(Organisation, id)
    if found is None:
        raise NotFoundError
    return found


def find_by_code(session: Session, code: str) -> Organisation | None:
    """By unified social credit code, in whatever spelling."""
    mine = select(Organisation).where(Organisation.code == normalise_code(code))
    return session.scalars(mine).one_or_none()


def by_external_id(session: Session, external_id: str) -> Organisation | None:
    mine = select(Organisation).where(Organisation.external_id == external_id)
    return session.scalars(mine).one_or_none()


def external_ids(session: Session, keys: Iterable[str]) -> dict[str, int]:
    """The ids of imported parties by their external id; those that are unknown are left out."""
    listed, ids = list(keys), dict[str, int]()
    columns = (Organisation.external_id, Organisation.id)
    for start in range(0, len(listed), MOST_AT_ONCE):
        some = listed[start : start + MOST_AT_ONCE]
        rows = session.execute(select(*columns).where(Organisation.external_id.in_(some)))
        ids |= {str(row[0]): row[1] for row in rows}
    return ids


def department(session: Session, department: str) -> Organisation | None:
    """By its id in the catalogue."""
    mine = select(Organisation).where(Organisation.department == department)
    return session.scalars(mine).one_or_none()


def departments(session: Session) -> list[Organisation]:
    mine = select(Organisation).where(Organisation.kind == Kind.DEPARTMENT)
    return list(session.scalars(mine.order_by(Organisation.department)))


def page_of_organisations(
    session: Session, kinds: Collection[Kind], text: str = "", after: int = 0
) -> tuple[list[Organisation], int]:
    """Organisations of some kinds, by id, and the cursor of the next page (0 when it is last)."""
    wanted = select(Organisation).where(Organisation.kind.in_(kinds), Organisation.id > after)
    if text:
        part = f"%{text}%"
        wanted = wanted.where(or_(Organisation.name_zh.like(part), Organisation.name_en.like(part)))
    found = list(session.scalars(wanted.order_by(Organisation.id).limit(PAGE + 1)))
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else 0
