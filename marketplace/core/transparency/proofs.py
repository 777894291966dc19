"""Proofs from the kept subtrees: a few rows by their key, whatever the size of the log."""

from collections.abc import Iterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from marketplace.core.errors import NotFoundError
from marketplace.core.merkle import SIZE, Span, bridge, covering, fold, path
from marketplace.core.transparency.heads import peaks_in
from marketplace.core.transparency.models import LogHead, LogLeaf

BATCH = 500


def size_of(session: Session) -> int:
    return session.scalar(select(func.max(LogLeaf.id))) or 0


def root_at(session: Session, size: int) -> bytes:
    peaks = session.scalar(select(LogLeaf.peaks).where(LogLeaf.id == size))
    if peaks is None and size:
        raise NotFoundError
    return fold(peaks_in(peaks or b""))


def inclusion(session: Session, leaf: int, size: int) -> list[bytes]:
    """The hashes that lead from the leaf to the root of that size."""
    if not 0 <= leaf < size <= size_of(session):
        raise NotFoundError
    return roots(session, path(leaf, size))


def consistency(session: Session, first: int, second: int) -> list[bytes]:
    """The hashes that show the log of the first size inside that of the second."""
    if not 0 < first <= second <= size_of(session):
        raise NotFoundError
    return roots(session, bridge(first, second))


def roots(session: Session, spans: Sequence[Span]) -> list[bytes]:
    """The root of each span; subtree (level, index) lies with the leaf that completed it."""
    places = [covering(span) for span in spans]
    ids = {(index + 1) << level for each in places for level, index in each}
    held = select(LogLeaf.id, LogLeaf.nodes).where(LogLeaf.id.in_(ids))
    nodes: dict[int, bytes] = {row.id: row.nodes for row in session.execute(held)}
    return [
        fold(nodes[(index + 1) << level][level * SIZE :][:SIZE] for level, index in each)
        for each in places
    ]


def leaf_of(session: Session, seq: int) -> LogLeaf:
    whole = select(LogLeaf).where(LogLeaf.id == seq + 1).options(joinedload(LogLeaf.fact))
    found = session.scalar(whole)
    if found is None:
        raise NotFoundError
    return found


def lines(session: Session, size: int) -> Iterator[str]:
    """The leaves as they were hashed, the oldest first."""
    listed = select(LogLeaf.id, LogLeaf.data).where(LogLeaf.id <= size).order_by(LogLeaf.id)
    rows = session.execute(listed.limit(BATCH)).all()
    while rows:  # in parts: a slow reader keeps no cursor open
        yield from (row.data for row in rows)
        rows = session.execute(listed.where(LogLeaf.id > rows[-1].id).limit(BATCH)).all()


def heads(session: Session) -> Iterator[LogHead]:
    """Oldest first."""
    listed = select(LogHead).order_by(LogHead.size)
    found = session.scalars(listed.limit(BATCH)).all()
    while found:
        yield from found
        found = session.scalars(listed.where(LogHead.size > found[-1].size).limit(BATCH)).all()
