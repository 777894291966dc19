"""May a firm take this work? Lists ask the rows of firm_matches, decisions ask the papers."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, exists, select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.core.texts import Text, say
from marketplace.directory.models import (
    Firm,
    FirmArea,
    Match,
    Penalty,
    Qualification,
    QualificationItem,
)
from marketplace.directory.queries import firms
from marketplace.directory.queries.firms import today
from marketplace.directory.rules.standing import ANY, WORKING, in_effect
from marketplace.directory.states import FirmState, PaperState, PenaltyKind

DECIDING = (  # what of a firm decides its standing and its rows in firm_matches
    selectinload(Firm.qualifications).selectinload(Qualification.items),
    selectinload(Firm.penalties),
    selectinload(Firm.areas),
)
# What a decision needs of a firm, put together once: each offer asks.
_FIRM, _PAPER = Firm.__table__.c, Qualification.__table__.c
_COVERS, _WHERE = QualificationItem.__table__.c, FirmArea.__table__.c
_HAS_PAPER = exists().where(
    _PAPER.firm_id == _FIRM.id,
    _PAPER.state == PaperState.IN_FORCE,
    _PAPER.valid_from <= bindparam("day"),
    _PAPER.valid_to >= bindparam("day"),
    _COVERS.qualification_id == _PAPER.id,
    _COVERS.item_id == bindparam("item"),
)
_IS_THERE = exists().where(_WHERE.firm_id == _FIRM.id, _WHERE.area_id == bindparam("area"))
_DECIDING = select(
    _FIRM.id, _FIRM.state, _HAS_PAPER.label("has_paper"), _IS_THERE.label("is_there")
).where(_FIRM.organisation_id == bindparam("organisation"))
_PENALTY = Penalty.__table__.c
_PENALTIES = select(
    _PENALTY.kind, _PENALTY.reason, _PENALTY.begins_at, _PENALTY.ends_at, _PENALTY.ended_at
).where(_PENALTY.firm_id == bindparam("firm"))


def matching(session: Session, item_id: int, area_id: int | None = None) -> list[int]:
    """The organisations that may do an item in an area (None: in any), as known today."""
    able = select(Firm.organisation_id).join(Match, Match.firm_id == Firm.id)
    return list(session.scalars(able.where(*_able(item_id, area_id)).order_by(Firm.id)))


def best(session: Session, item_id: int, limit: int = 10) -> list[Firm]:
    """The best rated firms for an item."""
    able = select(Firm).join(Match, Match.firm_id == Firm.id).where(*_able(item_id, None))
    ranked = able.order_by(Match.rating_key.desc(), Match.firm_id.desc()).limit(limit)
    return list(session.scalars(ranked.options(firms.WHOLE[0])))


def best_in(session: Session, item_id: int, area_id: int | None, limit: int) -> list[Firm]:
    """The best rated firms for an item in an area."""
    able = select(Firm).join(Match, Match.firm_id == Firm.id).where(*_able(item_id, area_id))
    ranked = able.order_by(Match.rating_key.desc(), Match.firm_id.desc()).limit(limit)
    return list(session.scalars(ranked.options(joinedload(Firm.organisation))))


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
    asked = {"organisation": organisation_id, "item": item_id, "area": area_id, "day": today(now)}
    firm = session.execute(_DECIDING, asked).one_or_none()
    if firm is None or firm.state is not FirmState.ADMITTED:
        return say("Only firms admitted to the directory may take work here.")
    penalties: Iterable[Any] = session.execute(_PENALTIES, {"firm": firm.id})
    heavy = _heaviest(penalties, now)
    return _why(heavy) if heavy is not None else _lacking(firm, area_id)


def _lacking(firm: Row[int, FirmState, bool, bool], area_id: int | None) -> Text | None:
    if not firm.has_paper:
        return say("The firm has no qualification in force today for this service item.")
    if area_id and not firm.is_there:
        return say("The firm has not said that it works in this area.")
    return None


def in_effect_now(firm: Firm, now: datetime) -> list[Penalty]:
    """The penalties of a firm that count now."""
    return _counting(firm.penalties, now)


def _counting(penalties: Iterable[Penalty], now: datetime) -> list[Penalty]:
    return [
        penalty
        for penalty in penalties
        if in_effect(penalty.begins_at, penalty.ends_at, penalty.ended_at is not None, now)
    ]


def _heaviest(penalties: Iterable[Penalty], now: datetime) -> Penalty | None:
    barred = [p for p in _counting(penalties, now) if p.kind is not PenaltyKind.WARNING]
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


def covered(firm: Firm, now: datetime) -> dict[int, list[Qualification]]:
    """The papers in force today by the item they cover."""
    found: dict[int, list[Qualification]] = {}
    for paper in firms.in_force(firm, firms.today(now)):
        for item in paper.items:
            found.setdefault(item.id, []).append(paper)
    return found
