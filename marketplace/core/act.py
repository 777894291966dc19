"""One actor, one moment, one transaction: the first argument of every operation."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, auto

from sqlalchemy import inspect
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Session

from marketplace.core import clock
from marketplace.core.errors import NotFoundError
from marketplace.core.texts import name_all, say


class Role(StrEnum):
    """What a person is in the hall at this moment."""

    OWNER = auto()
    INTERMEDIARY = auto()
    REGULATOR = auto()
    OPERATOR = auto()
    CLERK = auto()
    SPECIALIST = auto()
    AUDITOR = auto()
    STRANGER = auto()
    CLOCKWORK = auto()  # the jobs


name_all(
    {
        Role.OWNER: say("Project owner"),
        Role.INTERMEDIARY: say("Intermediary"),
        Role.REGULATOR: say("Regulator"),
        Role.OPERATOR: say("Operator of the hall"),
        Role.CLERK: say("Window clerk"),
        Role.SPECIALIST: say("Service specialist"),
        Role.AUDITOR: say("Auditor"),
        Role.STRANGER: say("Visitor"),
        Role.CLOCKWORK: say("The hall's clock"),
    }
)


@dataclass(frozen=True)
class Actor:
    """A person, the organisation he acts for, and the role he wears now. 0 means none."""

    person_id: int
    organisation_id: int
    role: Role
    is_admin: bool = False  # may manage the staff of the organisation


STRANGER = Actor(0, 0, Role.STRANGER)
CLOCKWORK = Actor(0, 0, Role.CLOCKWORK)


@dataclass(frozen=True)
class Act:
    """`within` names the operations that are running around this one, outermost first."""

    session: Session
    actor: Actor
    now: datetime
    within: tuple[str, ...] = ()


@contextmanager
def writing(session: Session, actor: Actor, *things: object) -> Iterator[Act]:
    """End the reading, begin the writing, lock and re-read `things`, then take the time."""
    session.rollback()
    session.info.clear()
    session.connection(execution_options={"writes": True})
    try:
        _lock(session, things)
        yield Act(session, actor, clock.now())
        session.commit()
    except BaseException:
        session.rollback()
        raise


def _lock(session: Session, things: tuple[object, ...]) -> None:
    """Its own columns: what it leads to is read again when it is asked for."""
    try:
        for thing in things:
            own = [column.key for column in inspect(type(thing)).column_attrs]
            session.refresh(thing, own, with_for_update={"of": type(thing)})
    except InvalidRequestError as gone:
        raise NotFoundError from gone
