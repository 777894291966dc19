"""The draw itself, at the announced minute; and what happens when a secret stays untold."""

from hashlib import sha256

from marketplace.core.act import Act
from marketplace.core.errors import WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say
from marketplace.core.transparency.names import Party
from marketplace.requests import operations as requests
from marketplace.requests.models import Request
from marketplace.requests.operations.terms import told
from marketplace.requests.states import Ending, State
from marketplace.selection import queries
from marketplace.selection.models import Award, Draw, Offer
from marketplace.selection.operations.freezing import freeze
from marketplace.selection.operations.noticing import begin
from marketplace.selection.operations.preparing import demand_draw, server_secret
from marketplace.selection.policy import DRAW_JUDGE
from marketplace.selection.rules import drawing
from marketplace.selection.rules.lots import Lot
from marketplace.selection.states import DRAW, OFFER, DrawState, OfferState

LAST_TURN = 2


@operation("selection.draw", may=CLOCKWORK_ONLY)
def draw(act: Act, row: Draw) -> None:
    """Secrets and list choose; all others stand in the order of the same sequence."""
    request = _held(act, row)
    if row.draws_at is None or act.now < row.draws_at:
        raise WrongStateError(say("The announced minute has not come."))
    _tell_server_secret(act, row)
    missing = [one for one in row.parties if one.secret is None]
    if missing or (row.beacon and row.beacon_value is None):
        raise WrongStateError(say("Not everybody has revealed his secret."))
    reveals = {one.party.value: str(one.secret) for one in row.parties}
    seed = drawing.seed_of(row.number, str(row.pool_root), reveals, row.beacon_value)
    everybody = drawing.result_of(seed, len(row.entries), len(row.entries))
    DRAW.move(row, "draw")
    row.result, row.drawn_at = everybody[: row.n_select], act.now
    row.digest = sha256(drawing.as_file(queries.document(row))).hexdigest()
    requests.select(act, request)
    _crown(act, request, everybody)


def _crown(act: Act, request: Request, everybody: list[int]) -> None:
    places = {number: place for place, number in enumerate(everybody, 1)}
    for offer in queries.of_request(act.session, request):
        if offer.state is OfferState.VALID and offer.ticket is not None:
            offer.rank = places[offer.ticket]
            offer.reason = "" if offer.rank == 1 else Lot.NOT_DRAWN
            if offer.rank == 1:
                _award(act, request, offer)


def _award(act: Act, request: Request, offer: Offer) -> None:
    OFFER.move(offer, "win")
    award = Award(request_id=request.id, firm_id=offer.firm_id, offer_id=offer.id)
    award.price, award.days = request.agreed_price, request.days_wanted
    award.reason, award.decided_at = Lot.DRAWN, act.now
    act.session.add(award)


@operation("selection.spoil", may=CLOCKWORK_ONLY)
def spoil(act: Act, draw: Draw) -> None:
    """Somebody let the time to reveal go by: the draw is void, and it is told who."""
    _held(act, draw)
    if draw.reveal_by is None or act.now < draw.reveal_by:
        raise WrongStateError(say("The time to reveal is not over."))
    DRAW.move(draw, "spoil")
    _tell_server_secret(act, draw)


@operation("selection.redraw", may=DRAW_JUDGE, log=("reason",))
def redraw(act: Act, draw: Draw, *, reason: str) -> Draw:
    """Once, with the same entrants and new secrets; the regulator's reason is published."""
    request = _held(act, draw)
    told("reason", reason)
    newest = queries.living_draw(act.session, request) is draw
    if draw.state is not DrawState.SPOILT or draw.turn >= LAST_TURN or not newest:
        raise WrongStateError(say("A void draw is held anew once, and no other draw ever."))
    again = demand_draw(act, request, draw.turn + 1)
    again.reason = reason.strip()
    begin(act, again)
    offers = queries.of_request(act.session, request)
    freeze(act, again, offers=[one for one in offers if one.state is OfferState.VALID])
    return again


@operation("selection.give_up", may=DRAW_JUDGE, log=("reason",))
def give_up(act: Act, draw: Draw, *, reason: str) -> None:
    """End the request of a void draw; its owner may notice it again."""
    request = _held(act, draw)
    told("reason", reason)
    if draw.state is not DrawState.SPOILT or queries.living_draw(act.session, request) is not draw:
        raise WrongStateError(say("Only the request of a void draw is ended like this."))
    draw.reason = reason.strip()
    requests.void(act, request, ending=Ending.DRAW_SPOILT)


def _held(act: Act, draw: Draw) -> Request:
    hold(act.session, draw)
    request = draw.request
    if request is None or request.state is not State.OPENED:
        raise WrongStateError(say("This request does not wait for a draw any more."))
    hold(act.session, request)
    return request


def _tell_server_secret(act: Act, draw: Draw) -> None:
    for one in draw.parties:
        if one.party is Party.SERVER and one.secret is None:
            one.secret, one.revealed_at = server_secret(draw), act.now
