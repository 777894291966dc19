"""Beside a firm that was named directly: who else could, and what such work costs."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from marketplace.core.money import Money
from marketplace.core.rulesets import Rules
from marketplace.directory.models import Firm
from marketplace.directory.queries import best_in
from marketplace.requests.models import Request

SHOWN = 10
PriceBand = tuple[Money, Money, Money]


def alternatives(session: Session, request: Request) -> Sequence[Firm]:
    """The best rated others that may do the service in the district today."""
    if request.direct_firm_id is None or request.item_id is None:
        return []
    found = best_in(session, request.item_id, request.area_id, SHOWN + 1)
    return [firm for firm in found if firm.organisation_id != request.direct_firm_id][:SHOWN]


def price_band(request: Request) -> PriceBand | None:
    """Quarter, middle and three quarters of its finished contracts, when they are enough."""
    item, price = request.item, request.agreed_price
    least = (request.rule_set.rules if request.rule_set else Rules()).band_minimum
    if item is None or price is None or item.band_n < least:
        return None
    low, middle, high = item.band_price_p25, item.band_price_median, item.band_price_p75
    if low is None or middle is None or high is None:
        return None
    return Money(low, price.currency), Money(middle, price.currency), Money(high, price.currency)
