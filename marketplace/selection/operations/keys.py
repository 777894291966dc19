"""The key pair of a request: made with its first offer, read again only to open."""

from sqlalchemy import bindparam, select

from marketplace.core import keys
from marketplace.core.act import Act
from marketplace.core.database import insert_once
from marketplace.requests.models import Request
from marketplace.selection.models import SealKey
from marketplace.selection.rules.envelope import new_pair, unwrap, wrap

_KEY = SealKey.__table__.c
_PUBLIC = select(_KEY.public).where(_KEY.request_id == bindparam("request"))


def public_of(act: Act, request: Request) -> bytes:
    """The key to seal with; of several who make it at once one succeeds."""
    mine = {"request": request.id}
    found = act.session.scalar(_PUBLIC, mine)
    if found is None:
        pair = new_pair()
        wrapped = wrap(pair.private, keys.holder_key(), request.id)
        values = {"public": pair.public, "wrapped": wrapped}
        insert_once(act.session, SealKey, request_id=request.id, **values)
        found = act.session.execute(_PUBLIC, mine).scalar_one()
    return bytes(found)


def private_of(act: Act, request: Request) -> bytes:
    """The key to open with; SealError without the key holder's key it was wrapped with."""
    mine = select(SealKey.wrapped).where(SealKey.request_id == request.id)
    return unwrap(act.session.execute(mine).scalar_one(), keys.holder_key(), request.id)
