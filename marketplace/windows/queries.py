"""Every read of counters, posts and attendance."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.accounts import queries as accounts
from marketplace.accounts.models import Organisation, Person
from marketplace.accounts.states import Kind
from marketplace.core import calendars
from marketplace.core.act import Role
from marketplace.core.database import Row
from marketplace.core.errors import NotFoundError
from marketplace.windows.models import Absence, Attendance, Counter, Outing, Post
from marketplace.windows.rules import Presence
from marketplace.windows.states import PostState

R = TypeVar("R", bound=Row)
MOST = 200
ROLE_OF = {Kind.WINDOW: Role.CLERK, Kind.DEPARTMENT: Role.REGULATOR}
PAIR = (joinedload(Post.a), joinedload(Post.b), joinedload(Post.counter))


def get(session: Session, table: type[R], id: int) -> R:
    found = session.get(table, id)
    if found is None:
        raise NotFoundError
    return found


def counters(session: Session) -> Sequence[Counter]:
    """The open counters of the service centre, with their posts."""
    opened = select(Counter).where(Counter.closed_at.is_(None))
    whole = (joinedload(Counter.organisation), selectinload(Counter.posts))
    return session.scalars(opened.options(*whole).order_by(Counter.code).limit(MOST)).all()


def counters_of(session: Session, organisation_id: int) -> Sequence[Counter]:
    mine = select(Counter).where(
        Counter.organisation_id == organisation_id, Counter.closed_at.is_(None)
    )
    whole = selectinload(Counter.posts)
    return session.scalars(mine.options(whole).order_by(Counter.code).limit(MOST)).all()


def posts_of(session: Session, organisation_id: int) -> Sequence[Post]:
    """The posts of a house, closed ones last, with their people and absences."""
    mine = select(Post).where(Post.organisation_id == organisation_id)
    whole = mine.options(*PAIR, selectinload(Post.absences).joinedload(Absence.person))
    return session.scalars(whole.order_by(Post.closed_at, Post.id).limit(MOST)).all()


def open_posts(session: Session, organisation_id: int) -> Sequence[Post]:
    """The posts that have work now."""
    mine = select(Post).where(
        Post.organisation_id == organisation_id, Post.state != PostState.CLOSED
    )
    return session.scalars(mine.options(*PAIR).order_by(Post.id).limit(MOST)).all()


def front_posts(session: Session) -> Sequence[Post]:
    """The posts at the counters of the service centre."""
    front = select(Post).join(Organisation, Organisation.id == Post.organisation_id)
    front = front.where(Organisation.kind == Kind.WINDOW, Post.state != PostState.CLOSED)
    return session.scalars(front.options(*PAIR).order_by(Post.id).limit(MOST)).all()


def staff(session: Session, organisation: Organisation) -> list[Person]:
    """Who may sit at a post of this house."""
    return accounts.people_of(session, organisation.id, ROLE_OF.get(organisation.kind))


def open_absence(session: Session, post: Post) -> Absence | None:
    mine = select(Absence).where(Absence.post_id == post.id, Absence.ended_at.is_(None))
    return session.scalars(mine).one_or_none()


def is_away(session: Session, person_id: int) -> bool:
    """Absent from a post of his own, or out on an errand."""
    absent = select(Absence.id).where(Absence.person_id == person_id, Absence.ended_at.is_(None))
    out = select(Outing.id).where(Outing.person_id == person_id, Outing.back_at.is_(None))
    return any(session.scalar(asked.limit(1)) is not None for asked in (absent, out))


def stands_in_elsewhere(session: Session, person_id: int) -> bool:
    """Does others' work rest on him now?"""
    mine = select(Absence.id).where(Absence.stands_in_id == person_id, Absence.ended_at.is_(None))
    return session.scalar(mine.limit(1)) is not None


def attendance(
    session: Session, person_id: int, organisation_id: int, now: datetime
) -> Attendance | None:
    """His sheet of today."""
    today = now.astimezone(calendars.zone()).date()
    mine = select(Attendance).where(
        Attendance.person_id == person_id,
        Attendance.organisation_id == organisation_id,
        Attendance.day == today,
    )
    return session.scalars(mine).one_or_none()


def outing(session: Session, person_id: int) -> Outing | None:
    mine = select(Outing).where(Outing.person_id == person_id, Outing.back_at.is_(None))
    return session.scalars(mine).one_or_none()


def sheets(session: Session, organisation_id: int, now: datetime) -> dict[int, Attendance]:
    """Today's sheets of a house by person."""
    today = now.astimezone(calendars.zone()).date()
    rows = select(Attendance).where(
        Attendance.organisation_id == organisation_id, Attendance.day == today
    )
    return {row.person_id: row for row in session.scalars(rows)}


def outings(session: Session, organisation_id: int) -> dict[int, Outing]:
    """Who of a house is out now."""
    rows = select(Outing).where(Outing.organisation_id == organisation_id, Outing.back_at.is_(None))
    return {row.person_id: row for row in session.scalars(rows)}


def presence(session: Session, now: datetime) -> Presence:
    """Of all houses together: who is in, who is out, who is absent from his post."""
    today = now.astimezone(calendars.zone()).date()
    here = select(Attendance.person_id).where(
        Attendance.day == today,
        or_(Attendance.evening_at.is_(None), Attendance.evening_at > now),
    )
    out = select(Outing.person_id).where(Outing.back_at.is_(None))
    absent = select(Absence.person_id).where(Absence.ended_at.is_(None))
    return Presence(*(frozenset(session.scalars(asked)) for asked in (here, out, absent)))
