"""What nobody needs any more: found and forgotten by index, a bounded number at a time."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Delete, delete, select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Attempts, SignIn, Token
from marketplace.accounts.rules import sessions, throttle
from marketplace.core import rulesets
from marketplace.core.rulesets import RuleSet

BATCH = 500
KEPT = timedelta(days=7)  # a word that was mailed may still be asked about


def _old(now: datetime) -> list[tuple[type[Any], ColumnElement[bool]]]:
    """Counted from midnight, so that there is work once a day and not with every round."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return [
        (Token, Token.ends_at < today - KEPT),
        (Attempts, Attempts.window_began_at < today - throttle.FORGOTTEN_AFTER),
        (SignIn, SignIn.seen_at < today - sessions.ABSOLUTE),
    ]


def to_tidy(session: Session, now: datetime) -> Sequence[RuleSet]:
    """The rule set in force, as what the work is hung on, when there is anything old."""
    old = (select(table.id).where(is_old).limit(1) for table, is_old in _old(now))
    found = any(session.scalar(one) is not None for one in old)
    return [rulesets.in_force(session, now)] if found else []


def forgettings(now: datetime) -> Iterator[Delete]:
    for table, is_old in _old(now):
        some = select(table.id).where(is_old).limit(BATCH)
        yield delete(table).where(table.id.in_(some.scalar_subquery()))
