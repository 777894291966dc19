"""Reads of the log of facts, with the names of those who acted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Organisation, Person
from marketplace.audit import policy
from marketplace.core import calendars, facts
from marketplace.core.act import Actor
from marketplace.core.errors import NotAllowedError
from marketplace.core.facts import Fact
from marketplace.core.texts import say

PAGE = 50
BATCH, MOST_BATCHES = 500, 40  # rows of a sheet at a time, and how often
MOST_OF_ONE = 200


@dataclass(frozen=True)
class Filters:
    """`steps` are names of facts, None for all; `person` an e-mail address; days, both within."""

    steps: frozenset[str] | None = None
    kind: str = ""
    person: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Page:
    """Facts newest first, who acted, and the cursor of the next page (0 when it is the last)."""

    facts: Sequence[Fact]
    people: dict[int, str]
    organisations: dict[int, Organisation]
    after: int = 0


def page(session: Session, reader: Actor, filters: Filters, before: int = 0) -> Page:
    """The whole log, for auditors."""
    wanted = _wanted(reader, filters)
    if before:
        wanted = wanted.where(Fact.id < before)
    found = list(session.scalars(wanted.limit(PAGE + 1)))
    after = found[PAGE - 1].id if len(found) > PAGE else 0
    return _with_names(session, found[:PAGE], after)


def sheet(session: Session, reader: Actor, filters: Filters) -> Iterator[Page]:
    """The same list for a file, batch by batch, up to a limit."""
    return _batches(session, _wanted(reader, filters).limit(BATCH))


def _batches(session: Session, wanted: Select[Fact]) -> Iterator[Page]:
    found: Sequence[Fact] = session.scalars(wanted).all()
    for _ in range(MOST_BATCHES):
        if not found:
            return
        yield _with_names(session, found)
        found = session.scalars(wanted.where(Fact.id < found[-1].id)).all()


def _wanted(reader: Actor, filters: Filters) -> Select[Fact]:
    if not policy.READERS_OF_ALL(reader):
        raise NotAllowedError(say("Only auditors read the whole log."))
    wanted = select(Fact).where(*_between(filters)).order_by(Fact.id.desc())
    if filters.steps is not None:
        wanted = wanted.where(Fact.name.in_(filters.steps))
    if filters.kind:
        wanted = wanted.where(Fact.thing_kind == filters.kind)
    if filters.person:
        asked = select(Person.id).where(Person.email_key == filters.person.casefold())
        wanted = wanted.where(Fact.person_id.in_(asked))
    return wanted


def _between(filters: Filters) -> Iterator[ColumnElement[bool]]:
    """From the first moment of a day to the last of another, in the hall's zone."""
    if filters.since:
        yield Fact.at >= _midnight(filters.since)
    if filters.until and filters.until < date.max:
        yield Fact.at < _midnight(filters.until + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), calendars.zone())


def history(session: Session, reader: Actor, kind: str, id: int) -> Page:
    """What happened to one thing, for auditors and regulators."""
    if not policy.READERS_OF_ONE(reader):
        raise NotAllowedError(say("Only auditors and regulators read the history of a thing."))
    return _with_names(session, facts.history(session, kind, id, MOST_OF_ONE))


def _with_names(session: Session, found: Sequence[Fact], after: int = 0) -> Page:
    people = select(Person).where(Person.id.in_({fact.person_id for fact in found}))
    bodies = select(Organisation).where(
        Organisation.id.in_({fact.organisation_id for fact in found})
    )
    return Page(
        found,
        {person.id: person.name for person in session.scalars(people)},
        {body.id: body for body in session.scalars(bodies)},
        after,
    )
