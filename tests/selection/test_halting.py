"""An auction that the hall itself cut short goes on by rule: no bid is lost, nobody decides."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from marketplace.audit.queries import tracing
from marketplace.core import timekeeping
from marketplace.core.act import CLOCKWORK
from marketplace.core.clock import Reading
from marketplace.core.errors import WrongStateError
from marketplace.core.facts import Fact
from marketplace.core.rulesets import Rules
from marketplace.jobs.operations import do_duties, read_facts
from marketplace.notices.models import Notice
from marketplace.selection import operations as selection
from marketplace.selection import queries
from marketplace.selection.queries import auction_proofs, auctions, watching
from marketplace.selection.rules import halting
from marketplace.selection.states import AuctionState
from tests.auctioned import BEGINNING, ROUNDS

AWAY = "2026-03-05T17:40:00+08:00"  # the middle of twenty minutes, or the first second of round 4
IN_ROUND_2 = "2026-03-05T17:34:00+08:00"
BACK = "2026-03-05T18:05:30+08:00"
AGAIN = "2026-03-05T18:36:00+08:00"
RULES = Rules()


def moment(text):
    return datetime.fromisoformat(text)


def span(rounds, starts, ends):
    figures = {"rounds": rounds, "starts_at": moment(starts), "ends_at": moment(ends)}
    return type("Span", (), figures | {"extension_minutes": 3})


@pytest.fixture
def outage(rooms, at):
    """The worker's last look at the clock, then the first after the outage, and its duties."""

    def outage(since=AWAY, until=BACK):
        for told in (since, until):
            up = (moment(told) - moment(BEGINNING)).total_seconds()
            timekeeping.watch(
                rooms.market.act(CLOCKWORK, told), Reading(moment(told), 1000 + up, "b")
            )
            rooms.session.commit()
        at(until)
        do_duties(rooms.session)

    return outage


def test_an_auction_that_died_before_its_end_goes_on_and_its_bids_stand(rooms, outage):
    auction, firms = rooms.running()
    rooms.bid(auction, firms[0], 96_000)
    outage()
    assert (auction.state, auction.starts_at) == (AuctionState.ANNOUNCED, moment(AGAIN))
    selection.begin(rooms.market.act(CLOCKWORK, AGAIN), auction)
    assert auction.ends_at == moment(AGAIN) + timedelta(minutes=10)
    rooms.bid(auction, firms[1], 95_000, AGAIN)
    selection.finish(rooms.market.act(CLOCKWORK, auction.ends_at.isoformat()), auction)
    award = queries.award_of(rooms.session, auction.request)
    assert award.firm_id == firms[1].organisation_id
    assert [fault for fault in tracing.faults(rooms.session) if "auction" in fault] == []
    assert list(auction_proofs.disordered(rooms.session)) == []


def test_nobody_ends_an_auction_that_was_cut(rooms, outage, at):
    auction, _ = rooms.running()
    timekeeping.watch(rooms.market.act(CLOCKWORK, AWAY), Reading(moment(AWAY), 1600, "b"))
    with pytest.raises(WrongStateError, match="has looked at the clock"):
        selection.finish(rooms.market.act(rooms.market.owner, BACK), auction)
    back = Reading(moment(BACK), 1600 + 1530, "b")
    timekeeping.watch(rooms.market.act(CLOCKWORK, BACK), back)
    with pytest.raises(WrongStateError, match="goes on at another minute"):
        selection.finish(rooms.market.act(rooms.market.operator, BACK), auction)


def test_without_a_clockwork_the_operator_ends_it(rooms):
    auction, _ = rooms.running()
    timekeeping.watch(rooms.market.act(CLOCKWORK, AWAY), Reading(moment(AWAY), 1600, "b"))
    selection.finish(rooms.market.act(rooms.market.operator, BACK), auction)
    assert auction.state is AuctionState.ENDED


@pytest.mark.parametrize(
    ("since", "until"),
    [("2026-03-05T17:40:00+08:00", "2026-03-05T17:41:30+08:00"),  # too short
     ("2026-03-05T17:50:00+08:00", BACK)],  # it was over before
)  # fmt: skip
def test_an_outage_that_kept_nobody_from_bidding_changes_nothing(rooms, outage, since, until):
    auction, _ = rooms.running()
    outage(since, until)
    assert auction.state is not AuctionState.ANNOUNCED
    assert rooms.session.scalars(select(Fact).where(Fact.name == "selection.halt")).all() == []


def test_a_cut_round_is_held_whole_again_and_stays_untold_until_then(rooms, outage):
    auction, firms = rooms.running(form=ROUNDS)
    rooms.bid(auction, firms[0], 97_500)
    rooms.bid(auction, firms[1], 98_000, "2026-03-05T17:33+08:00")
    outage(IN_ROUND_2)
    told = watching.watch(rooms.session, auction, moment(AGAIN))
    assert [bid.round for bid in told.bids] == [1]
    selection.begin(rooms.market.act(CLOCKWORK, AGAIN), auction)
    assert auction.ends_at == moment(AGAIN) + timedelta(minutes=6)
    with pytest.raises(WrongStateError, match="round 2 already"):
        rooms.bid(auction, firms[1], 97_000, AGAIN)
    rooms.bid(auction, firms[2], 96_000, AGAIN)
    assert [bid.round for bid in auctions.bids(rooms.session, auction)] == [1, 2, 2]


def test_a_halted_auction_whose_minute_goes_by_too_is_put_off_with_its_time(rooms, outage):
    auction, _ = rooms.running()
    outage()
    late = rooms.market.act(CLOCKWORK, "2026-03-06T09:00+08:00")
    selection.postpone(late, auction)
    assert auction.ends_at - auction.starts_at == timedelta(minutes=10)


def test_a_clock_that_jumped_halts_it_too_once_somebody_has_looked(rooms, at):
    auction, _ = rooms.running()
    act, jumped = rooms.market.act(CLOCKWORK, AWAY), "2026-03-05T18:40:00+08:00"
    timekeeping.watch(act, Reading(moment(AWAY), 1600, "b"))
    timekeeping.watch(rooms.market.act(CLOCKWORK, jumped), Reading(moment(jumped), 1610, "b"))
    rooms.session.commit()
    operator = rooms.market.act(rooms.market.operator, jumped)
    with pytest.raises(WrongStateError, match="clock has jumped"):
        selection.finish(operator, auction)
    mark = timekeeping.mark_of(rooms.session)
    timekeeping.resume(operator, mark, reason="The clock is right again.")
    at(jumped)
    do_duties(rooms.session)
    assert auction.state is AuctionState.ANNOUNCED


def test_all_bidders_are_told_and_the_page_says_why(rooms, outage, look):
    auction, firms = rooms.running()
    outage()
    read_facts(rooms.session)
    texts = [one.text for one in rooms.session.scalars(select(Notice))]
    assert sum("could not be reached while" in str(text) for text in texts) == 1 + len(firms)
    page = look(f"/requests/{auction.request_id}/auction")
    assert "could not be reached from" in page
    assert "it halts" in page


@given(st.integers(0, 20 * 60 - 1))
def test_no_time_is_lost(passed):
    held = span(0, "2026-03-05T17:30+08:00", "2026-03-05T17:50+08:00")
    cut = held.starts_at + timedelta(seconds=passed)
    assert halting.left_at(held, cut) == max(held.ends_at - cut, timedelta(minutes=3))


@given(st.integers(0, 9 * 60 - 1))
def test_rounds_begin_anew_with_the_one_that_was_cut(passed):
    held = span(3, "2026-03-05T17:30+08:00", "2026-03-05T17:39+08:00")
    left = halting.left_at(held, held.starts_at + timedelta(seconds=passed))
    again = span(3, AGAIN, (moment(AGAIN) + left).isoformat())
    over = passed // 180
    assert halting.rounds_before(again, RULES) == over
    begins, ends = halting.begun(again, moment(AGAIN), RULES)
    assert (ends - begins, moment(AGAIN) - begins) == (
        timedelta(minutes=9),
        timedelta(minutes=3 * over),
    )
