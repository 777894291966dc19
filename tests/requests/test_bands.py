"""Kinds of money and amounts narrow the choice of methods."""

import pytest

from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.money import Money
from marketplace.core.rulesets import Rules
from marketplace.requests import operations as requests
from marketplace.requests.rules.bands import allowed, needs_a_tender, why_not_method, worth
from marketplace.requests.states import PUBLIC_MONEY, USABLE, Fund, Method
from tests.market import REASON, yuan

RULES = Rules()
ABOVE = yuan(1_000_001)


@pytest.mark.parametrize("fund", Fund)
@pytest.mark.parametrize("method", USABLE)
def test_above_the_tender_limit_public_money_goes_elsewhere(fund, method):
    refusal = why_not_method(method, fund, ABOVE, RULES)
    assert (refusal is not None) is (fund in PUBLIC_MONEY)
    assert needs_a_tender(fund, ABOVE, RULES) is (fund in PUBLIC_MONEY)
    if refusal and method in (Method.SEALED_PRICE, Method.RANDOM):
        assert "public resource trading platform" in refusal


def test_at_the_limit_a_method_may_be_used():
    assert Method.SEALED_PRICE in allowed(Fund.FISCAL, yuan(1_000_000), RULES)
    assert Method.DIRECT in allowed(Fund.FISCAL, yuan(50_000), RULES)
    assert Method.DIRECT not in allowed(Fund.MIXED, yuan(50_001), RULES)
    assert allowed(Fund.PRIVATE, yuan(9_000_000), RULES) == list(USABLE)


def test_the_largest_amount_that_was_said_counts():
    assert worth(None, yuan(2), yuan(1)) == yuan(2)
    assert worth(None, None) is None


def test_the_draft_is_refused_with_where_to_go(market):
    with pytest.raises(BadInputError, match="public tender"):
        market.draft(fund=Fund.FISCAL, ceiling=ABOVE)
    market.draft(fund=Fund.PRIVATE, ceiling=ABOVE)


def test_with_public_money_an_amount_is_said_before_it_is_handed_in(market):
    request = market.draft(fund=Fund.MIXED, ceiling=None)
    with pytest.raises(WrongStateError, match="budget or a ceiling"):
        requests.submit(market.act(market.owner), request)


def test_a_firm_is_named_directly_only_for_small_sums_of_public_money(market):
    firm = market.name(market.firm())
    named = {"method": Method.DIRECT, "direct_firm": firm, "direct_reason": REASON}
    with pytest.raises(BadInputError, match="at most 5"):
        market.draft(fund=Fund.FISCAL, agreed_price=yuan(60_000), **named)
    small = {"ceiling": None, "agreed_price": Money(5_000_000, "CNY")}
    assert market.draft(fund=Fund.FISCAL, **named | small).fund is Fund.FISCAL


def test_a_revision_cannot_carry_a_request_over_the_limit(market):
    request = market.open(fund=Fund.FISCAL)
    kept = {name: getattr(request, name) for name in requests.Published.__dataclass_fields__}
    terms = requests.Revision(**kept | {"ceiling": ABOVE}, reason=REASON)
    with pytest.raises(BadInputError, match="public tender"):
        requests.revise(market.act(market.owner), request, terms=terms)
