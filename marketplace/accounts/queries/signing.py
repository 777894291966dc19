"""Reads of sign-ins and of the throttle."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, literal, select
from sqlalchemy.orm import Session

from marketplace.accounts.models import (
    Attempts,
    Membership,
    Organisation,
    Person,
    RecoveryCode,
    SignIn,
)
from marketplace.accounts.rules import sessions, throttle, tokens
from marketplace.core.act import Actor, Role
from marketplace.core.errors import NotFoundError


@dataclass(frozen=True)
class Seen:
    """What every page needs to know of the person behind a token."""

    sign_in_id: int
    seen_at: datetime
    actor: Actor
    name: str
    email: str
    locale: str
    has_second_factor: bool
    organisation_name_zh: str
    organisation_name_en: str
    device_hash: str
    unread: int


_COUNTS: list[ColumnElement[int]] = []


def count_beside(count: ColumnElement[int]) -> None:
    """What an upper room counts of a person for every page; read in the same query."""
    _COUNTS.append(count)


@lru_cache(1)
def _holder() -> Select[Any]:
    """Put together once: every page of a signed-in person asks it. Columns, no objects."""
    sign_in, person = SignIn.__table__.c, Person.__table__.c
    worn, body = Membership.__table__.c, Organisation.__table__.c
    return (
        select(
            sign_in.id.label("sign_in_id"), sign_in.began_at, sign_in.seen_at, sign_in.device_hash,
            person.id.label("person_id"), person.name, person.email, person.locale,
            (person.totp_secret != "").label("has_second_factor"),
            worn.role, worn.is_admin,
            body.id.label("organisation_id"), body.name_zh, body.name_en,
            sum(_COUNTS, literal(0)).label("unread"),
        )
        .join_from(SignIn.__table__, Person.__table__, person.id == sign_in.person_id)
        .outerjoin(
            Membership.__table__, and_(worn.id == sign_in.membership_id, worn.ended_at.is_(None))
        )
        .outerjoin(
            Organisation.__table__, and_(body.id == worn.organisation_id, body.closed_at.is_(None))
        )
        .where(sign_in.token_hash == bindparam("token_hash"), person.disabled_at.is_(None))
    )  # fmt: skip


def seen(session: Session, word: str, now: datetime) -> Seen | None:
    """Who holds this token, if the sign-in still lives; one query."""
    row = session.execute(_holder(), {"token_hash": tokens.digest(word)}).first()
    if row is None or sessions.is_over(row.role, row.began_at, row.seen_at, now):
        return None
    return _seen(row)


def _seen(row: Any) -> Seen:
    worn = row.organisation_id is not None
    role = row.role if worn else Role.STRANGER
    actor = Actor(row.person_id, row.organisation_id or 0, role, bool(worn and row.is_admin))
    return Seen(
        sign_in_id=row.sign_in_id,
        seen_at=row.seen_at,
        actor=actor,
        name=row.name,
        email=row.email,
        locale=row.locale,
        has_second_factor=row.has_second_factor,
        organisation_name_zh=row.name_zh or "",
        organisation_name_en=row.name_en or "",
        device_hash=row.device_hash,
        unread=row.unread,
    )


def sign_ins_of(session: Session, person_id: int) -> list[SignIn]:
    mine = select(SignIn).where(SignIn.person_id == person_id)
    return list(session.scalars(mine.order_by(SignIn.seen_at.desc()).limit(50)))


def my_sign_in(session: Session, id: int, reader: Actor) -> SignIn:
    """One of the reader's own; the ids of other people's say nothing."""
    found = session.get(SignIn, id)
    if found is None or found.person_id != reader.person_id:
        raise NotFoundError
    return found


def recovery_codes_left(session: Session, person_id: int) -> int:
    left = select(func.count()).where(
        RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None)
    )
    return session.scalar(left) or 0


def tally(session: Session, what: str, who: str) -> throttle.Tally | None:
    mine = select(Attempts).where(Attempts.what == what, Attempts.who == who)
    row = session.scalars(mine).one_or_none()
    return throttle.Tally(row.count, row.window_began_at) if row else None
