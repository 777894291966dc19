"""May a firm take this work? Lists ask the rows of firm_matches, decisions ask the papers."""

from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, selectinload

from marketplace.core.texts import Text, say
from marketplace.directory.models import Firm, Match, Penalty, Qualification
from marketplace.directory.queries import firms
from marketplace.directory.rules.standing import ANY, WORKING, in_effect
from marketplace.directory.states import FirmState, PenaltyKind

DECIDING = (  # what a decision needs of a firm, and no more: each offer asks
    selectinload(Firm.qualifications).selectinload(Qualification.items),
    selectinload(Firm.penalties),
    selectinload(Firm.areas),
)


def matching(session: Session, item_id: int, area_id: int | None = None) -> list[int]:
    """The organisations that may do an item in an area (None: in any), as known today."""
    able = select(Firm.organisation_id).join(Match, Match.firm_id == Firm.id)
    return list(session.scalars(able.where(*_able(item_id, area_id)).order_by(Firm.id)))


def best(session: Session, item_id: int, limit: int = 10) -> list[Firm]:
    """The best rated firms for an item."""
    able = select(Firm).join(Match, Match.firm_id == Firm.id).where(*_able(item_id, None))
    ranked = able.order_by(Match.rating_key.desc(), Match.firm_id.desc()).limit(limit)
    return list(session.scalars(ranked.options(firms.WHOLE[0])))


def _able(item_id: int, area_id: int | None) -> tuple[ColumnElement[bool], ...]:
    return (
        Match.standing.in_(WORKING),
        Match.item_id == item_id,
        Match.area_id == (area_id or ANY),
    )


def may_take(
    session: Session, organisation_id: int, item_id: int, area_id: int | None, now: datetime
) -> Text | None:
    """None when this firm may offer for this item in this area now; else why not, with the rule."""
    mine = select(Firm).where(Firm.organisation_id == organisation_id)
    firm = session.scalar(mine.options(*DECIDING))
    if firm is None or firm.state is not FirmState.ADMITTED:
        return say("Only firms admitted to the directory may take work here.")
    heavy = _heaviest(firm, now)
    if heavy is not None:
        return _why(heavy)
    return _no_paper(firm, item_id, now) or _not_there(firm, area_id)


def in_effect_now(firm: Firm, now: datetime) -> list[Penalty]:
    """The penalties of a firm that count now."""
    return [
        penalty
        for penalty in firm.penalties
        if in_effect(penalty.begins_at, penalty.ends_at, penalty.ended_at is not None, now)
    ]


def _heaviest(firm: Firm, now: datetime) -> Penalty | None:
    barred = [p for p in in_effect_now(firm, now) if p.kind is not PenaltyKind.WARNING]
    return max(barred, key=lambda p: p.kind is PenaltyKind.EXPULSION, default=None)


def _why(penalty: Penalty) -> Text:
    if penalty.kind is PenaltyKind.EXPULSION:
        return say("The firm is expelled from the hall: %(reason)s", reason=penalty.reason)
    until = firms.last_day(penalty.ends_at)
    if until is None:
        return say("The firm is suspended: %(reason)s", reason=penalty.reason)
    return say(
        "The firm is suspended until %(until)s: %(reason)s",
        until=until.isoformat(),
        reason=penalty.reason,
    )


def _no_paper(firm: Firm, item_id: int, now: datetime) -> Text | None:
    papers = firms.in_force(firm, firms.today(now))
    if any(item.id == item_id for paper in papers for item in paper.items):
        return None
    return say("The firm has no qualification in force today for this service item.")


def _not_there(firm: Firm, area_id: int | None) -> Text | None:
    if not area_id or any(area.id == area_id for area in firm.areas):
        return None
    return say("The firm has not said that it works in this area.")


def covered(firm: Firm, now: datetime) -> dict[int, list[Qualification]]:
    """The papers in force today by the item they cover."""
    found: dict[int, list[Qualification]] = {}
    for paper in firms.in_force(firm, firms.today(now)):
        for item in paper.items:
            found.setdefault(item.id, []).append(paper)
    return found
