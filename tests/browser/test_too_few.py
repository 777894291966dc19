"""Scenario 4: one of three, or none at all; noticed again; then direct, with a published reason."""

import pytest

from tests.browser.hall import opened
from tests.browser.story.market import market_in, somebody
from tests.browser.story.offering import seals
from tests.drawn import Lots, witnessed

CLOSING, CLOSING_AGAIN = "2026-03-05T17:00+08:00", "2026-03-09T17:00+08:00"
WHY = "两次公告均不足三家，该机构两次都报了价，资质和人员符合要求。"
PRICE = "95,000"
AGAIN = "Noticed again, offers until %(closes)s: “%(title)s” (%(owner)s)"
OVER = (
    "Too few valid offers for the second time; the owner may now choose a firm directly and "
    "publish why."
)


@pytest.fixture
def hall(tmp_path):
    """One of three firms has offered for a price; nobody has signed up for a draw."""
    with opened(tmp_path) as hall, witnessed(tmp_path / "witness"):
        with market_in(hall) as market:
            request, (firm,) = market.offered(95_000)
            drawn = Lots(market).open()
            hall.asked = [f"/requests/{one.id}" for one in (drawn, request)]
            hall.owner, hall.firm = somebody(market, market.owner), somebody(market, firm)
            market.firm()
        hall.turn()
        yield hall


def test_too_few_twice_and_then_directly(hall, visit, locale):
    owner, firm, anybody = visit(locale), visit(locale), visit(locale)
    both_are_noticed_again(hall, anybody)
    one_offers_again(hall, firm)
    both_have_failed_twice(hall, anybody)
    owner_names_the_firm(hall, owner)
    operator_publishes(visit(locale))
    the_reason_is_public(hall, anybody)
    it_becomes_a_contract(hall, firm)
    assert hall.faults == []


def both_are_noticed_again(hall, anybody):
    """The one envelope stays shut: its price is worth something the second time."""
    hall.at(CLOSING)
    hall.asked = [noticed_again(anybody, path) for path in hall.asked]
    anybody.does_not_see(PRICE)


def noticed_again(anybody, path):
    anybody.opens(path)
    anybody.sees("Failed", "Too few valid offers; the request is noticed once more.")
    anybody.follows_name(anybody.part("It was followed by request %(number)s.", number="|"))
    anybody.sees("This request follows on an earlier one that ended without an award.")
    return anybody.page.url


def one_offers_again(hall, firm):
    hall.at("2026-03-06T09:00+08:00")
    firm.signs_in(hall.firm.email)
    firm.opens("/notices")
    assert firm.part(AGAIN, closes="|", title="|", owner="|") in firm.text()
    firm.opens(hall.asked[-1])
    firm.presses("Make an offer")
    seals(firm, "9.5万", 0)


def both_have_failed_twice(hall, anybody):
    hall.at(CLOSING_AGAIN)
    for path in hall.asked:
        anybody.opens(path)
        anybody.sees(OVER)
    anybody.does_not_see(PRICE)


def owner_names_the_firm(hall, owner):
    """He may do so for the draw that nobody came to as well."""
    owner.signs_in(hall.owner.email)
    owner.opens(hall.asked[0])
    assert owner.button("Choose a firm directly").count()
    owner.opens(hall.asked[-1])
    owner.presses("Choose a firm directly")
    owner.fills("Firm", hall.firm.code)
    owner.marks("Reason for naming it", "Too few firms offered twice")
    owner.fills("Why this firm", WHY)
    owner.fills("Agreed or fixed price", "9.5万")
    owner.presses("Keep the draft")
    owner.presses("Hand in for check")
    owner.presses("Hand in")
    hall.direct = owner.page.url
    hall.turn()


def operator_publishes(operator):
    operator.at_desk("operator@example.org", "Check a request")
    operator.sees("Other firms that could do it")
    operator.presses("Publish the direct selection")
    operator.presses("Publish")


def the_reason_is_public(hall, anybody):
    hall.turn()
    anybody.opens(hall.direct)
    anybody.sees("Too few firms offered twice", "Other firms that could do it")
    anybody.follows("See the result: every offer, the rule, and how to object")
    shown = anybody.text()
    assert WHY in shown
    assert f"{PRICE}.00" in shown
    assert anybody.own(*hall.firm.names) in shown


def it_becomes_a_contract(hall, firm):
    hall.at("2026-03-16T09:00+08:00")
    firm.at_desk(hall.firm.email, "Sign the contract")
