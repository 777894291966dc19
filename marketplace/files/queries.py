"""Reading uploads, and proving that the disk and the table agree."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.core.act import Actor
from marketplace.core.database import Row
from marketplace.core.errors import NotAllowedError, NotFoundError
from marketplace.core.texts import say
from marketplace.files import backend
from marketplace.files.models import Sweep, Upload
from marketplace.files.policy import may_read

CHUNK = 500
YOUNG = timedelta(days=1)  # a file this new may wait for the commit of its row


def get(session: Session, token: str, reader: Actor) -> Upload:
    """The upload of that name, if the reader may have it."""
    upload = session.scalar(select(Upload).where(Upload.token == token))
    if upload is None:
        raise NotFoundError
    if not may_read(session, reader, upload):
        raise NotAllowedError(say("This file may be read only by those it concerns."))
    return upload


def of(session: Session, thing: Row, purpose: str | None = None) -> list[Upload]:
    """The files of a thing, the oldest first. Who sees the thing's page decides who sees them."""
    return of_all(session, thing.__tablename__, [thing.id], purpose).get(thing.id, [])


def of_all(
    session: Session, kind: str, ids: Sequence[int], purpose: str | None = None
) -> dict[int, list[Upload]]:
    """The files of many things of one kind, in one query."""
    theirs = select(Upload).where(Upload.thing_kind == kind, Upload.thing_id.in_(ids))
    if purpose is not None:
        theirs = theirs.where(Upload.purpose == purpose)
    found: dict[int, list[Upload]] = {}
    for upload in session.scalars(theirs.order_by(Upload.id)):
        found.setdefault(upload.thing_id, []).append(upload)
    return found


def used(session: Session, organisation_id: int) -> int:
    """How many bytes an organisation keeps here."""
    total = func.coalesce(func.sum(Upload.size), 0)
    found = session.scalar(select(total).where(Upload.organisation_id == organisation_id))
    return int(found or 0)


def due_sweeps(session: Session, now: datetime) -> list[Sweep]:
    return list(session.scalars(select(Sweep).where(Sweep.due_at <= now)))


def orphans(session: Session, folder: Path, before: datetime) -> Iterator[str]:
    """Names of files written before a moment that no row knows."""
    old = (token for token, written in backend.stored(folder) if written < before)
    while chunk := list(islice(old, CHUNK)):
        known = set(session.scalars(select(Upload.token).where(Upload.token.in_(chunk))))
        yield from (token for token in chunk if token not in known)


def faults(session: Session, data: Path, now: datetime) -> Iterator[str]:
    """Where the uploads on the disk are not those of the table."""
    folder = data / backend.FOLDER
    rows = select(Upload.token, Upload.size, Upload.sha256).order_by(Upload.id)
    for token, size, digest in session.execute(rows).yield_per(CHUNK):
        file = backend.place(token, folder)
        if not file.exists():
            yield f"upload {token}: the file is missing"
        elif file.stat().st_size != size or _digest(file) != digest:
            yield f"upload {token}: the file has changed"
    for token in orphans(session, folder, now - YOUNG):
        yield f"file {token}: no row knows it"


def _digest(file: Path) -> str:
    with open(file, "rb") as body:
        return hashlib.file_digest(body, "sha256").hexdigest()
