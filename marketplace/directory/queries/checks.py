"""What waits for a check, and what the clock makes due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from marketplace.core import rulesets
from marketplace.core.calendars import current
from marketplace.directory.models import Firm, Penalty, Practitioner, Qualification
from marketplace.directory.queries.firms import last_day, today
from marketplace.directory.states import FirmState, PaperState

MOST = 200


@dataclass(frozen=True)
class Clock:
    """The last day of a wait, and how many working days are left of it."""

    until: date
    days_left: int
    late: bool


def clock_of(session: Session, due_at: datetime | None, now: datetime) -> Clock | None:
    """The clock of a wait that must end before `due_at`."""
    last = last_day(due_at)
    if due_at is None or last is None:
        return None
    return Clock(last, current(session).between(today(now), last), now >= due_at)


@dataclass(frozen=True)
class Waiting:
    """An application, or one paper of an admitted firm, in check."""

    firm: Firm
    paper: Qualification | None
    due_at: datetime | None
    clock: Clock | None


def waiting(session: Session, now: datetime, limit: int = MOST) -> list[Waiting]:
    """All that waits for the checker, the most urgent first."""
    firms = session.scalars(
        select(Firm)
        .where(Firm.state == FirmState.IN_CHECK)
        .options(joinedload(Firm.organisation))
        .order_by(Firm.check_due_at)
        .limit(limit)
    )
    papers = session.scalars(
        select(Qualification)
        .join(Firm)
        .where(Qualification.state == PaperState.IN_CHECK, Firm.state == FirmState.ADMITTED)
        .options(joinedload(Qualification.firm).joinedload(Firm.organisation))
        .order_by(Qualification.check_due_at)
        .limit(limit)
    )
    found = [_waits(session, firm, None, now) for firm in firms]
    found += [_waits(session, paper.firm, paper, now) for paper in papers]
    return sorted(found, key=lambda wait: wait.due_at or now)[:limit]


def _waits(session: Session, firm: Firm, paper: Qualification | None, now: datetime) -> Waiting:
    due_at = (paper or firm).check_due_at
    return Waiting(firm, paper, due_at, clock_of(session, due_at, now))


def people_elsewhere(session: Session, firm: Firm) -> Sequence[Practitioner]:
    """Practitioners of other firms with a licence number of this one's: the checker looks."""
    numbers = [person.licence_no for person in firm.practitioners if person.left_at is None]
    same = select(Practitioner).where(
        Practitioner.licence_no.in_(numbers),
        Practitioner.firm_id != firm.id,
        Practitioner.left_at.is_(None),
    )
    with_firm = joinedload(Practitioner.firm).joinedload(Firm.organisation)
    return session.scalars(same.options(with_firm).limit(MOST)).all()


def admitted(session: Session, limit: int = 20) -> list[Firm]:
    """The firms admitted last."""
    newest = select(Firm).where(Firm.admitted_at.is_not(None), Firm.state == FirmState.ADMITTED)
    return list(
        session.scalars(
            newest.options(joinedload(Firm.organisation))
            .order_by(Firm.admitted_at.desc(), Firm.id.desc())
            .limit(limit)
        )
    )


def _papers_in_force() -> Select[Qualification]:
    return (
        select(Qualification)
        .where(Qualification.state == PaperState.IN_FORCE)
        .options(joinedload(Qualification.firm))
        .order_by(Qualification.valid_to, Qualification.id)
        .limit(MOST)
    )


def due_to_start(session: Session, now: datetime) -> Sequence[Qualification]:
    """Accepted papers whose first day has come."""
    fresh = Qualification.started_at.is_(None)
    begun = Qualification.valid_from <= today(now)
    return session.scalars(_papers_in_force().where(fresh, begun)).all()


def due_to_expire(session: Session, now: datetime) -> Sequence[Qualification]:
    """Papers whose last day is over."""
    over = Qualification.valid_to < today(now)
    return session.scalars(_papers_in_force().where(over, Qualification.expired_at.is_(None))).all()


def due_to_warn_first(session: Session, now: datetime) -> Sequence[Qualification]:
    """Papers that end soon, but not so soon that the last warning is due."""
    rules = rulesets.in_force(session, now).rules
    soon = today(now) + timedelta(days=rules.expiry_first_warning_calendar_days)
    very_soon = today(now) + timedelta(days=rules.expiry_last_warning_calendar_days)
    ends = (Qualification.valid_to <= soon, Qualification.valid_to > very_soon)
    untold = Qualification.warned_first_at.is_(None)
    return session.scalars(_papers_in_force().where(*ends, untold)).all()


def due_to_warn_last(session: Session, now: datetime) -> Sequence[Qualification]:
    """Papers that end in a few days."""
    rules = rulesets.in_force(session, now).rules
    very_soon = today(now) + timedelta(days=rules.expiry_last_warning_calendar_days)
    ends = Qualification.valid_to.between(today(now), very_soon)
    untold = Qualification.warned_last_at.is_(None)
    return session.scalars(_papers_in_force().where(ends, untold)).all()


def due_penalties(session: Session, now: datetime) -> Sequence[Penalty]:
    """Penalties whose end has come."""
    over = select(Penalty).where(Penalty.ends_at <= now, Penalty.ended_at.is_(None))
    return session.scalars(over.options(joinedload(Penalty.firm)).limit(MOST)).all()
