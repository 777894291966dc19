"""Many bids in one moment, on SQLite and on PostgreSQL: one order, one effect each."""

from datetime import datetime
from itertools import pairwise

import pytest

from marketplace.core.act import CLOCKWORK
from marketplace.core.facts import Fact
from marketplace.selection import operations as selection
from marketplace.selection import queries
from marketplace.selection.models import Auction, AuctionBid, Award
from marketplace.selection.queries import auctions
from tests.auctioned import BEGINNING, ENDING, FIRST, ROUNDS, Rooms, bidding
from tests.selection.test_races import count, engine, hall

pytestmark = pytest.mark.deep

__all__ = ["engine", "hall"]
FIFTY = 50


def begun(hall, *prices, **more):
    rooms = Rooms(hall)
    hall.at(BEGINNING)
    return rooms, *rooms.running(*prices, **more)


def bid(amount, form=""):
    terms = bidding(amount, form)
    return lambda act, row: selection.bid(act, row, terms=terms)


def test_of_fifty_equal_bids_one_is_accepted(hall):
    prices = [100_000] + [100_000] * FIFTY
    rooms, auction, firms = begun(hall, *prices)
    deeds = [(firm, bid(99_000)) for firm in firms[1:]]
    assert hall.at_once(deeds, Auction, auction.id) == 1
    assert rooms.prices(auction) == [99_000]
    assert count(hall, Fact, name="selection.bid") == 1


def test_fifty_different_bids_stand_in_one_falling_order(hall):
    _, auction, firms = begun(hall, *[100_000] * (FIFTY + 1))
    deeds = [(firm, bid(99_000 - 100 * no)) for no, firm in enumerate(firms[1:])]
    done = hall.at_once(deeds, Auction, auction.id)
    made = auctions.bids(hall.session, auction)
    assert [one.seq for one in made] == list(range(1, done + 1))
    falls = pairwise(one.price_minor for one in made)
    assert all(before - after >= auction.step_minor for before, after in falls)
    assert auction.lowest_minor == made[-1].price_minor


def test_the_same_form_many_times_is_one_bid(hall):
    rooms, auction, firms = begun(hall)
    terms = bidding(96_000)
    deed = (firms[0], lambda act, row: selection.bid_once(act, row, terms=terms))
    assert hall.at_once([deed] * FIFTY, Auction, auction.id) == FIFTY
    assert (rooms.prices(auction), count(hall, Fact, name="selection.bid")) == ([96_000], 1)


def test_in_a_round_each_firm_has_one_bid(hall):
    rooms, auction, firms = begun(hall, form=ROUNDS)
    deeds = [(firm, bid(90_000 - 1_000 * no)) for firm in firms for no in range(10)]
    assert hall.at_once(deeds, Auction, auction.id) == len(firms)
    assert len(rooms.prices(auction)) == len(FIRST)


def test_an_auction_ends_once_and_a_bid_beside_it_is_in_or_out(hall):
    _, auction, firms = begun(hall)
    hall.at(ENDING)
    deeds = [(CLOCKWORK, selection.finish)] * 10 + [(firms[0], bid(96_000))] * 10
    assert hall.at_once(deeds, Auction, auction.id) == 1
    award = queries.award_of(hall.session, auction.request)
    assert (count(hall, Award), award.firm_id) == (1, firms[2].organisation_id)
    assert count(hall, AuctionBid) == 0


def test_it_begins_once(hall):
    rooms = Rooms(hall)
    auction, _ = rooms.announced()
    hall.at(BEGINNING)
    assert hall.at_once([(CLOCKWORK, selection.begin)] * 20, Auction, auction.id) == 1
    assert datetime.fromisoformat(ENDING) == auction.ends_at
