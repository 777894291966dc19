"""The average price method."""

from hypothesis import given

from marketplace.core.act import CLOCKWORK
from marketplace.core.money import Money
from marketplace.requests.states import Method
from marketplace.selection import operations as selection
from marketplace.selection import queries
from marketplace.selection.rules.average import mean, nearest
from marketplace.selection.rules.lowest import Loss, Verdict
from tests.market import CLOSING, yuan
from tests.selection.test_lowest import BIDS, CEILING, bid


def test_the_price_nearest_to_the_mean_wins():
    ranking = nearest([bid(1, 6_000), bid(2, 9_000), bid(3, 7_400)], CEILING)  # mean 7,466.67
    assert [one.id for one in ranking.order] == [3, 1, 2]
    assert set(ranking.losses.values()) == {Loss.FARTHER_FROM_MEAN}


def test_as_near_the_cheaper_wins_and_of_the_same_the_earlier():
    ranking = nearest([bid(1, 8_000), bid(2, 6_000, 2), bid(3, 6_000, 1), bid(4, 8_000)], CEILING)
    assert [one.id for one in ranking.order][:2] == [3, 2]
    assert ranking.losses[2] is Loss.LATER_AT_SAME_PRICE
    assert ranking.losses[1] is Loss.DEARER_AT_SAME_DISTANCE


def test_what_is_not_valid_does_not_move_the_mean():
    bids = [bid(1, 5_000), bid(2, 6_000), bid(3, 7_000), bid(4, 99_000), bid(5, 1, valid=False)]
    assert nearest(bids, CEILING).first.id == 2
    assert mean([]) is None


@given(BIDS)
def test_every_bid_wins_or_is_told_why(bids):
    ranking = nearest(bids, CEILING)
    told = set(ranking.losses) | ({ranking.first.id} if ranking.first else set())
    assert told == {bid.id for bid in bids}


@given(BIDS)
def test_the_winner_lies_between_the_cheapest_and_the_dearest(bids):
    ranking = nearest(bids, CEILING)
    prices = [one.price for one in ranking.order]
    assert not prices or min(prices) <= ranking.first.price <= max(prices)
    assert mean([Money(1, "CNY"), Money(2, "CNY")]) == mean([Money(2, "CNY"), Money(1, "CNY")])


def test_from_offers_to_a_winner_who_was_neither_cheapest_nor_dearest(market, look):
    request, firms = market.offered(
        90_000, 60_000, 74_000, request=market.open(method=Method.AVERAGE_PRICE)
    )
    assert "costs the public more" in look(f"/requests/{request.id}")
    selection.open(market.act(CLOCKWORK, CLOSING), request)
    award = queries.award_of(market.session, request)
    assert (award.firm_id, award.reason) == (firms[2].organisation_id, Verdict.NEAREST)
    market.session.commit()
    page = look(f"/requests/{request.id}/result")
    assert "Farther from the mean" in page
    assert "74,666.67" in page
    assert "costs the public more" in page
    assert award.price == yuan(74_000)


def test_everybody_reads_how_each_method_chooses(look):
    for locale, words in (("en", "any amount"), ("zh", "不限金额")):
        assert words in look("/methods", locale=locale)
