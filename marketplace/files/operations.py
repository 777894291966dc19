"""Keeping files. The bytes are on the disk before the row, so that a row never lacks its file."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from marketplace.core.act import Act
from marketplace.core.database import Row
from marketplace.core.errors import BadInputError
from marketplace.core.operation import operation
from marketplace.core.texts import say
from marketplace.files import backend, queries
from marketplace.files.models import Sweep, Upload
from marketplace.files.policy import KEEPERS, SWEEPER
from marketplace.files.rules import FIELD, Fit, fit

MOST_OF_ONE = 500 * 1024 * 1024  # bytes of one organisation
ONE_DAY = timedelta(days=1)


class Sent(Protocol):
    """A file as a form has it."""

    filename: str | None

    def read(self) -> bytes: ...


def keep_all(
    act: Act, thing: Row, *, files: Sequence[Fit | Sent], purpose: str = "", is_public: bool = False
) -> list[Upload]:
    """Keep what a form's FilesField gave (checked there, before the transaction) with `thing`.

    The same file twice is kept once. BadInputError("files") when one is unfit or the room is full.
    """
    act.session.flush()
    there = {upload.sha256: upload for upload in queries.of(act.session, thing, purpose)}
    for sent in files:
        file = sent if isinstance(sent, Fit) else fit(sent.filename or "", sent.read())
        if file.checked.sha256 not in there:
            kept = keep(act, thing, file=file, purpose=purpose, is_public=is_public)
            there[kept.sha256] = kept
    return list(there.values())


@operation("files.keep", may=KEEPERS, log=("purpose", "is_public"))
def keep(act: Act, thing: Row, *, file: Fit, purpose: str = "", is_public: bool = False) -> Upload:
    """Store one checked file; the room of `thing` says who may read it unless it is public."""
    body = file.checked.body
    if queries.used(act.session, act.actor.organisation_id) + len(body) > MOST_OF_ONE:
        raise BadInputError(
            FIELD,
            say("Your organisation has no room left for files."),
            rule=say("An organisation may keep %(size)s MB.", size=MOST_OF_ONE // 1024**2),
        )
    upload = Upload(
        token=backend.store(body),
        name=file.name,
        mime=file.checked.mime,
        size=len(body),
        sha256=file.checked.sha256,
        organisation_id=act.actor.organisation_id,
        person_id=act.actor.person_id,
        thing_kind=thing.__tablename__,
        thing_id=thing.id,
        purpose=purpose,
        is_public=is_public,
        uploaded_at=act.now,
    )
    act.session.add(upload)
    if act.session.get(Sweep, 1) is None:
        act.session.add(Sweep(id=1, due_at=act.now + ONE_DAY))
    act.session.flush()
    return upload


@operation("files.sweep", may=SWEEPER)
def sweep(act: Act, sweep: Sweep) -> None:
    """Remove files that an undone transaction left behind."""
    for token in list(queries.orphans(act.session, backend.root(), act.now - queries.YOUNG)):
        backend.forget(token)
    sweep.due_at = act.now + ONE_DAY
