"""The receipt of an offer as a file: signed by the hall, provable without it."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from marketplace.core.canonical import canonical
from marketplace.core.errors import NotFoundError
from marketplace.core.facts import Fact
from marketplace.core.transparency import heads, proofs
from marketplace.core.transparency.models import LogHead, LogLeaf
from marketplace.requests.models import Request
from marketplace.selection.models import Offer
from marketplace.selection.queries.evaluating import plan_of, plans_of
from marketplace.selection.rules.envelope import digest

FORMAT = "hall receipt 2"  # 1 told the digest without what it is of
RECEIVED = (Fact.name == "selection.receive", Fact.thing_kind == Offer.__tablename__)


def receipt(session: Session, offer: Offer) -> dict[str, Any]:
    """What was received, its leaf of the public log, and the way from there to the newest head."""
    leaf, head = _leaf_of(session, offer), heads.newest(session)
    held = head if head is not None and head.size > leaf.seq else None
    path = proofs.inclusion(session, leaf.seq, held.size) if held else []
    told = {
        "format": FORMAT,
        "request": offer.request.number,
        "version": offer.version,
        "envelopes": [envelope.hex() for envelope in _envelopes(session, offer)],
        "digest": offer.digest,
        "received_at": heads.told_time(offer.received_at, "microseconds"),
        "closes_at": offer.closing and heads.told_time(offer.closing),
        "leaf": leaf.data,
        "record": leaf.fact.record,
        "salt": leaf.fact.salt,
        "head": held and _told(held),
        "proof": [node.hex() for node in path],
        "key": heads.public_key(),
    }
    return told | {"sig": heads.signing_key().sign(canonical(told).encode()).hex()}


def changed(session: Session, request: Request, offers: Sequence[Offer]) -> set[int]:
    """Offers whose envelopes are not those of the receipt: the log has the last word."""
    plans = {plan.offer_id: plan.envelope for plan in plans_of(session, request)}
    told = _logged(session, request)
    held = {one.id: (one.envelope or b"") + plans.get(one.id, b"") for one in offers}
    return {of for of, sealed in held.items() if of in told and digest(sealed) != told[of]}


def _logged(session: Session, request: Request) -> dict[int, str]:
    """The digest in the record of each receipt, by offer; what was imported has none."""
    ids = select(Offer.id).where(Offer.request_id == request.id)
    listed = select(Fact.thing_id, Fact.record).where(*RECEIVED, Fact.thing_id.in_(ids))
    rows = session.execute(listed).all()
    return {row.thing_id: json.loads(row.record)["digest"] for row in rows}


def _envelopes(session: Session, offer: Offer) -> list[bytes]:
    """What the digest is of, still sealed: price and note, and the plan where there is one."""
    plan = plan_of(session, offer)
    return [sealed for sealed in (offer.envelope, plan and plan.envelope) if sealed]


def _told(head: LogHead) -> dict[str, Any]:
    signed = [
        {"witness": one.witness.value, "key": one.key, "sig": one.signature}
        for one in head.cosignatures
    ]
    own = {"size": head.size, "root": head.root, "time": head.time, "sig": head.signature}
    return own | {"cosigned": signed}


def _leaf_of(session: Session, offer: Offer) -> LogLeaf:
    mine = select(LogLeaf).join(Fact, Fact.id == LogLeaf.fact_id)
    whole = mine.where(*RECEIVED, Fact.thing_id == offer.id).options(joinedload(LogLeaf.fact))
    found = session.scalar(whole)
    if found is None:  # such as an offer that was imported
        raise NotFoundError
    return found
