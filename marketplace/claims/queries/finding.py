"""Checks found: one, an owner's, those that say the same of one firm."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.claims import policy
from marketplace.claims.models import ClaimCheck, ClaimLine
from marketplace.claims.rules import WRONG
from marketplace.claims.states import Saying
from marketplace.core.act import Actor
from marketplace.core.errors import NotAllowedError, NotFoundError
from marketplace.core.texts import say

PAGE = 20
MOST = 200
SHOWN = (
    joinedload(ClaimCheck.firm),
    joinedload(ClaimCheck.matter),
    joinedload(ClaimCheck.item),
    joinedload(ClaimCheck.organisation),
    selectinload(ClaimCheck.lines),
)


@dataclass(frozen=True)
class Pattern:
    """One false claim of one firm: who says it, what, and about what."""

    firm_key: str
    saying: Saying
    about: str


def get(session: Session, id: int, reader: Actor) -> ClaimCheck:
    """A check, for the owner who made it and for the regulator who was shown it."""
    found = session.get(ClaimCheck, id, options=SHOWN)
    if found is None:
        raise NotFoundError
    if not policy.READERS(reader, found):
        raise NotAllowedError(
            say(
                "A check is read by the owner who made it, and by the regulator once enough owners"
                " were told the same."
            )
        )
    return found


def made_today(session: Session, owner: int, day: date, digest: str) -> ClaimCheck | None:
    same = select(ClaimCheck).filter_by(organisation_id=owner, made_on=day, digest=digest)
    return session.scalars(same).one_or_none()


def of_owner(session: Session, owner: int, before: int = 0) -> tuple[list[ClaimCheck], int]:
    """An owner's checks, the newest first, and the cursor of the next page (0 at the end)."""
    mine = select(ClaimCheck).where(ClaimCheck.organisation_id == owner).options(*SHOWN)
    if before:
        mine = mine.where(ClaimCheck.id < before)
    found = list(session.scalars(mine.order_by(ClaimCheck.id.desc()).limit(PAGE + 1)))
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else 0


def by_firm(session: Session, owner: int, firm_id: int, limit: int = 3) -> list[ClaimCheck]:
    """What an owner checked of one firm, the newest first."""
    mine = select(ClaimCheck).filter_by(organisation_id=owner, firm_id=firm_id).options(*SHOWN)
    return list(session.scalars(mine.order_by(ClaimCheck.id.desc()).limit(limit)))


def patterns(check: ClaimCheck) -> list[Pattern]:
    """The false claims in a check that names a firm, each once."""
    if not check.firm_key:
        return []
    wrong = [line for line in check.lines if line.verdict in WRONG]
    return [Pattern(check.firm_key, line.saying, line.about) for line in wrong]


def alike(
    session: Session, pattern: Pattern, since: datetime, limit: int = MOST
) -> Sequence[ClaimCheck]:
    """The checks with this false claim since a moment, the oldest first."""
    same: Select[ClaimCheck] = (
        select(ClaimCheck)
        .join(ClaimCheck.lines)
        .where(
            ClaimCheck.firm_key == pattern.firm_key,
            ClaimCheck.made_at > since,
            ClaimLine.saying == pattern.saying,
            ClaimLine.about == pattern.about,
            ClaimLine.verdict.in_(WRONG),
        )
    )
    found = same.options(*SHOWN).order_by(ClaimCheck.id).limit(limit)
    return session.scalars(found).unique().all()
