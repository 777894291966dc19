"""A request whose firm is drawn is published together with the commitments of its draw."""

from marketplace.core.act import Act, Role
from marketplace.core.errors import WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import permit
from marketplace.core.texts import say
from marketplace.requests import operations as requests
from marketplace.requests.models import Request
from marketplace.selection import queries
from marketplace.selection.models import Draw
from marketplace.selection.operations.preparing import demand_draw
from marketplace.selection.rules import beacon
from marketplace.selection.rules.credit import enough_picks
from marketplace.selection.rules.methods import Step, rule_of
from marketplace.selection.states import DRAW


@operation("selection.notice", may=permit(Role.OPERATOR, Role.CLOCKWORK))
def notice(act: Act, request: Request, *, with_beacon: bool = False) -> Draw:
    """Open the sign-up; the clock does so for a request that was checked and noticed before."""
    hold(act.session, request)
    if not request.by_draw:
        raise WrongStateError(say("This request is not decided by a draw."))
    if act.actor.role is Role.CLOCKWORK and request.previous_id is None:
        raise WrongStateError(say("The operator has not checked this request."))
    draw = queries.living_draw(act.session, request) or demand_draw(act, request)
    begin(act, draw)
    requests.publish(act, request)
    if with_beacon and request.closes_at is not None:
        draw.beacon = beacon.announced(request.closes_at)
    return draw


def begin(act: Act, draw: Draw) -> None:
    """From now on the commitments bind."""
    assert draw.request is not None  # noqa: S101 (it was tied to one)
    DRAW.move(draw, "notice")
    draw.noticed_at = act.now
    draw.n_select = _picks(draw.request)


def _picks(request: Request) -> int:
    """Published with the notice: the winner and alternates, or enough to fill a short list."""
    rules = requests.rules_of(request)
    if rule_of(request.method).step is Step.LIST:
        return enough_picks(request.short_list or 1, rules.credit_number_points)
    return rules.draw_picks
