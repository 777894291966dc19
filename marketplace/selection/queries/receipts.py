"""The receipt of an offer as a file: signed by the hall, provable without it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from marketplace.core.canonical import canonical
from marketplace.core.errors import NotFoundError
from marketplace.core.facts import Fact
from marketplace.core.transparency import heads, proofs
from marketplace.core.transparency.models import LogHead, LogLeaf
from marketplace.selection.models import Offer

FORMAT = "hall receipt 1"


def receipt(session: Session, offer: Offer) -> dict[str, Any]:
    """What was received, its leaf of the public log, and the way from there to the newest head."""
    leaf, head = _leaf_of(session, offer), heads.newest(session)
    held = head if head is not None and head.size > leaf.seq else None
    path = proofs.inclusion(session, leaf.seq, held.size) if held else []
    told = {
        "format": FORMAT,
        "request": offer.request.number,
        "version": offer.version,
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


def _told(head: LogHead) -> dict[str, Any]:
    signed = [
        {"witness": one.witness.value, "key": one.key, "sig": one.signature}
        for one in head.cosignatures
    ]
    own = {"size": head.size, "root": head.root, "time": head.time, "sig": head.signature}
    return own | {"cosigned": signed}


def _leaf_of(session: Session, offer: Offer) -> LogLeaf:
    about = (Fact.name == "selection.receive", Fact.thing_kind == "offers")
    mine = select(LogLeaf).join(Fact, Fact.id == LogLeaf.fact_id)
    whole = mine.where(*about, Fact.thing_id == offer.id).options(joinedload(LogLeaf.fact))
    found = session.scalar(whole)
    if found is None:  # such as an offer that was imported
        raise NotFoundError
    return found
