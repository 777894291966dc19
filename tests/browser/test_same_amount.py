"""Scenario 5: one amount typed in three ways; the last second counts, the earlier offer wins."""

import pytest

from tests.browser.hall import opened
from tests.browser.story.market import everybody, market_in, somebody
from tests.browser.story.offering import ALL_FEES, seals

TYPED = ("98,000", "9.8万", "９８０００")
TIMES = ("2026-03-03T10:00+08:00", "2026-03-05T09:00+08:00", "2026-03-05T16:59:59+08:00")
CLOSING = "2026-03-05T17:00+08:00"
WAYS = ("98,000", "98000", "9.8万", "９８")


@pytest.fixture
def hall(tmp_path):
    """An open request of a market with four firms."""
    with opened(tmp_path) as hall:
        with market_in(hall) as market:
            hall.request = f"/requests/{market.open().id}"
            hall.firms = everybody(market, [market.firm() for _ in range(4)])
            hall.helper = somebody(market, market.operator)
        yield hall


def test_the_same_amount_the_last_second_and_a_tie(hall, visit, locale):
    for no in range(3):
        offers(hall, visit(locale), no)
    one_is_a_second_late(hall, visit(locale))
    nobody_reads_a_price(hall, visit(locale))
    hall.turn()
    the_earliest_has_won(hall, visit(locale))
    assert hall.faults == []


def begins(hall, firm, no):
    firm.signs_in(hall.firms[no].email)
    firm.opens(hall.request)
    firm.presses("Make an offer")


def offers(hall, firm, no):
    """The third is received in the last second."""
    hall.strikes(TIMES[no])
    begins(hall, firm, no)
    seals(firm, TYPED[no], no)
    firm.sees("Your offer is sealed.")


def one_is_a_second_late(hall, firm):
    """The form was open in time; what counts is when the hall received it."""
    begins(hall, firm, 3)
    firm.fills("Price", "9万")
    firm.fills("Working days you need", "10")
    firm.ticks(ALL_FEES)
    hall.strikes(CLOSING)
    firm.presses("Seal the offer")
    firm.sees("Offers have closed.")


def nobody_reads_a_price(hall, operator):
    operator.signs_in(hall.helper.email)
    operator.opens(hall.request)
    operator.sees("Open the offers now")
    operator.does_not_see(*WAYS)


def the_earliest_has_won(hall, anybody):
    anybody.opens(hall.request)
    anybody.follows("See the result: every offer, the rule, and how to object")
    anybody.sees("Same price, received later")
    shown = anybody.text()
    assert shown.count("98,000.00") >= 3
    assert anybody.word("Selected: %(firm)s", firm=anybody.own(*hall.firms[0].names)) in shown
    anybody.does_not_see(anybody.own(*hall.firms[3].names))
