"""The selected firm's price is looked at beside the others, whichever method ranked them."""

from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.requests.models import Request
from marketplace.requests.operations import rules_of
from marketplace.requests.states import State
from marketplace.selection import queries
from marketplace.selection.models import Award, Clarification
from marketplace.selection.rules.low_price import Comparison, compare, is_low
from marketplace.selection.states import CLARIFICATION, ClarificationKind


@operation("selection.examine", may=CLOCKWORK_ONLY, within=("selection.award",))
def examine(act: Act, award: Award, *, found: Comparison) -> Clarification:
    """Ask the firm to justify its price; nothing is awarded before that is decided."""
    days = rules_of(award.request).low_price_days
    due = calendars.current(act.session).deadline(act.now, days, calendars.zone())
    asked = Clarification(
        request_id=award.request_id,
        offer_id=award.offer_id,
        firm_id=award.firm_id,
        kind=ClarificationKind.LOW_PRICE,
        others_n=found.others_n,
        others_total=found.others_total,
        others_lowest=found.others_lowest,
        asked_at=act.now,
        answer_due_at=due,
    )
    act.session.add(asked)
    return asked


def examine_if_low(act: Act, award: Award) -> bool:
    """Was the price unusually low and not yet asked about? Then it is now."""
    found = _comparison(act, award)
    rules = rules_of(award.request)
    limits = rules.low_price_mean_percent, rules.low_price_next_percent
    if found is None or not is_low(found, *limits):
        return False
    examine(act, award, found=found)
    return True


def _comparison(act: Act, award: Award) -> Comparison | None:
    offer = award.offer
    waits = award.request.state is State.SELECTED and offer is not None
    if not waits or offer is None or offer.price is None:
        return None
    if queries.clarification_of(act.session, offer.id, ClarificationKind.LOW_PRICE):
        return None
    others = queries.other_prices(act.session, award.request, offer)
    return compare(offer.price, others)


def drop_clarifications(act: Act, request: Request) -> None:
    """Whom they were asked of is not selected any more."""
    for one in queries.clarifications(act.session, request):
        if CLARIFICATION.allows("drop", one.state):
            CLARIFICATION.move(one, "drop")
            one.decided_at = act.now
