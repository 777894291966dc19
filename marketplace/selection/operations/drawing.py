"""The draw itself, at the announced minute; and what happens when a secret stays untold."""

from hashlib import sha256

from marketplace.core.act import Act
from marketplace.core.errors import WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say
from marketplace.core.timekeeping import demand_clock
from marketplace.core.transparency.names import Party
from marketplace.requests import operations as requests
from marketplace.requests.models import Request
from marketplace.requests.operations.terms import told
from marketplace.requests.states import Ending, State
from marketplace.selection import queries
from marketplace.selection.models import Draw, Offer
from marketplace.selection.operations.deciding import crown
from marketplace.selection.operations.freezing import freeze
from marketplace.selection.operations.listing import shorten
from marketplace.selection.operations.noticing import begin
from marketplace.selection.operations.preparing import demand_draw, server_secret
from marketplace.selection.policy import DRAW_JUDGE
from marketplace.selection.rules import drawing
from marketplace.selection.rules.credit import in_order
from marketplace.selection.rules.lots import Lot
from marketplace.selection.rules.methods import Step, rule_of
from marketplace.selection.states import DRAW, DrawState, OfferState

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
    _follow(act, request, in_order(everybody, [line.firm_id for line in row.entries]))


def _follow(act: Act, request: Request, firms: list[int]) -> None:
    """The first drawn wins; or the first of them make the short list."""
    places = {firm: place for place, firm in enumerate(firms, 1)}
    drawn = [one for one in queries.of_request(act.session, request) if one.firm_id in places]
    valid = [one for one in drawn if one.state is OfferState.VALID]
    listed = rule_of(request.method).step is Step.LIST
    for offer in valid:
        offer.rank = places[offer.firm_id]
        first = offer.rank <= (request.short_list or 1 if listed else 1)
        offer.reason = "" if first else _why_not(listed)
    act.session.flush()
    if listed:
        shorten(act, request)
    else:
        crown(act, request, next(offer for offer in valid if offer.rank == 1))


def _why_not(listed: bool) -> Lot:
    return Lot.OFF_THE_SHORT_LIST if listed else Lot.NOT_DRAWN


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
    again.beacon = draw.beacon  # its round is known by now: the freezing names a later one
    offers = queries.of_request(act.session, request)
    freeze(act, again, offers=[one for one in offers if _takes_part(one)])
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


def _takes_part(offer: Offer) -> bool:
    return offer.state is OfferState.VALID and offer.reason != Lot.OFF_THE_LONG_LIST


def _held(act: Act, draw: Draw) -> Request:
    demand_clock(act.session)
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
