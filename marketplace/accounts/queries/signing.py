"""Reads of sign-ins and of the throttle."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, select
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


_WHAT = (
    SignIn.id.label("sign_in_id"),
    SignIn.began_at,
    SignIn.seen_at,
    SignIn.device_hash,
    Person.id.label("person_id"),
    Person.name,
    Person.email,
    Person.locale,
    (Person.totp_secret != "").label("has_second_factor"),
    Membership.role,
    Membership.is_admin,
    Organisation.id.label("organisation_id"),
    Organisation.name_zh,
    Organisation.name_en,
)
_WORN = and_(Membership.id == SignIn.membership_id, Membership.ended_at.is_(None))
_OPEN = and_(Organisation.id == Membership.organisation_id, Organisation.closed_at.is_(None))


_HOLDER = (  # put together once: every page of a signed-in person asks it
    select(*_WHAT)
    .join(Person, Person.id == SignIn.person_id)
    .outerjoin(Membership, _WORN)
    .outerjoin(Organisation, _OPEN)
    .where(SignIn.token_hash == bindparam("token_hash"), Person.disabled_at.is_(None))
)


def seen(session: Session, word: str, now: datetime) -> Seen | None:
    """Who holds this token, if the sign-in still lives; one query."""
    row = session.execute(_HOLDER, {"token_hash": tokens.digest(word)}).one_or_none()
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
