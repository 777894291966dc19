"""Who keeps shares: the witnesses by themselves, and an owner who would rather do so himself."""

from marketplace.core.act import Act, Role
from marketplace.core.boxes import public_of
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY, permit
from marketplace.core.texts import say
from marketplace.selection.models import ShareKeeper
from marketplace.selection.queries import keys as queries
from marketplace.selection.rules.shares import key_in

OWNER = permit(Role.OWNER)


@operation("selection.enrol", may=CLOCKWORK_ONLY)
def enrol(act: Act, _: None, *, name: str, public: bytes, signer: str) -> ShareKeeper:
    """A witness said with which key shares are to be put away for it."""
    row = _keep(act, name, public)
    row.signer = signer
    return row


@operation("selection.keep_share", may=OWNER)
def keep_share(act: Act, _: None, *, words: str) -> ShareKeeper:
    """From the next request on the owner's share opens only with the words he keeps."""
    public = public_of(key_in(words))
    return _keep(act, queries.owner_name(act.actor.organisation_id), public)


@operation("selection.entrust_share", may=OWNER)
def entrust_share(act: Act, _: None) -> None:
    """From the next request on the audit office's machine keeps it again in the owner's stead."""
    own = queries.keeper(act.session, queries.owner_name(act.actor.organisation_id))
    if own is None:
        raise WrongStateError(say("The audit office's machine keeps your shares already."))
    act.session.delete(own)


def _keep(act: Act, name: str, public: bytes) -> ShareKeeper:
    if len(public) != len(bytes(32)):
        raise BadInputError("public", say("This is not a key."))
    row = queries.keeper(act.session, name) or ShareKeeper(name=name, since=act.now)
    if row.public != public:
        row.public, row.since = public, act.now
    act.session.add(row)
    act.session.flush()
    return row
