"""Witnesses sign the hall's heads too, each from the last one it signed."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.core.act import Act
from marketplace.core.database import insert_once
from marketplace.core.transparency import heads, proofs
from marketplace.core.transparency.models import LogCosignature, LogHead
from marketplace.core.transparency.names import Party
from marketplace.core.transparency.witnesses import Answer, Question, Witness


def last_size(session: Session, party: Party) -> int:
    """How many leaves the last head has that this witness signed."""
    signed = select(func.max(LogHead.size)).join(LogHead.cosignatures)
    return session.scalar(signed.where(LogCosignature.witness == party)) or 0


def questions(session: Session, witness: Witness) -> Iterator[tuple[LogHead, Question]]:
    """The newest head, when we have no signature of this witness under it.

    The proof begins at what the witness says it signed last, which may be more than we heard of.
    """
    head, before = heads.newest(session), witness.last()
    if head is None or head.size <= last_size(session, witness.party):
        return
    known = 0 < before <= head.size  # else it will refuse, as it must
    proof = proofs.consistency(session, before, head.size) if known else []
    told = {"size": head.size, "root": head.root, "time": head.time, "sig": head.signature}
    name = f"cosign-{before}-{head.size}"
    about = {"about": "cosign", "name": name, "hall_key": heads.public_key()}
    yield head, about | told | {"proof": [node.hex() for node in proof]}


def keep(act: Act, question: Question, party: Party, said: Answer) -> None:
    """The signature is checked before it is kept: a witness may be broken too."""
    text = heads.signed_text(question["size"], question["root"], question["time"])
    heads.demand_signature(said["key"], said["sig"], text)
    head = act.session.scalars(select(LogHead).where(LogHead.size == question["size"])).one()
    kept = {"key": said["key"], "signature": said["sig"], "signed_at": act.now}
    insert_once(act.session, LogCosignature, head_id=head.id, witness=party, **kept)
