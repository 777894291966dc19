"""The accounts that firms are paid to."""

from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from marketplace.accounts import queries as accounts
from marketplace.core.act import Actor, Role
from marketplace.core.errors import NotFoundError
from marketplace.payments.models import PayoutAccount


def _newest(session: Session, firm_id: int, *fit: ColumnElement[bool]) -> PayoutAccount | None:
    mine = select(PayoutAccount).where(
        PayoutAccount.organisation_id == firm_id, PayoutAccount.stopped_at.is_(None), *fit
    )
    return session.scalar(mine.order_by(PayoutAccount.id.desc()).limit(1))


def account_of(session: Session, firm_id: int, now: datetime) -> PayoutAccount | None:
    """The account that money goes to at this moment."""
    usable = (PayoutAccount.ready_at.is_not(None), PayoutAccount.starts_at <= now)
    return _newest(session, firm_id, *usable)


def waiting_account(session: Session, firm_id: int, now: datetime) -> PayoutAccount | None:
    """One that is being set up, or waits for its day to pass."""
    waits = or_(PayoutAccount.ready_at.is_(None), PayoutAccount.starts_at > now)
    return _newest(session, firm_id, waits)


def account_in_use(session: Session, actor: Actor, now: datetime) -> PayoutAccount | None:
    """The reader's own."""
    if actor.role is not Role.INTERMEDIARY:
        return None
    return account_of(session, actor.organisation_id, now)


def get_account(session: Session, actor: Actor, id: int) -> PayoutAccount:
    found = session.get(PayoutAccount, id)
    if found is None or found.organisation_id != actor.organisation_id:
        raise NotFoundError
    return found


def account_by_ref(session: Session, ref: str) -> PayoutAccount | None:
    return session.scalar(select(PayoutAccount).where(PayoutAccount.ref == ref))


def administrators(session: Session, organisation_id: int) -> list[str]:
    """The addresses of those who manage its staff."""
    found = accounts.administrators(session, organisation_id)
    return [membership.person.email for membership in found]
