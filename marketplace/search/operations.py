"""Keeping the index: no facts and no permissions, for it is a cache of what the tables hold.

A thing is taken from the stale ones and claimed, indexed, then settled. It may become stale again
meanwhile; its new row is then there for the next batch, and a crash leaves the claim.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import structlog
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from marketplace.core.act import CLOCKWORK, Act, writing
from marketplace.core.database import insert_once
from marketplace.core.words import GATHERERS, Entry, Stale
from marketplace.search.backend.protocol import SearchBackend, SearchUnavailableError
from marketplace.search.models import Claim

BATCH = 500
log = structlog.get_logger()


def index_batch(session: Session, backend: SearchBackend) -> int:
    """Index what became stale, at most a batch; how many things. The index is written unlocked."""
    with writing(session, CLOCKWORK) as act:
        claim(act)
    claims = session.scalars(select(Claim).order_by(Claim.id)).all()
    keys = {(claimed.kind, claimed.thing_id) for claimed in claims}
    done = [claimed.id for claimed in claims]
    if keys:
        backend.update(_entries(session, keys), keys)
        with writing(session, CLOCKWORK) as act:
            settle(act, done)
    if backend.crowded():
        reindex(session, backend)
    return len(keys)


def keep_index(session: Session, backend: SearchBackend) -> int:
    """The same; an index that is lost or cannot be read is written anew, for it is a cache."""
    try:
        return index_batch(session, backend)
    except SearchUnavailableError:
        log.warning("index lost", action="written anew")
        reindex(session, backend)
        return 0


def claim(act: Act) -> None:
    """Take a batch of stale things on."""
    stale = act.session.scalars(select(Stale).order_by(Stale.id).limit(BATCH)).all()
    for thing in stale:
        insert_once(act.session, Claim, kind=thing.kind, thing_id=thing.thing_id)
    act.session.execute(delete(Stale).where(Stale.id.in_([thing.id for thing in stale])))


def settle(act: Act, claims: Sequence[int]) -> None:
    """Forget the claims that are in the index."""
    act.session.execute(delete(Claim).where(Claim.id.in_(claims)))


def reindex(session: Session, backend: SearchBackend) -> int:
    """Write the whole index anew from the tables; the number of entries."""
    return backend.rebuild(_all(session))


def _all(session: Session) -> Iterator[Entry]:
    """Runs once the backend holds its lock: so it must not read in an older transaction."""
    session.rollback()
    for gather in GATHERERS.values():
        yield from gather(session, None)


def _entries(session: Session, keys: Iterable[tuple[str, int]]) -> Iterator[Entry]:
    session.rollback()
    ids: defaultdict[str, list[int]] = defaultdict(list)
    for kind, thing_id in keys:
        ids[kind].append(thing_id)
    for kind, wanted in ids.items():
        if kind in GATHERERS:
            yield from GATHERERS[kind](session, wanted)
