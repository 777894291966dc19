"""After the closing the shares of a key come together: the hall's, and one of somebody else."""

from marketplace.core import keys
from marketplace.core.act import Act, Role
from marketplace.core.boxes import BoxError, unshut
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say
from marketplace.core.timekeeping import demand_clock
from marketplace.core.transparency.keeping import PURPOSE, belongs_to
from marketplace.core.transparency.names import Party
from marketplace.requests import operations as requests
from marketplace.requests.models import Request
from marketplace.requests.rules.times import takes_offers
from marketplace.requests.states import State
from marketplace.selection.models import SealKey, SealShare
from marketplace.selection.operations.keys import demand_closed
from marketplace.selection.policy import HOLDERS, OPENERS
from marketplace.selection.queries import keys as queries
from marketplace.selection.rules.envelope import SealError, unwrap, wrap
from marketplace.selection.rules.shares import digest_of, key_in, typed_share

PARTY_OF = {Role.OWNER: Party.OWNER, Role.REGULATOR: Party.REGULATOR}


@operation("selection.ask_shares", may=OPENERS)
def ask_shares(act: Act, request: Request) -> None:
    """Offers have closed and enough came: the hall hands in its share, and asks for one more."""
    demand_clock(act.session)
    hold(act.session, request)
    if request.state is State.OPEN:
        requests.close(act, request)
    demand_closed(act, request)
    key = _key(act, request)
    if key.asked_at is None:
        key.asked_at = act.now
        _hand_in_our_own(act, request, key)


def _hand_in_our_own(act: Act, request: Request, key: SealKey) -> None:
    """With a lost or foreign key file the hall has none; then two others must do."""
    own = _share(key, Party.SERVER)
    try:
        share = unwrap(own.box, keys.holder_key(), request.id)
    except SealError:
        return
    hand_in(act, request, party=Party.SERVER, share=share)


@operation(
    "selection.hand_in",
    may=HOLDERS | CLOCKWORK_ONLY,
    within=("selection.ask_shares",),
    log=("party",),
)
def hand_in(act: Act, request: Request, *, party: Party, share: bytes) -> SealShare:
    """A share comes in after the closing: from a witness by itself, else by a person's hand."""
    demand_closed(act, request)
    if PARTY_OF.get(act.actor.role, party) is not party and party is not Party.SERVER:
        raise NotAllowedError(rule=say("Everybody hands in his own share only."))
    hold(act.session, request)
    own = _share(_key(act, request), party)
    if request.state is not State.CLOSED:
        raise WrongStateError(say("This request does not wait for shares of its key."))
    if digest_of(share) != own.digest:
        raise BadInputError("share", say("This is not the share that was made for this request."))
    if own.handed is None:
        own.handed, own.handed_at = wrap(share, keys.holder_key(), request.id), act.now
        act.session.flush()
    return own


def typed(act: Act, request: Request, *, party: Party, share: str) -> bytes:
    """The share a person typed in; an owner types his key instead, if he keeps one."""
    key = _key(act, request)
    own = _share(key, party)
    if own.keeper is not Party.OWNER:
        return typed_share(share)
    about = belongs_to(request.number, party, key.public, key.not_before)
    try:
        return unshut(key_in(share), own.box, about, PURPOSE)
    except BoxError as error:
        text = say("This is not the key under which this share was put away.")
        raise BadInputError("share", text) from error


@operation("selection.turn_away", may=OPENERS | HOLDERS, log=("verb",))
def turn_away(act: Act, request: Request, *, verb: str) -> None:
    """Somebody tried to open, or to hand in a share, before the closing: refused, and kept."""


def has_closed(act: Act, request: Request) -> bool:
    """The rule on the moment, whatever the job has tidied up."""
    return not takes_offers(request.closes_at, act.now)


def _key(act: Act, request: Request) -> SealKey:
    key = queries.key_of(act.session, request)
    if key is None:
        raise WrongStateError(say("This request does not wait for shares of its key."))
    return key


def _share(key: SealKey, party: Party) -> SealShare:
    found = next((share for share in key.shares if share.party is party), None)
    if found is None:
        raise WrongStateError(say("There is no share of this party."))
    return found
