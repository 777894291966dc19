"""The key of a request: made in memory with its first offer, kept in shares, put together again
only to open. Where nobody else can keep a share, the hall alone wraps it, and says so."""

from sqlalchemy import bindparam, select

from marketplace.core import keys
from marketplace.core.act import Act
from marketplace.core.boxes import public_of as public_half
from marketplace.core.boxes import shut
from marketplace.core.database import insert_once, table_of
from marketplace.core.errors import WrongStateError
from marketplace.core.operation import operation
from marketplace.core.policy import permit
from marketplace.core.texts import Several, Text, name_of, say
from marketplace.core.transparency.heads import told_time
from marketplace.core.transparency.keeping import PURPOSE, belongs_to
from marketplace.core.transparency.names import Party
from marketplace.requests.models import Request
from marketplace.requests.rules.times import takes_offers
from marketplace.selection.models import SealKey, SealShare
from marketplace.selection.queries import keys as queries
from marketplace.selection.queries.keys import Keepers
from marketplace.selection.rules.envelope import SealError, new_pair, unwrap, wrap
from marketplace.selection.rules.shares import (
    THRESHOLD,
    ShareError,
    combine,
    digest_of,
    split,
)

_KEY = table_of(SealKey).c
_PUBLIC = select(_KEY.public).where(_KEY.request_id == bindparam("request"))
STILL_OPEN = say("Offers are still open until the published moment.")
INNER_ONLY = permit()


def public_of(act: Act, request: Request) -> bytes:
    """The key to seal with; of several who make it at once one succeeds."""
    mine = {"request": request.id}
    found = act.session.scalar(_PUBLIC, mine)
    if found is None:
        _make(act, request)
        found = act.session.execute(_PUBLIC, mine).scalar_one()
    return bytes(found)


def _make(act: Act, request: Request) -> None:
    """The private half is forgotten when this returns."""
    pair, keepers = new_pair(), queries.keepers(act.session, request.owner_id)
    closing = told_time(request.closes_at or act.now, "microseconds")
    alone = None if keepers else wrap(pair.private, keys.holder_key(), request.id)
    values = {"public": pair.public, "wrapped": alone, "not_before": closing}
    if insert_once(act.session, SealKey, request_id=request.id, **values):
        made = queries.key_of(act.session, request)
        assert made is not None  # noqa: S101 (this transaction has just made it)
        make_shares(act, made, private=pair.private, number=request.number, keepers=keepers)


@operation(
    "selection.make_shares",
    may=INNER_ONLY,
    within=("selection.offer", "selection.replace", "selection.sign_up"),
)
def make_shares(act: Act, key: SealKey, *, private: bytes, number: str, keepers: Keepers) -> None:
    """Of three shares two open; each lies in a box that only its keeper opens."""
    if not keepers:
        return
    own, *others = split(private, 1 + len(keepers))
    box = wrap(own, keys.holder_key(), key.request_id)
    key.shares.append(_share(Party.SERVER, Party.SERVER, box, own))
    for (party, (keeper, public)), share in zip(keepers.items(), others, strict=True):
        about = belongs_to(number, party, key.public, key.not_before)
        box = shut(public, share, about, PURPOSE)
        key.shares.append(_share(party, keeper, box, share))
    act.session.flush()


def _share(party: Party, keeper: Party, box: bytes, share: bytes) -> SealShare:
    return SealShare(party=party, keeper=keeper, box=box, digest=digest_of(share))


def private_of(act: Act, request: Request) -> bytes:
    """The key to open with. WrongStateError before the closing, or while shares are wanting;
    SealError when what the hall keeps does not open with the hall's key."""
    demand_closed(act, request)
    key = queries.key_of(act.session, request)
    if key is None or not queries.is_ready(key):
        raise WrongStateError(waiting_for(key))
    if key.wrapped is not None:
        return unwrap(key.wrapped, keys.holder_key(), request.id)
    return _put_together(key, request)


def _put_together(key: SealKey, request: Request) -> bytes:
    handed = [share.handed for share in queries.handed_in(key)][:THRESHOLD]
    shares = [unwrap(one, keys.holder_key(), request.id) for one in handed if one is not None]
    try:
        private = combine(shares)
    except ShareError as error:
        raise SealError(say("The shares do not make up the key of this request.")) from error
    if public_half(private) != key.public:
        raise SealError(say("The shares do not make up the key of this request."))
    return private


def demand_closed(act: Act, request: Request) -> None:
    if takes_offers(request.closes_at, act.now):
        raise WrongStateError(STILL_OPEN)


def waiting_for(key: SealKey | None) -> Text:
    """Which shares would do, any one or two of them."""
    names = Several([name_of(share.keeper) for share in queries.awaited(key)])
    if queries.one_will_do(key):
        return say("The opening waits for the share of one of these: %(keepers)s.", keepers=names)
    return say("The opening waits for the shares of two of these: %(keepers)s.", keepers=names)
