"""Reads of the log of facts, with the names of those who acted."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Organisation, Person
from marketplace.audit import policy
from marketplace.core import facts
from marketplace.core.act import Actor
from marketplace.core.errors import NotAllowedError
from marketplace.core.facts import Fact
from marketplace.core.texts import say

PAGE = 50
MOST_OF_ONE = 200


@dataclass(frozen=True)
class Filters:
    """`name` is a fact's name or the beginning of one; `person` an e-mail address.

    `steps` are the facts that the same words mean in the reader's language.
    """

    name: str = ""
    steps: tuple[str, ...] = ()
    kind: str = ""
    person: str = ""


@dataclass(frozen=True)
class Page:
    """Facts newest first, who acted, and the cursor of the next page (0 when it is the last)."""

    facts: Sequence[Fact]
    people: dict[int, str]
    organisations: dict[int, Organisation]
    after: int = 0


def page(session: Session, reader: Actor, filters: Filters, before: int = 0) -> Page:
    """The whole log, for auditors."""
    if not policy.READERS_OF_ALL(reader):
        raise NotAllowedError(say("Only auditors read the whole log."))
    wanted = select(Fact)
    if filters.name:
        begins = Fact.name.startswith(filters.name, autoescape=True)
        wanted = wanted.where(or_(begins, Fact.name.in_(filters.steps)))
    if filters.kind:
        wanted = wanted.where(Fact.thing_kind == filters.kind)
    if filters.person:
        asked = select(Person.id).where(Person.email_key == filters.person.casefold())
        wanted = wanted.where(Fact.person_id.in_(asked))
    if before:
        wanted = wanted.where(Fact.id < before)
    found = list(session.scalars(wanted.order_by(Fact.id.desc()).limit(PAGE + 1)))
    after = found[PAGE - 1].id if len(found) > PAGE else 0
    return _with_names(session, found[:PAGE], after)


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
