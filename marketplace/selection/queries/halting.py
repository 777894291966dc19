"""Was the hall away while an auction ran, and when was it halted for that?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from marketplace.core.facts import Fact
from marketplace.core.rulesets import Rules
from marketplace.core.timekeeping import outages
from marketplace.selection.models import Auction
from marketplace.selection.rules.halting import cuts


@dataclass(frozen=True)
class Halt:
    """Since when the hall had been away, and when the auction was halted for it."""

    since: datetime
    at: datetime


def cut_at(session: Session, auction: Auction, rules: Rules) -> datetime | None:
    """When the hall went away while the auction ran; None when it was there, or nearly always."""
    begun = _facts_of(auction, "selection.begin").with_only_columns(func.max(Fact.id))
    away = outages(session, session.scalar(begun) or 0)
    cut = (one for one in away if cuts(one, auction.ends_at, rules))
    return next((since for since, _ in cut), None)


def halts(session: Session, auction: Auction) -> list[Halt]:
    found = session.scalars(_facts_of(auction, "selection.halt").order_by(Fact.id))
    return [Halt(datetime.fromisoformat(one.data["since"]), one.at) for one in found]


def _facts_of(auction: Auction, name: str) -> Select[Fact]:
    mine = (Fact.thing_kind == Auction.__tablename__, Fact.thing_id == auction.id)
    return select(Fact).where(*mine, Fact.name == name)
