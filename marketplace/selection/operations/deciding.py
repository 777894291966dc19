"""Who wins among opened offers, or that nobody does."""

from collections.abc import Sequence

from marketplace.core.act import Act
from marketplace.requests import operations as requests
from marketplace.requests.models import Request
from marketplace.requests.states import Ending
from marketplace.selection.models import Award, Offer
from marketplace.selection.operations.ranking import bid_of, put_in_order
from marketplace.selection.rules.methods import rule_of
from marketplace.selection.states import OFFER


def decide_by_price(act: Act, request: Request, offers: Sequence[Offer]) -> None:
    """The method's rule ranks the prices; its first wins."""
    rank = rule_of(request.method).rank
    assert rank is not None  # noqa: S101 (prices decide in this method)
    ranking = rank([bid_of(offer) for offer in offers], request.ceiling)
    put_in_order(offers, ranking)
    if ranking.first is None or len(ranking.order) < fewest(request):
        fail_for_too_few(act, request)
        return
    crown(act, request, next(offer for offer in offers if offer.id == ranking.first.id))


def crown(act: Act, request: Request, offer: Offer, won: str = "") -> None:
    """The winner stands, at his own price or at the fixed one."""
    requests.select(act, request)
    OFFER.move(offer, "win")
    award = Award(request_id=request.id, firm_id=offer.firm_id, offer_id=offer.id)
    award.price = offer.price or request.agreed_price
    award.days = offer.days or request.days_wanted
    award.reason, award.decided_at = won or rule_of(request.method).won, act.now
    act.session.add(award)


def fewest(request: Request) -> int:
    return rule_of(request.method).fewest(requests.rules_of(request))


def fail_for_too_few(act: Act, request: Request) -> None:
    """After the first time the request is noticed again at once."""
    last = request.round >= requests.rules_of(request).renotices
    requests.fail(act, request, ending=Ending.TOO_FEW_AGAIN if last else Ending.TOO_FEW)
    if not last:
        requests.renotice(act, request)
