from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.money import MixedCurrencyError, Money
from marketplace.core.texts import name_of
from marketplace.selection.rules.lowest import Bid, Loss, Verdict, rank

NINE = datetime(2030, 1, 10, 9, tzinfo=UTC)
CEILING = Money(10_000, "CNY")


def bid(id, minor, minute=0, *, valid=True, currency="CNY"):
    received = NINE + timedelta(minutes=minute)
    return Bid(id, firm_id=id, price=Money(minor, currency), received_at=received, valid=valid)


BIDS = st.lists(
    st.builds(bid, st.integers(1, 50), st.integers(1, 12_000), st.integers(0, 3)),
    unique_by=lambda bid: bid.id,
)


def test_the_lowest_price_wins_and_each_loser_is_told_why():
    bids = [bid(1, 9_000, 2), bid(2, 10_001), bid(3, 10), bid(4, 8_000, 3), bid(5, 8_000, 1)]
    bids[2] = bid(3, 10, valid=False)
    ranking = rank(bids, CEILING)
    assert ranking.first.id == 5
    assert ranking.losses == {
        1: Loss.DEARER,
        2: Loss.ABOVE_CEILING,
        3: Loss.NOT_QUALIFIED,
        4: Loss.LATER_AT_SAME_PRICE,
    }


def test_in_the_same_instant_the_lower_id_wins():
    assert rank([bid(2, 5), bid(1, 5)], CEILING).first.id == 1


def test_a_bid_at_the_ceiling_is_valid():
    assert rank([bid(1, 10_000)], CEILING).first.id == 1


def test_without_a_ceiling_no_price_is_too_high():
    assert rank([bid(1, 10**12)], None).losses == {}


def test_another_currency_is_not_compared():
    with pytest.raises(MixedCurrencyError):
        rank([bid(1, 5, currency="USD")], CEILING)


@given(BIDS, st.randoms())
def test_the_order_of_reading_does_not_matter(bids, random):
    shuffled = random.sample(bids, len(bids))
    assert rank(shuffled, CEILING) == rank(bids, CEILING)


@given(BIDS)
def test_every_bid_wins_or_is_told_why(bids):
    ranking = rank(bids, CEILING)
    told = set(ranking.losses) | ({ranking.first.id} if ranking.first else set())
    assert told == {bid.id for bid in bids}
    assert all(ranking.first.price <= other.price for other in ranking.order)


@pytest.mark.parametrize("member", [*Loss, *Verdict])
def test_each_has_a_name(member):
    assert name_of(member)
