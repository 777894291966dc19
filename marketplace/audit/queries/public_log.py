"""The public log for its pages: leaves, heads, and what may be told of a leaf's record."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.core.act import Role
from marketplace.core.facts import Fact
from marketplace.core.transparency.models import LogHead, LogLeaf
from marketplace.core.transparency.names import SEALED
from marketplace.core.transparency.proofs import leaf_of
from marketplace.requests.models import Request
from marketplace.requests.states import State
from marketplace.selection.models import Offer

PAGE = 50
UNDECIDED = (State.OPEN, State.CLOSED)


@dataclass(frozen=True)
class Told:
    """A leaf as its page shows it; without `record` what it is about is still sealed."""

    leaf: LogLeaf
    said: dict[str, Any]
    record: str | None


@dataclass(frozen=True)
class Leaves:
    """Newest first, and the cursor of the next page (0 when it is the last)."""

    rows: Sequence[tuple[int, dict[str, Any]]]
    before: int = 0


def leaves(session: Session, before: int = 0) -> Leaves:
    listed = select(LogLeaf.id, LogLeaf.data)
    if before:
        listed = listed.where(LogLeaf.id <= before)
    found = session.execute(listed.order_by(LogLeaf.id.desc()).limit(PAGE + 1)).all()
    rows = [(key - 1, _said(data)) for key, data in found[:PAGE]]
    return Leaves(rows, found[PAGE][0] if len(found) > PAGE else 0)


def leaf(session: Session, seq: int) -> Told:
    """NotFoundError when there is no such leaf."""
    found = leaf_of(session, seq)
    sealed = found.fact.name in SEALED and not _is_open(session, found.fact)
    return Told(found, _said(found.data), None if sealed else found.fact.record)


def leaves_about(session: Session, kind: str, id: int) -> Sequence[LogLeaf]:
    """The leaves about one thing, oldest first."""
    about = (Fact.thing_kind == kind, Fact.thing_id == id, Fact.salt.is_not(None))
    listed = select(LogLeaf).join(Fact, Fact.id == LogLeaf.fact_id).where(*about)
    return session.scalars(listed.options(joinedload(LogLeaf.fact)).order_by(LogLeaf.id)).all()


def recent_heads(session: Session) -> Sequence[LogHead]:
    listed = select(LogHead).options(selectinload(LogHead.cosignatures))
    return session.scalars(listed.order_by(LogHead.size.desc()).limit(PAGE)).all()


def _said(data: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(data)
    return said | {"role": Role(said["role"])}


def _is_open(session: Session, fact: Fact) -> bool:
    """Whose envelope came in is told once envelopes are opened, or never will be."""
    asked = select(Request.state).join(Offer, Offer.request_id == Request.id)
    return session.scalar(asked.where(Offer.id == fact.thing_id)) not in UNDECIDED
