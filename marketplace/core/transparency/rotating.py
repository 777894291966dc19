"""Another key signs the public log: the old one says so, the new one says so, and a leaf does."""

import json
from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.core import keys
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, DomainError
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say
from marketplace.core.transparency.appending import take_turn
from marketplace.core.transparency.following import rotation_text
from marketplace.core.transparency.models import LogKey
from marketplace.core.transparency.proofs import size_of

SHORTEST_REASON = 10


@operation("core.rotate", may=CLOCKWORK_ONLY, log=("reason",))
def rotate(act: Act, _: None, *, reason: str) -> LogKey:
    """A new key file, or the one that an interrupted rotation left, signs from here on."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise BadInputError("reason", say("Say in a sentence why; the reason is published."))
    take_turn(act.session)
    old, new = _old_and_new(act.session)
    size, told = size_of(act.session), (public_half(old), public_half(new))
    text = rotation_text(size, *told)
    row = LogKey(size=size, old=told[0], new=told[1], rotated_at=act.now, reason=reason.strip())
    row.by_old, row.by_new = old.sign(text).hex(), new.sign(text).hex()
    act.session.add(row)
    act.session.flush()
    return row


def _old_and_new(session: Session) -> tuple[Ed25519PrivateKey, Ed25519PrivateKey]:
    """By the rows, not by the files: what was signed in public is what counts."""
    known = [Ed25519PrivateKey.from_private_bytes(key) for key in keys.log_keys()]
    rows = rotations(session)
    signing = rows[-1].new if rows else public_half(known[0])
    at = next((no for no, key in enumerate(known) if public_half(key) == signing), None)
    if at is None:
        raise DomainError(say("The key that signed the log so far is not in the folder of keys."))
    left = known[at + 1 :] or [Ed25519PrivateKey.from_private_bytes(keys.add_log_key())]
    return known[at], left[0]


def rotations(session: Session) -> Sequence[LogKey]:
    """The oldest first."""
    return session.scalars(select(LogKey).order_by(LogKey.id)).all()


def key_at(size: int, rows: Sequence[LogKey], newest: str) -> str:
    """The public key that signs heads of so many leaves."""
    later = [row for row in rows if row.size >= size]
    return later[0].old if later else newest


def line_of(row: LogKey) -> str:
    """As it stands in keys.jsonl."""
    return json.dumps(row.public_record())


def public_half(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()
