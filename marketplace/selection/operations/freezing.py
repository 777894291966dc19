"""Between sign-up and draw: the list is frozen, then the secrets are revealed."""

from collections.abc import Sequence

from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say
from marketplace.core.transparency.names import Party
from marketplace.requests import operations as requests
from marketplace.requests.models import Request
from marketplace.selection.models import Draw, DrawEntry, Offer
from marketplace.selection.policy import DRAW_OWNER
from marketplace.selection.rules import beacon, drawing
from marketplace.selection.rules.credit import MARK, entries_for
from marketplace.selection.rules.methods import Step, rule_of
from marketplace.selection.states import DRAW, DrawState

INNER_ONLY = CLOCKWORK_ONLY


@operation("selection.freeze", may=INNER_ONLY, within=("selection.open", "selection.redraw"))
def freeze(act: Act, draw: Draw, *, offers: Sequence[Offer]) -> None:
    """Number the entrants and publish the root of the list: nobody enters or leaves any more."""
    DRAW.move(draw, "freeze")
    assert draw.request is not None  # noqa: S101 (it was tied to one)
    rules = requests.rules_of(draw.request)
    draw.closes_at = draw.request.closes_at
    announced = drawing.draws_at(draw.closes_at or act.now, rules.draw_minutes)
    late = drawing.draws_at(act.now, rules.draw_minutes)
    draw.draws_at = announced if announced > act.now else late
    calendar = calendars.current(act.session)
    draw.reveal_by = calendar.deadline(draw.draws_at, rules.reveal_days, calendars.zone())
    if draw.beacon and beacon.is_known(draw.beacon, act.now):
        draw.beacon = beacon.announced(act.now)
    _write_list(draw, _entries(draw.request, offers))
    act.session.flush()


def _entries(request: Request, offers: Sequence[Offer]) -> dict[str, Offer]:
    """One line for each firm; where credit weighs, one for each of its numbers."""
    if rule_of(request.method).step is not Step.LIST:
        return {_code(offer): offer for offer in offers}
    points = requests.rules_of(request).credit_number_points
    return {
        code: offer
        for offer in offers
        for code in entries_for(_code(offer), offer.credit or 0, points)
    }


def _write_list(draw: Draw, entrants: dict[str, Offer]) -> None:
    contributions = {code: offer.contribution for code, offer in entrants.items()}
    pool = drawing.pool_of(draw.number, contributions)
    draw.pool_root = drawing.root_of_pool(pool)
    for entry in pool:
        offer = entrants[entry["id"]]
        offer.ticket = None if MARK in entry["id"] else entry["no"]
        line = DrawEntry(no=entry["no"], firm_id=offer.firm_id, code=entry["id"])
        line.firm, line.contribution = offer.firm, offer.contribution
        draw.entries.append(line)


def _code(offer: Offer) -> str:
    """Its unified social credit code: anybody may look it up."""
    return offer.firm.code or f"firm-{offer.firm_id}"


@operation("selection.reveal", may=DRAW_OWNER | CLOCKWORK_ONLY, log=("party",))
def reveal(act: Act, draw: Draw, *, party: Party, secret: str) -> None:
    """A party tells the secret it committed to; the owner tells only his own."""
    hold(act.session, draw)
    if draw.state is not DrawState.FROZEN:
        raise WrongStateError(say("Secrets are revealed between the freezing and the draw."))
    own = next((one for one in draw.parties if one.party is party), None)
    owner_speaks = act.actor.organisation_id != 0
    if own is None or owner_speaks is not (party is Party.OWNER):
        raise WrongStateError(say("This party committed to no secret for this draw."))
    if drawing.commitment(draw.number, party, secret) != own.commitment:
        raise BadInputError("secret", say("This is not the secret that was committed to."))
    if own.secret is None:
        own.secret, own.revealed_at = secret, act.now
