"""Complaints found: one, the docket, the lists of those concerned, what is overdue."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select, tuple_
from sqlalchemy.orm import Session, joinedload

from marketplace.accounts import queries as accounts
from marketplace.accounts.models import Organisation
from marketplace.complaints.models import Complaint
from marketplace.complaints.rules import Wait, wait
from marketplace.complaints.states import OPEN, Kind, State
from marketplace.contracts.models import Contract
from marketplace.core import calendars, places
from marketplace.core.act import Actor, Role
from marketplace.core.errors import DomainError, NotFoundError
from marketplace.core.texts import say
from marketplace.requests.models import Request

PAGE = 20
MOST_UPHELD = 10
DEFAULT_DEPARTMENT = "MR"  # market supervision
NAMED = (joinedload(Complaint.against), joinedload(Complaint.regulator))


def get(session: Session, id: int) -> Complaint:
    found = session.get(Complaint, id, options=NAMED)
    if found is None:
        raise NotFoundError
    return found


def docket(
    session: Session, state: State | None = None, kind: Kind | None = None, before: int = 0
) -> tuple[list[Complaint], int]:
    """All complaints, the newest first, and the cursor of the next page (0 when it is last)."""
    wanted = select(Complaint).options(*NAMED).order_by(Complaint.id.desc())
    if state:
        wanted = wanted.where(Complaint.state == state)
    if kind:
        wanted = wanted.where(Complaint.kind == kind)
    if before:
        wanted = wanted.where(Complaint.id < before)
    found = list(session.scalars(wanted.limit(PAGE + 1)))
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else 0


def by_due_time(session: Session, actor: Actor, after: int = 0) -> tuple[list[Complaint], int]:
    """What the regulator's department has to decide (an auditor sees all), most urgent first."""
    wanted = select(Complaint).options(*NAMED).where(Complaint.state.in_(OPEN))
    if actor.role is not Role.AUDITOR:
        wanted = wanted.where(Complaint.regulator_id == actor.organisation_id)
    if last := session.get(Complaint, after) if after else None:
        place = tuple_(Complaint.due_at, Complaint.id)
        wanted = wanted.where(place > tuple_(last.due_at, last.id))
    found = list(session.scalars(wanted.order_by(Complaint.due_at, Complaint.id).limit(PAGE + 1)))
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else 0


def with_party(session: Session, me: int, before: int = 0) -> tuple[list[Complaint], int]:
    """The complaints that an organisation filed, or that are about it, the newest first."""
    mine = or_(Complaint.complainant_id == me, Complaint.against_id == me)
    wanted = select(Complaint).options(*NAMED).where(mine).order_by(Complaint.id.desc())
    if before:
        wanted = wanted.where(Complaint.id < before)
    found = list(session.scalars(wanted.limit(PAGE + 1)))
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else 0


def open_of(session: Session, complainant_id: int) -> int:
    mine = select(func.count(Complaint.id)).where(
        Complaint.complainant_id == complainant_id, Complaint.state.in_(OPEN)
    )
    return session.scalar(mine) or 0


def undecided_of(session: Session, me: int) -> str | None:
    """The number of an open complaint that this organisation filed, or that is about it."""
    mine = or_(Complaint.complainant_id == me, Complaint.against_id == me)
    waiting = select(Complaint.number).where(mine, Complaint.state.in_(OPEN))
    return session.scalar(waiting.limit(1))


def twin(session: Session, complaint: Complaint) -> Complaint | None:
    """An open complaint of the same organisation about the same thing."""
    same = select(Complaint).where(
        Complaint.complainant_id == complaint.complainant_id,
        Complaint.against_id == complaint.against_id,
        Complaint.about == complaint.about,
        Complaint.kind == complaint.kind,
        Complaint.request_id.is_not_distinct_from(complaint.request_id),
        Complaint.contract_id.is_not_distinct_from(complaint.contract_id),
        Complaint.state.in_(OPEN),
    )
    with session.no_autoflush:
        return session.scalars(same.limit(1)).one_or_none()


_UPHELD = (  # put together once: it is on each firm's page
    select(
        Complaint.id, Complaint.number, Complaint.decided_at, Complaint.kind, Complaint.measure,
        Complaint.months, Complaint.reason,
    )
    .where(Complaint.against_id == bindparam("against_id"), Complaint.state == State.UPHELD)
    .order_by(Complaint.id.desc())
    .limit(MOST_UPHELD)
)  # fmt: skip


def upheld_against(session: Session, organisation_id: int) -> Sequence[Any]:
    """Rows of id, number, decided_at, kind, measure, months and reason."""
    return session.execute(_UPHELD, {"against_id": organisation_id}).all()


def about_request(session: Session, request_id: int, limit: int = 10) -> list[Complaint]:
    about = select(Complaint).where(Complaint.request_id == request_id)
    return _newest(session, about, limit)


def about_contract(session: Session, contract_id: int, limit: int = 10) -> list[Complaint]:
    about = select(Complaint).where(Complaint.contract_id == contract_id)
    return _newest(session, about, limit)


def _newest(session: Session, wanted: Select[Complaint], limit: int) -> list[Complaint]:
    return list(session.scalars(wanted.order_by(Complaint.id.desc()).limit(limit)))


def overdue(session: Session, now: datetime) -> Sequence[Complaint]:
    """Where the regulator's time has run out and nobody was told yet."""
    late = select(Complaint).where(
        Complaint.state.in_(OPEN), Complaint.due_at <= now, Complaint.flagged_at.is_(None)
    )
    return session.scalars(late.order_by(Complaint.due_at).limit(200)).all()


def running(session: Session) -> Sequence[Complaint]:
    """Complaints that are not decided."""
    waiting = select(Complaint).where(Complaint.state.in_(OPEN))
    return session.scalars(waiting.options(joinedload(Complaint.rule_set))).all()


def regulator_of(
    session: Session, request: Request | None, contract: Contract | None
) -> Organisation:
    """The department of the service item; else the one the hall's settings name."""
    for thing in (contract, request):
        if thing is not None and thing.item is not None:
            return thing.item.regulator
    found = default_regulator(session)
    if found is None:
        raise DomainError(say("No department is there to decide this. Tell the hall's operator."))
    return found


def default_regulator(session: Session) -> Organisation | None:
    """The department that answers where no service item names one."""
    code = places.settings(session).get("complaints_department", DEFAULT_DEPARTMENT)
    return accounts.department(session, str(code))


def wait_of(session: Session, due_at: datetime | None, now: datetime) -> Wait | None:
    if due_at is None:
        return None
    return wait(due_at, now, calendars.current(session), calendars.zone())
