"""What must hold of the public log: every hash, every signature, every fact behind a leaf."""

import json
from collections.abc import Iterator
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import exists, select, text
from sqlalchemy.orm import Session

from marketplace.core.facts import Fact
from marketplace.core.merkle import fold, grow, leaf_hash
from marketplace.core.transparency.appending import detail_of, pseudonym
from marketplace.core.transparency.heads import public_key, signed_text
from marketplace.core.transparency.models import GUARDED, LogHead, LogLeaf
from marketplace.core.transparency.names import LOGGED
from marketplace.core.transparency.rotating import key_at, rotations

BATCH = 500


def faults(session: Session) -> Iterator[str]:
    """Leaves one after the other, heads as they come by, then facts that have no leaf."""
    heads = {head.size: head for head in session.scalars(select(LogHead))}
    rows, newest = rotations(session), public_key()
    peaks = list[bytes]()
    listed = select(LogLeaf.id, LogLeaf.data, LogLeaf.nodes, LogLeaf.peaks, Fact)
    whole = listed.join(Fact, Fact.id == LogLeaf.fact_id).order_by(LogLeaf.id)
    for seq, row in enumerate(session.execute(whole.execution_options(yield_per=BATCH))):
        yield from _of_leaf(row, seq, peaks)
        peaks, made = grow(peaks, seq, leaf_hash(row.data.encode()))
        if (row.nodes, row.peaks) != (b"".join(made), b"".join(peaks)):
            yield f"leaf {seq}: its kept hashes are not those of the leaves"
        key = key_at(seq + 1, rows, newest)
        yield from _of_head(heads.pop(seq + 1, None), fold(peaks), key)
    yield from (f"head {size}: there are not so many leaves" for size in heads)
    yield from _unlogged(session)
    yield from _unguarded(session)


def _of_leaf(row: Any, seq: int, peaks: list[bytes]) -> Iterator[str]:
    said, fact = json.loads(row.data), row.Fact
    if (row.id, said["seq"], said["prev"]) != (seq + 1, seq, fold(peaks).hex()):
        yield f"leaf {seq}: out of its place"
    kept = (fact.name, f"{fact.thing_kind}/{fact.thing_id}", fact.role.value, pseudonym(fact))
    if kept != (said["action"], said["object"], said["role"], said["actor"]):
        yield f"leaf {seq}: its fact {fact.id} says something else"
    if fact.record is not None and detail_of(fact.salt, fact.record) != said["detail"]:
        yield f"leaf {seq}: the record of its fact {fact.id} is not the one that was logged"


def _of_head(head: LogHead | None, root: bytes, key: str) -> Iterator[str]:
    if head is None:
        return
    if head.root != root.hex():
        yield f"head {head.size}: the leaves give another root"
    signed = signed_text(head.size, head.root, head.time)
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(head.signature), signed)
    except (InvalidSignature, ValueError):
        yield f"head {head.size}: the signature is not that of {key}"


def _unguarded(session: Session) -> Iterator[str]:
    """Whoever drops a guard to change the past should at least have to put it back."""
    lite = session.get_bind().dialect.name == "sqlite"
    held = "name FROM sqlite_master WHERE type = 'trigger'" if lite else "tgname FROM pg_trigger"
    found = {name.lower() for name in session.scalars(text(f"SELECT {held}"))}
    for table in GUARDED:
        for verb in ("update", "delete"):
            if f"{table}_{verb}" not in found:
                yield f"table {table}: the database no longer refuses to {verb} its rows"


def _unlogged(session: Session) -> Iterator[str]:
    """Facts that should be in the log and are not; those from before the log have no salt."""
    leafless = ~exists().where(LogLeaf.fact_id == Fact.id)
    logged = select(Fact.id, Fact.name).where(Fact.name.in_(LOGGED), Fact.salt.is_not(None))
    for fact, name in session.execute(logged.where(leafless)):
        yield f"fact {fact} ({name}): it has no leaf"
