"""The proof that the list of a draw stands in the public log, as a witness wants it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from marketplace.core.facts import Fact
from marketplace.core.transparency import proofs
from marketplace.core.transparency.models import LogLeaf
from marketplace.selection.models import Draw


def proof_of_freezing(session: Session, draw: Draw, size: int) -> dict[str, Any] | None:
    """Leaf, record and path to the head of that size; None while the head does not hold it."""
    about = (Fact.name == "selection.freeze", Fact.thing_kind == "draws", Fact.thing_id == draw.id)
    mine = select(LogLeaf).join(Fact, Fact.id == LogLeaf.fact_id).where(*about)
    leaf = session.scalar(mine.options(joinedload(LogLeaf.fact)))
    if leaf is None or leaf.seq >= size:
        return None
    path = proofs.inclusion(session, leaf.seq, size)
    return {
        "draw_id": draw.number,
        "pool_root": draw.pool_root,
        "leaf": leaf.data,
        "record": leaf.fact.record,
        "salt": leaf.fact.salt,
        "seq": leaf.seq,
        "size": size,
        "proof": [node.hex() for node in path],
    }
