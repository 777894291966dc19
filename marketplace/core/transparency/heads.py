"""Signed heads: size, root and time of the log under the hall's Ed25519 key."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from marketplace.core import keys
from marketplace.core.act import Act
from marketplace.core.database import insert_once
from marketplace.core.errors import DomainError
from marketplace.core.merkle import SIZE, fold
from marketplace.core.texts import say
from marketplace.core.transparency.models import LogHead, LogLeaf

EVERY = timedelta(minutes=5)


def signing_key() -> Ed25519PrivateKey:
    """The newest key of the log."""
    return Ed25519PrivateKey.from_private_bytes(keys.log_keys()[-1])


def public_key() -> str:
    """64 hex characters: what log-key.txt holds."""
    return signing_key().public_key().public_bytes_raw().hex()


def signed_text(size: int, root: str, time: str) -> bytes:
    return f"{size}|{root}|{time}".encode()


def demand_signature(key: str, signature: str, text: bytes) -> None:
    """DomainError when the signature is not that of the key."""
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), text)
    except (InvalidSignature, ValueError) as error:
        raise DomainError(say("This signature is not that of the witness.")) from error


def told_time(moment: datetime, exactness: str = "seconds") -> str:
    """UTC, as "2026-03-02T01:00:00Z"."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec=exactness) + "Z"


def peaks_in(held: bytes) -> list[bytes]:
    return [held[at : at + SIZE] for at in range(0, len(held), SIZE)]


def sign(session: Session, size: int, peaks: Sequence[bytes], now: datetime) -> None:
    """Sign the log as it stands; of several who do it for one size the first is kept."""
    root, time = fold(peaks).hex(), told_time(now)
    signature = signing_key().sign(signed_text(size, root, time)).hex()
    kept = {"size": size, "root": root, "time": time, "signature": signature}
    insert_once(session, LogHead, **kept, signed_at=now)


def newest(session: Session) -> LogHead | None:
    heads = select(LogHead).options(selectinload(LogHead.cosignatures))
    return session.scalars(heads.order_by(LogHead.size.desc()).limit(1)).first()


def to_sign(session: Session, now: datetime) -> Sequence[LogLeaf]:
    """The last leaf, when it is in no head and the last head is five minutes old."""
    last = session.scalars(select(LogLeaf).order_by(LogLeaf.id.desc()).limit(1)).first()
    head = newest(session)
    if last is None or (head and (head.size >= last.id or head.signed_at > now - EVERY)):
        return []
    return [last]


def sign_now(act: Act, _: object = None) -> None:
    """A head over all leaves there are."""
    last = act.session.scalars(select(LogLeaf).order_by(LogLeaf.id.desc()).limit(1)).first()
    if last is not None:
        sign(act.session, last.id, peaks_in(last.peaks), act.now)
