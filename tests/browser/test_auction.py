"""Scenario 5, the bidding: three rounds under 100,000; both languages, with scripts and without."""

from functools import partial

import pytest

from marketplace.accounts.states import Kind
from marketplace.core.act import Role
from tests.browser.hall import opened
from tests.browser.story import asking
from tests.browser.story.people import FIRMS, OWNER, gather

TYPED = ("9.8万", "９９０００", "97,500.00")
SHOWN = ("98,000.00", "99,000.00", "97,500.00")
WAYS = pytest.mark.parametrize(("locale", "scripts"), [("zh", True), ("en", False)])


@pytest.fixture
def hall(tmp_path):
    with opened(tmp_path) as hall:
        yield hall


@pytest.fixture
def town(hall, visit, locale, scripts):
    """Anybody watches with scripts; those who act do or do not have them."""
    come = partial(visit, javascript=scripts, width=1280 if scripts else 375)
    people = gather(hall, come, locale, newcomers=0)
    people.public = visit(locale)
    company = hall.organisation(Kind.COMPANY, 77, *OWNER)
    hall.person(asking.EMAIL, Role.OWNER, company)
    return people


@WAYS
def test_three_rounds_and_the_lowest_wins(town):
    asks_for_an_auction(town)
    asking.is_published(town)
    three_sign_up(town)
    first_prices_are_told_under_numbers(town)
    a_firm_bids_in_its_own_way_of_writing(town)
    a_slipped_zero_is_caught(town)
    the_round_is_told_when_it_ends(town)
    the_last_second_counts_and_the_next_does_not(town)
    anybody_reads_the_whole_sequence(town)
    assert town.hall.faults == []


def asks_for_an_auction(town):
    owner = town.owner.signs_in(asking.EMAIL)
    asking.enters_a_project(town)
    owner.follows("Draft a request")
    owner.fills("Scope", "12 公顷，1:500；红线图已有。")
    owner.fills("How it is accepted", "自然资源局收件。")
    owner.marks("How the firm is chosen", "Reverse auction")
    owner.marks("How an auction runs", "In rounds")
    owner.presses("Keep the draft")
    owner.sees("An auction needs a ceiling: write the highest price.")
    owner.fills("Ceiling", "10万")
    owner.presses("Keep the draft")
    owner.presses("Hand in for check")
    owner.presses("Hand in")


def three_sign_up(town):
    town.hall.at("2026-03-03T10:00+08:00")
    for no, typed in enumerate(TYPED):
        firm = finds(town.firms[no].signs_in(f"firm{no}@example.org"), town)
        firm.presses("Sign up for the auction")
        firm.fills("Price", typed)
        firm.fills("Working days you need", str(10 + no))
        firm.ticks("The price covers all fees; nothing more will be asked for.")
        firm.presses("Seal the first price")
        firm.sees("Receipt of your sign-up")
        firm.does_not_see(SHOWN[no])


def finds(visitor, town):
    visitor.opens("/requests")
    visitor.follows_name(town.title)
    return visitor


def first_prices_are_told_under_numbers(town):
    anybody = finds(town.public, town)
    anybody.does_not_see(*SHOWN)
    town.hall.at("2026-03-05T17:00+08:00")
    anybody.page.reload()
    anybody.follows("To the auction")
    anybody.sees("Auction announced")
    shown = anybody.text()
    assert [price for price in SHOWN if price not in shown] == []
    anybody.does_not_see(*(town.name(names) for names in FIRMS))


def bids(town, no, typed):
    firm = finds(town.firms[no].signs_in(f"firm{no}@example.org"), town)
    firm.follows("To the auction")
    firm.fills("Your bid", typed)
    firm.presses("Bid")
    return firm


def a_firm_bids_in_its_own_way_of_writing(town):
    town.hall.at("2026-03-05T17:30+08:00")
    bids(town, 0, "9.7万").sees("Round %(no)s of %(n)s", no=1, n=3)
    bids(town, 0, "9.6万").sees("Your firm has bid in round %(no)s already.", no=1)
    town.public.sees("Firms that have bid in this round: %(n)s of %(all)s. Their prices are told "
                     "when it ends.", n=1, all=3)  # fmt: skip
    town.public.does_not_see("97,000.00")


def a_slipped_zero_is_caught(town):
    firm = bids(town, 1, "9,650")
    firm.sees("There is a problem")
    assert (
        firm.own("人民币玖仟陆佰伍拾元整", "nine thousand six hundred and fifty yuan")
        in firm.text()
    )
    firm.fills("Your bid", "96,500")
    firm.presses("Bid")
    firm.does_not_see("9,650.00")


def the_round_is_told_when_it_ends(town):
    """The watcher's page follows by itself."""
    town.hall.at("2026-03-05T17:33+08:00")
    town.public.page.get_by_text("96,500.00").first.wait_for()
    town.public.sees("Round %(no)s of %(n)s", no=2, n=3)


def the_last_second_counts_and_the_next_does_not(town):
    town.hall.strikes("2026-03-05T17:38:59+08:00")
    bids(town, 2, "96,000")
    late = finds(town.firms[0].signs_in("firm0@example.org"), town)
    late.follows("To the auction")
    late.fills("Your bid", "95,000")
    town.hall.strikes("2026-03-05T17:39+08:00")
    late.presses("Bid")
    late.sees("The auction has ended.")


def anybody_reads_the_whole_sequence(town):
    town.hall.turn()
    anybody = finds(town.public, town)
    anybody.follows("See the result: every offer, the rule, and how to object")
    anybody.sees("Dearer than the winning offer", "All of it as auction.json")
    shown = anybody.text()
    assert anybody.word("Selected: %(firm)s", firm=town.name(FIRMS[2])) in shown
    assert [one for one in ("97,000.00", "96,500.00", "96,000.00") if one not in shown] == []
