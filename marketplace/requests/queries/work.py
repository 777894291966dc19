"""What is due, and what a project asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from marketplace.core import calendars, rulesets
from marketplace.core.texts import Text
from marketplace.core.workdays import NoCalendarError
from marketplace.matters.models import Matter, Requirement, ServiceItem
from marketplace.matters.states import Obligation
from marketplace.projects.models import Project
from marketplace.requests.models import Request
from marketplace.requests.rules.asking import Wanted, may_do_it_himself, why_not_ask
from marketplace.requests.states import INVITING, Method, State

INSTANT = timedelta(microseconds=1)  # a deadline at midnight belongs to the day before


@dataclass(frozen=True)
class Work:
    """A service that a matter of the project names: may the owner ask the market for it?"""

    matter: Matter | None
    item: ServiceItem
    refusal: Text | None
    himself: bool


def due_to_close(session: Session, now: datetime) -> Sequence[Request]:
    """Imported procedures closed elsewhere: the clock leaves them alone."""
    ours = Request.method.in_(INVITING)
    over = (ours, Request.state == State.OPEN, Request.closes_at <= now)
    return session.scalars(
        select(Request).where(*over).order_by(Request.closes_at).limit(200)
    ).all()


def running(session: Session) -> Sequence[Request]:
    """The hall's own requests with a deadline that has not done its work yet."""
    waiting = Request.state.in_((State.IN_CHECK, State.OPEN, State.SELECTED))
    own = select(Request).where(Request.method != Method.IMPORTED, waiting)
    return session.scalars(own.options(joinedload(Request.rule_set))).all()


def to_remind(session: Session, now: datetime) -> Sequence[Request]:
    """Open requests that close within the days of the rules, and were open longer than that."""
    days = rulesets.in_force(session, now).rules.closing_reminder_days
    today = now.astimezone(calendars.zone())
    until = calendars.current(session).after(today.date(), days) - today.date()
    soon = (Request.closes_at > now, Request.closes_at <= now + until)
    waits = (Request.state == State.OPEN, Request.reminded_at.is_(None), *soon)
    due = select(Request).where(*waits, Request.published_at <= now - until)
    return session.scalars(due.order_by(Request.closes_at).limit(200)).all()


def undecided_of(session: Session, owner_id: int) -> str | None:
    """The number of a request of this owner that still waits for something."""
    waits = (State.IN_CHECK, State.OPEN, State.CLOSED, State.OPENED, State.SELECTED)
    mine = select(Request.number).where(Request.owner_id == owner_id, Request.state.in_(waits))
    return session.scalar(mine.limit(1))


def days_left(session: Session, until: datetime | None, now: datetime) -> int | None:
    """Working days from today to the day of a deadline; None where no calendar knows them."""
    if until is None:
        return None
    days = [moment.astimezone(calendars.zone()).date() for moment in (now, until - INSTANT)]
    try:
        return calendars.current(session).between(*days)
    except NoCalendarError:
        return None


def of_project(session: Session, project_id: int) -> Sequence[Request]:
    mine = select(Request).where(Request.project_id == project_id)
    return session.scalars(mine.options(joinedload(Request.item)).order_by(Request.id)).all()


def work_for(session: Session, project: Project) -> list[Work]:
    """Every service its matters name, and those that any project may use."""
    matters = {need.matter_id: need.matter for need in project.needs}
    rows = select(Requirement).where(Requirement.matter_id.in_(matters))
    named = session.scalars(rows.options(joinedload(Requirement.item)).order_by(Requirement.id))
    found = [_work(one, matters[one.matter_id]) for one in named]
    optional = (ServiceItem.obligation == Obligation.MARKET_OPTIONAL, ServiceItem.is_active)
    free = session.scalars(select(ServiceItem).where(*optional).order_by(ServiceItem.code))
    return found + [Work(None, item, None, True) for item in free]


def _work(one: Requirement, matter: Matter) -> Work:
    asked = Wanted(one.item.obligation, one.obligation, True, matter.needs_nothing)
    return Work(matter, one.item, why_not_ask(asked), may_do_it_himself(one.item.obligation))
