"""Credit merit: from the sign-ups to the long list, from the draw to the owner's choice."""

from collections.abc import Sequence

from sqlalchemy import select

from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY, permit
from marketplace.core.texts import say
from marketplace.directory.models import Firm
from marketplace.requests import operations as requests
from marketplace.requests.models import Request
from marketplace.requests.operations.terms import told
from marketplace.requests.queries import why_not_take
from marketplace.requests.rules.times import takes_offers
from marketplace.requests.states import Ending
from marketplace.selection import queries
from marketplace.selection.models import Choice, Offer
from marketplace.selection.operations.deciding import crown
from marketplace.selection.policy import CHOOSER
from marketplace.selection.rules.credit import Entrant, credited, long_list
from marketplace.selection.rules.lots import Lot
from marketplace.selection.rules.times import pick_window
from marketplace.selection.states import CHOICE, ChoiceState

INNER_ONLY = permit()


def shortened(act: Act, request: Request, offers: Sequence[Offer]) -> list[Offer]:
    """Score all by credit as it stands now, and keep the best: the long list."""
    _score(act, request, offers)
    entrants = [Entrant(one.id, one.credit or 0, one.received_at) for one in offers]
    kept = {one.id for one in long_list(entrants, request.long_list or len(offers))}
    for offer in offers:
        offer.reason = "" if offer.id in kept else Lot.OFF_THE_LONG_LIST
    return [offer for offer in offers if offer.id in kept]


def _score(act: Act, request: Request, offers: Sequence[Offer]) -> None:
    ids = [offer.firm_id for offer in offers]
    known = select(Firm.organisation_id, Firm.credit_score).where(Firm.organisation_id.in_(ids))
    scores = {row.organisation_id: row.credit_score for row in act.session.execute(known)}
    base = requests.rules_of(request).credit_base
    for offer in offers:
        offer.credit = credited(scores.get(offer.firm_id), base)


@operation("selection.shorten", may=INNER_ONLY, within=("selection.draw",))
def shorten(act: Act, request: Request) -> Choice:
    """The short list stands; the owner picks from it at the time that was announced."""
    rules = requests.rules_of(request)
    calendar, zone = calendars.current(act.session), calendars.zone()
    opens_at, ends_at = pick_window(calendar, act.now, rules, zone)
    choice = Choice(request_id=request.id, request=request, opens_at=opens_at, ends_at=ends_at)
    act.session.add(choice)
    act.session.flush()
    return choice


@operation("selection.pick", may=CHOOSER, log=("firm", "reason"))
def pick(act: Act, choice: Choice, *, firm: int, reason: str) -> None:
    """Pick one of the short list, for a reason that is published."""
    _still_awaited(act, choice)
    if act.now < choice.opens_at or not takes_offers(choice.ends_at, act.now):
        raise WrongStateError(say("You pick at the announced time, not before and not after."))
    told("reason", reason)
    picked = next((one for one in _short_list(act, choice) if one.firm_id == firm), None)
    if picked is None:
        raise BadInputError("firm", say("Pick one of the short list."))
    if refusal := why_not_take(act.session, choice.request, firm, act.now):
        raise BadInputError("firm", refusal)
    CHOICE.move(choice, "pick")
    choice.reason = reason.strip()
    _end(act, choice, picked)


@operation("selection.default", may=CLOCKWORK_ONLY)
def default(act: Act, choice: Choice) -> None:
    """The owner let the time go by: the first of the draw's order wins by rule."""
    _still_awaited(act, choice)
    if takes_offers(choice.ends_at, act.now):
        raise WrongStateError(say("The owner may still pick."))
    CHOICE.move(choice, "default")
    listed = _short_list(act, choice)
    if listed:
        _end(act, choice, listed[0])
        return
    choice.ended_at = act.now
    requests.fail(act, choice.request, ending=Ending.NOBODY_LEFT)


def _end(act: Act, choice: Choice, picked: Offer) -> None:
    choice.ended_at = act.now
    for offer in _short_list(act, choice):
        offer.reason = "" if offer is picked else Lot.NOT_PICKED
    won = Lot.PICKED if choice.state is ChoiceState.PICKED else Lot.FIRST_BY_RULE
    crown(act, choice.request, picked, won)


def _short_list(act: Act, choice: Choice) -> list[Offer]:
    return queries.short_list(act.session, choice.request)


def _still_awaited(act: Act, choice: Choice) -> None:
    hold(act.session, choice)
    hold(act.session, choice.request)
    if choice.state is not ChoiceState.AWAITED:
        raise WrongStateError(say("The choice is made already."))
