"""Reads of the keys that seal offers: who keeps which share, and what is still wanting."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.core.facts import Fact
from marketplace.core.transparency import proofs, witnesses
from marketplace.core.transparency.models import LogCosignature, LogLeaf
from marketplace.core.transparency.names import Party
from marketplace.requests.models import Request
from marketplace.requests.states import State
from marketplace.selection.models import SealKey, SealShare, ShareKeeper
from marketplace.selection.rules.shares import THRESHOLD

LIMIT = 200
Keepers = dict[Party, tuple[Party, bytes]]  # whose share it is: who keeps it, with which key


def key_of(session: Session, request: Request) -> SealKey | None:
    mine = select(SealKey).where(SealKey.request_id == request.id)
    return session.scalar(mine.options(selectinload(SealKey.shares)))


def keepers(session: Session, owner_id: int) -> Keepers:
    """Who could keep a share beside the hall; nobody, when the three are not complete."""
    own, here = owner_name(owner_id), {one.party for one in witnesses.connected()}
    asked = select(ShareKeeper).where(ShareKeeper.name.in_([own, *Party]))
    known = {row.name: row.public for row in session.scalars(asked)}
    if Party.REGULATOR not in here & known.keys():
        return {}
    found = {Party.REGULATOR: (Party.REGULATOR, known[Party.REGULATOR])}
    if own in known:
        return found | {Party.OWNER: (Party.OWNER, known[own])}
    if Party.AUDITOR not in here & known.keys():
        return {}
    return found | {Party.OWNER: (Party.AUDITOR, known[Party.AUDITOR])}


def who_keeps(session: Session, request: Request, key: SealKey | None) -> list[Party]:
    """The keepers of the three shares, or as it would be now; nobody where the hall is alone."""
    if key is not None:
        return [share.keeper for share in key.shares]
    others = keepers(session, request.owner_id)
    return [Party.SERVER, *(keeper for keeper, _ in others.values())] if others else []


def owner_name(organisation_id: int) -> str:
    return f"owner/{organisation_id}"


def keeper(session: Session, name: str) -> ShareKeeper | None:
    return session.scalar(select(ShareKeeper).where(ShareKeeper.name == name))


def must_be_asked(session: Session, party: Party) -> bool:
    """Is the key of this witness unknown, or has another machine taken its place since?"""
    known = keeper(session, party)
    signed = select(LogCosignature.key).where(LogCosignature.witness == party)
    newest = session.scalar(signed.order_by(LogCosignature.id.desc()).limit(1))
    return known is None or (newest is not None and newest != known.signer)


def is_ready(key: SealKey | None) -> bool:
    """Nothing keeps the offers from being opened, once their time has come."""
    return key is None or key.wrapped is not None or len(handed_in(key)) >= THRESHOLD


def handed_in(key: SealKey) -> list[SealShare]:
    return [share for share in key.shares if share.handed is not None]


def awaited(key: SealKey | None) -> list[SealShare]:
    """The shares others may still bring, once asked for; the hall has brought its own if it can."""
    if key is None or key.asked_at is None or is_ready(key):
        return []
    others = [share for share in key.shares if share.party is not Party.SERVER]
    return [share for share in others if share.handed is None]


def one_will_do(key: SealKey | None) -> bool:
    """Only one share is wanting; two, where the hall has lost its own."""
    return key is not None and len(handed_in(key)) == THRESHOLD - 1


def may_go_on() -> ColumnElement[bool]:
    """Of requests joined with their keys: no share is being waited for."""
    handed = select(func.count(SealShare.id)).where(SealShare.key_id == SealKey.id)
    enough = handed.where(SealShare.handed.is_not(None)).scalar_subquery() >= THRESHOLD
    return or_(
        SealKey.id.is_(None), SealKey.wrapped.is_not(None), SealKey.asked_at.is_(None), enough
    )


def to_ask(session: Session, keeper: Party) -> Sequence[SealShare]:
    """Shares this witness keeps and requests wait for."""
    handed = select(SealShare.key_id).where(SealShare.handed.is_not(None))
    enough = handed.group_by(SealShare.key_id).having(func.count(SealShare.id) >= THRESHOLD)
    mine = (SealShare.keeper == keeper, SealShare.handed.is_(None), SealKey.asked_at.is_not(None))
    waiting = select(SealShare).join(SealShare.key).join(Request, Request.id == SealKey.request_id)
    due = waiting.where(*mine, Request.state == State.CLOSED, SealShare.key_id.not_in(enough))
    whole = due.options(joinedload(SealShare.key).joinedload(SealKey.request))
    return session.scalars(whole.order_by(SealKey.asked_at).limit(LIMIT)).all()


def proof_of_closing(session: Session, key: SealKey, size: int) -> dict[str, Any] | None:
    """Leaf, record and path to the head of that size; None while the head does not hold it."""
    leaf = session.scalar(_closing(key.request_id))
    if leaf is None or leaf.seq >= size:
        return None
    path = proofs.inclusion(session, leaf.seq, size)
    return {
        "leaf": leaf.data,
        "record": leaf.fact.record,
        "salt": leaf.fact.salt,
        "seq": leaf.seq,
        "size": size,
        "proof": [node.hex() for node in path],
    }


def _closing(request_id: int) -> Select[LogLeaf]:
    about = (Fact.name == "requests.close", Fact.thing_kind == "requests")
    mine = select(LogLeaf).join(Fact, Fact.id == LogLeaf.fact_id)
    of_it = mine.where(*about, Fact.thing_id == request_id).order_by(LogLeaf.id.desc()).limit(1)
    return of_it.options(joinedload(LogLeaf.fact))
