"""The versions of the guidance. They never change, so each is read into a book once."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.core.errors import NotFoundError
from marketplace.core.texts import say
from marketplace.matters.models import GuidanceSet, Matter, ServiceItem
from marketplace.matters.rules.guidance import Book, book_of

NOTHING_LOADED = say("The operator has not loaded the questions and their rules yet.")
NO_VERSION = say("The hall has no guidance of this version.")
BOOKS_KEPT = 8
_BOOKS: dict[str, Book] = {}


def newest_guidance(session: Session) -> GuidanceSet | None:
    return session.scalar(select(GuidanceSet).order_by(GuidanceSet.version.desc()).limit(1))


def guidance(session: Session, version: int | None = None) -> GuidanceSet:
    """The version asked for, else the one in force."""
    if version is None:
        found = newest_guidance(session)
    else:
        found = session.scalar(select(GuidanceSet).where(GuidanceSet.version == version))
    if found is None:
        raise NotFoundError(NO_VERSION if version else NOTHING_LOADED)
    return found


def book(guidance: GuidanceSet) -> Book:
    """What plans by this version are made from."""
    if guidance.digest not in _BOOKS:
        while len(_BOOKS) >= BOOKS_KEPT:
            _BOOKS.pop(next(iter(_BOOKS)))
        _BOOKS[guidance.digest] = book_of(guidance.content)
    return _BOOKS[guidance.digest]


def named(session: Session, codes: Collection[str]) -> dict[str, Matter | ServiceItem]:
    """The matters and services of these codes, each by its code."""
    matters = session.scalars(select(Matter).where(Matter.code.in_(codes)))
    items = session.scalars(select(ServiceItem).where(ServiceItem.code.in_(codes)))
    return {row.code: row for row in (*matters, *items)}
