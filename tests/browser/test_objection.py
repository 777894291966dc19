"""Scenario 7: an objection on the last day freezes the contract; upheld, it undoes the award."""

from datetime import datetime

import pytest

from tests.browser.hall import opened
from tests.browser.story.market import everybody, market_in, somebody

# The days to object go around Qingming, 4 to 6 April: the 3rd, the 7th, and the 8th as the last.
CLOSING, LAST_MINUTE = "2026-04-02T17:00+08:00", "2026-04-08T23:59+08:00"
DAY_FOUR, ANSWERED = "2026-04-09T00:00+08:00", "2026-04-13T16:00+08:00"
DECIDED = "2026-04-15T10:00+08:00"
GROUNDS = "中选机构的报价只含八公顷，公告的范围是十二公顷，不是完整报价。"
ANSWER = "公告范围与中选报价一致，均为十二公顷，请见红线图和报价说明。"
DECISION = "经核对红线图和报价说明，中选报价确缺四公顷，异议成立。"
FROZEN = "An objection is open; nothing is awarded before its decision."


@pytest.fixture
def hall(tmp_path):
    """Three offers for a request that closes on 2 April."""
    with opened(tmp_path) as hall:
        with market_in(hall) as market:
            asked = market.open(closes_at=datetime.fromisoformat(CLOSING))
            _, firms = market.offered(90_000, 95_000, 98_000, request=asked)
            hall.asked = f"/requests/{asked.id}"
            hall.owner = somebody(market, market.owner)
            hall.judge = somebody(market, market.regulator)
            hall.winner, hall.loser, hall.late = everybody(market, firms)
        hall.at(CLOSING)
        yield hall


def test_an_objection_freezes_the_contract_and_undoes_the_award(hall, visit, locale):
    owner, loser, judge = visit(locale), visit(locale), visit(locale)
    loser_objects_on_the_last_day(hall, loser)
    another_is_a_day_late(hall, visit(locale))
    nothing_can_be_signed(hall, owner)
    owner_answers(hall, owner)
    loser_is_not_content(hall, loser)
    regulator_upholds(hall, judge)
    everybody_reads_it(hall, visit(locale))
    owner_goes_on(hall, owner)
    assert hall.faults == []


def loser_objects_on_the_last_day(hall, loser):
    hall.at(LAST_MINUTE)
    loser.signs_in(hall.loser.email)
    loser.opens(f"{hall.asked}/result")
    loser.presses("Object to the result")
    loser.fills("What is wrong with the result", GROUNDS)
    loser.presses("Raise the objection")
    loser.sees("Your objection is raised.")


def another_is_a_day_late(hall, late):
    """Its form was open in time; the hall says which day was the last, and the rule."""
    late.signs_in(hall.late.email)
    late.opens(f"{hall.asked}/result")
    late.presses("Object to the result")
    hall.at(DAY_FOUR)
    late.fills("What is wrong with the result", GROUNDS)
    late.presses("Raise the objection")
    late.sees("The time to object is over; it ended on %(day)s.", day="2026-04-08")
    late.sees("Objections are raised within %(days)s working days of the result.", days=3)


def nothing_can_be_signed(hall, owner):
    owner.signs_in(hall.owner.email)
    owner.opens("/desk")
    owner.sees("Answer an objection")
    owner.does_not_see(owner.word("Sign the contract"))
    owner.opens("/contracts/")
    owner.does_not_see(owner.own(*hall.winner.names))
    for path in (hall.asked, f"{hall.asked}/result"):
        owner.opens(path)
        owner.sees(FROZEN)


def owner_answers(hall, owner):
    hall.at(ANSWERED)
    owner.at_desk(hall.owner.email, "Answer an objection")
    owner.presses("Answer")
    owner.fills("Your answer", ANSWER)
    owner.presses("Publish the answer")


def loser_is_not_content(hall, loser):
    hall.turn()
    loser.at_desk(hall.loser.email, "Your objection was answered: content, or to the regulator?")
    loser.presses("Take it to the regulator")
    loser.presses("Hand over")
    loser.sees("The regulator has the objection.")


def regulator_upholds(hall, judge):
    hall.at(DECIDED)
    judge.at_desk(hall.judge.email, "Decide an objection")
    judge.presses("Uphold")
    judge.fills("Decision and reasons", DECISION)
    judge.presses("Uphold")
    judge.sees("The objection is upheld.")
    hall.turn()


def everybody_reads_it(hall, anybody):
    """Objection, answer, decision, and that the award is gone."""
    anybody.opens("/complaints/")
    anybody.follows("Objections to results")
    assert DECISION in anybody.text()
    anybody.opens(f"{hall.asked}/result")
    anybody.sees("This award was cancelled.", "The regulator upheld an objection to the result.")
    named = anybody.own(*hall.loser.names)
    anybody.follows("Objection of %(firm)s", firm=named)
    anybody.sees("Upheld")
    shown = anybody.text()
    assert [one for one in (GROUNDS, ANSWER, DECISION) if one not in shown] == []


def owner_goes_on(hall, owner):
    """The next step by rule: a void request may be noticed anew."""
    owner.signs_in(hall.owner.email)
    owner.opens(hall.asked)
    owner.presses("Notice again")
    owner.presses("Notice again")
    owner.sees("The request is noticed again.", "Open for offers")
