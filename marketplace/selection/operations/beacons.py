"""The public beacon of a draw: announced with the notice, entered once its moment has come."""

from marketplace.core.act import Act, Role
from marketplace.core.errors import WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY, permit
from marketplace.core.texts import say
from marketplace.selection.models import Draw
from marketplace.selection.rules import beacon
from marketplace.selection.states import DrawState


@operation("selection.retime", may=CLOCKWORK_ONLY)
def retime(act: Act, draw: Draw) -> None:
    """The closing moved later: another round, for the announced one would be known too early."""
    if draw.state is DrawState.NOTICED and draw.beacon and draw.request and draw.request.closes_at:
        draw.beacon = beacon.announced(draw.request.closes_at)


@operation("selection.enter_beacon", may=permit(Role.OPERATOR), log=("signature",))
def enter_beacon(act: Act, draw: Draw, *, signature: str, randomness: str) -> None:
    """Once; a false value convicts whoever entered it, since all the world knows the round's."""
    hold(act.session, draw)
    if draw.state is not DrawState.FROZEN or draw.beacon is None or draw.beacon_value:
        raise WrongStateError(say("This draw does not wait for the value of a public beacon."))
    if not beacon.is_known(draw.beacon, act.now):
        raise WrongStateError(say("The round of the beacon has not come."))
    signature = signature.strip().lower()
    draw.beacon_value = beacon.value_of(signature, randomness.strip().lower())
    draw.beacon_signature = signature
