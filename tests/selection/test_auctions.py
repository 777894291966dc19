"""An auction from the sign-up to the award."""

from datetime import datetime

import pytest

from marketplace.audit.queries import tracing
from marketplace.core.act import CLOCKWORK
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.core.facts import Fact
from marketplace.requests.states import Ending, State
from marketplace.selection import operations as selection
from marketplace.selection import queries
from marketplace.selection.queries import auction_proofs, auctions
from marketplace.selection.rules.lowest import Loss, Verdict
from marketplace.selection.states import AuctionState, OfferState
from tests.auctioned import BEGINNING, ENDING, FIRST, ROUNDS, bidding
from tests.market import CLOSING, yuan

LAST_SECOND = "2026-03-05T17:49:59+08:00"
SECOND_ROUND = "2026-03-05T17:33+08:00"
ROUNDS_END = "2026-03-05T17:39+08:00"


def moment(text):
    return datetime.fromisoformat(text)


def offers(rooms, auction):
    found = queries.of_request(rooms.session, auction.request)
    return {one.firm_id: one for one in found}


def test_an_auction_needs_a_ceiling_and_a_form(rooms):
    with pytest.raises(BadInputError, match="needs a ceiling"):
        rooms.open(ceiling=None)
    with pytest.raises(BadInputError, match="how the auction runs"):
        rooms.open(form=None)


def test_first_prices_are_told_under_numbers_and_offers_stay_sealed(rooms):
    auction, firms = rooms.announced()
    assert auction.starts_at == moment("2026-03-05T09:30:00+00:00")
    assert sorted(one.first_minor // 100 for one in auction.bidders) == sorted(FIRST)
    assert [one.label for one in auction.bidders] == [1, 2, 3]
    assert {one.state for one in offers(rooms, auction).values()} == {OfferState.SEALED}
    leader = next(one for one in auction.bidders if one.id == auction.leader_id)
    assert (leader.firm_id, auction.lowest) == (firms[2].organisation_id, yuan(97_000))


def test_two_sign_ups_are_too_few_and_their_prices_stay_secret(rooms):
    request, _ = rooms.signed_up(98_000, 99_000)
    selection.open(rooms.market.act(CLOCKWORK, CLOSING), request)
    assert (request.state, request.reason) == (State.FAILED, Ending.TOO_FEW)
    assert rooms.of(request) is None


def test_it_begins_at_its_minute_and_not_before(rooms):
    auction, _ = rooms.announced()
    early = rooms.market.act(CLOCKWORK, "2026-03-05T17:29:59+08:00")
    with pytest.raises(WrongStateError, match="has not come"):
        selection.begin(early, auction)
    assert auctions.to_begin(rooms.session, early.now) == []
    on_time = rooms.market.act(CLOCKWORK, BEGINNING)
    assert auctions.to_begin(rooms.session, on_time.now) == [auction]


def test_a_little_late_it_runs_its_whole_time(rooms):
    auction, _ = rooms.announced()
    selection.begin(rooms.market.act(CLOCKWORK, "2026-03-05T17:34+08:00"), auction)
    assert auction.ends_at == moment("2026-03-05T09:54:00+00:00")


def test_long_past_its_minute_another_one_is_announced(rooms):
    auction, _ = rooms.announced()
    late = rooms.market.act(CLOCKWORK, "2026-03-06T09:00+08:00")
    with pytest.raises(WrongStateError, match="announce another"):
        selection.begin(late, auction)
    assert auctions.to_postpone(rooms.session, late.now) == [auction]
    selection.postpone(late, auction)
    assert auction.starts_at == moment("2026-03-06T01:31:00+00:00")
    assert auction.state is AuctionState.ANNOUNCED


def test_in_time_no_other_minute_is_announced(rooms):
    auction, _ = rooms.announced()
    with pytest.raises(WrongStateError, match="only when"):
        selection.postpone(rooms.market.act(CLOCKWORK, BEGINNING), auction)


def test_bids_go_down_and_the_lowest_wins(rooms):
    bids = [(0, 96_000, BEGINNING), (1, 95_500, BEGINNING), (0, 95_000, BEGINNING)]
    auction, firms = rooms.ended(bids=bids)
    assert rooms.prices(auction) == [96_000, 95_500, 95_000]
    award = queries.award_of(rooms.session, auction.request)
    assert (award.firm_id, award.price) == (firms[0].organisation_id, yuan(95_000))
    assert (award.reason, auction.request.state) == (Verdict.AWARD, State.SELECTED)
    found = offers(rooms, auction)
    told = [(found[f.organisation_id].rank, found[f.organisation_id].price) for f in firms]
    assert told == [(1, yuan(95_000)), (2, yuan(95_500)), (3, yuan(97_000))]
    assert found[firms[1].organisation_id].reason == Loss.DEARER


def test_where_nobody_bids_the_lowest_first_price_wins(rooms):
    auction, firms = rooms.ended(97_000, 97_000, 99_000)
    award = queries.award_of(rooms.session, auction.request)
    assert award.firm_id == firms[0].organisation_id
    assert offers(rooms, auction)[firms[1].organisation_id].reason == Loss.LATER_AT_SAME_PRICE


def test_the_last_second_counts_and_the_end_does_not(rooms):
    auction, firms = rooms.running()
    rooms.bid(auction, firms[0], 96_000, LAST_SECOND)
    assert auction.ends_at == moment("2026-03-05T09:53:00+00:00")
    with pytest.raises(WrongStateError, match="has ended"):
        rooms.bid(auction, firms[1], 95_000, "2026-03-05T17:53+08:00")
    with pytest.raises(WrongStateError, match="not over"):
        selection.finish(rooms.market.act(CLOCKWORK, ENDING), auction)


def test_before_the_beginning_nobody_bids(rooms):
    auction, firms = rooms.announced()
    with pytest.raises(WrongStateError, match="has not begun"):
        rooms.bid(auction, firms[0], 96_000)


def test_who_did_not_sign_up_does_not_bid(rooms):
    auction, _ = rooms.running()
    with pytest.raises(NotAllowedError, match="does not bid"):
        rooms.bid(auction, rooms.market.firm(), 96_000)


def test_a_steep_drop_needs_a_word(rooms):
    auction, firms = rooms.running()
    with pytest.raises(BadInputError, match="tick the box") as refused:
        rooms.bid(auction, firms[0], 9_600, sure=False)
    assert refused.value.field == "sure"
    rooms.bid(auction, firms[0], 9_600, sure=True)


def test_the_same_form_twice_is_one_bid(rooms):
    auction, firms = rooms.running()
    terms = bidding(96_000)
    for _ in range(3):
        selection.bid_once(rooms.market.act(firms[0], BEGINNING), auction, terms=terms)
    assert rooms.prices(auction) == [96_000]
    assert rooms.session.query(Fact).filter_by(name="selection.bid").count() == 1
    other = rooms.market.act(firms[1], BEGINNING)
    with pytest.raises(BadInputError):
        selection.bid_once(other, auction, terms=terms)


def test_in_rounds_each_beats_itself_once_a_round(rooms):
    auction, firms = rooms.running(form=ROUNDS)
    rooms.bid(auction, firms[1], 98_000)
    with pytest.raises(WrongStateError, match="round 1 already"):
        rooms.bid(auction, firms[1], 95_000)
    rooms.bid(auction, firms[0], 97_500)
    with pytest.raises(BadInputError, match="97,500"):
        rooms.bid(auction, firms[1], 97_600, SECOND_ROUND)
    rooms.bid(auction, firms[1], 97_000, SECOND_ROUND)
    assert rooms.prices(auction) == [98_000, 97_500, 97_000]
    assert [one.round for one in auctions.bids(rooms.session, auction)] == [1, 1, 2]


def test_a_round_is_told_when_it_is_over_and_the_earlier_wins_a_tie(rooms):
    bids = [(1, 97_000, BEGINNING), (0, 97_000, SECOND_ROUND)]
    auction, firms = rooms.ended(form=ROUNDS, bids=bids, at=ROUNDS_END)
    award = queries.award_of(rooms.session, auction.request)
    assert award.firm_id == firms[2].organisation_id  # its first price stood before
    assert auctions.bids(rooms.session, auction, before_round=2)[-1].round == 1


def test_the_next_in_order_takes_the_place_of_who_may_not(rooms):
    bids = [(0, 96_000, BEGINNING), (1, 95_000, BEGINNING)]
    auction, firms = rooms.ended(bids=bids)
    rooms.market.suspend(firms[1])
    selection.award(rooms.market.act(CLOCKWORK, "2026-03-11T00:00+08:00"), auction.request)
    award = queries.award_of(rooms.session, auction.request)
    assert (award.firm_id, award.price) == (firms[0].organisation_id, yuan(96_000))


def test_facts_lead_to_every_state(rooms):
    rooms.announced()
    rooms.running()
    auction, _ = rooms.ended(bids=[(0, 96_000, BEGINNING)])
    assert [fault for fault in tracing.faults(rooms.session) if "auction" in fault] == []
    assert len(auction.digest) == 64


def test_what_an_auction_published_can_be_checked(rooms):
    auction, _ = rooms.ended(bids=[(0, 96_000, BEGINNING), (1, 95_000, BEGINNING)])
    assert list(auction_proofs.disordered(rooms.session)) == []
    auction.step_minor *= 3
    assert len(list(auction_proofs.disordered(rooms.session))) == 2
