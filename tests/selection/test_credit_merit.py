"""Credit merit: scenario 6, and every way it may go."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.act import CLOCKWORK
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.requests import operations as requests
from marketplace.requests.rules.details import Details
from marketplace.requests.states import Ending, Method, State
from marketplace.selection import operations as selection
from marketplace.selection import queries
from marketplace.selection.rules import drawing
from marketplace.selection.rules.credit import (
    Entrant,
    credited,
    enough_picks,
    in_order,
    long_list,
    numbers_for,
)
from marketplace.selection.rules.lots import Lot
from marketplace.selection.states import ChoiceState, OfferState
from tests.drawn import FIXED
from tests.listed import BEFORE_PICKING, PICKED_TOO_LATE, PICKING, WHY, Listed
from tests.market import REASON

TWELVE = (95, 90, 88, 85, 80, 78, 75, 72, 70, 66, 50, None)


@pytest.fixture
def listed(lots):
    return Listed(lots)


def offers_of(listed, request):
    return list(queries.of_request(listed.session, request))


def short_list(listed, request):
    return queries.short_list(listed.session, request)


def test_of_twelve_eight_make_the_long_list_and_three_the_short_list(listed):
    request, _ = listed.drawn(*TWELVE)
    offers = offers_of(listed, request)
    tail = [offer.credit for offer in offers if offer.reason == Lot.OFF_THE_LONG_LIST]
    assert sorted(tail) == [50, 60, 66, 70]  # None counts as 60
    assert [offer.rank for offer in short_list(listed, request)] == [1, 2, 3]
    assert (request.state, queries.award_of(listed.session, request)) == (State.OPENED, None)
    reasons = [offer.reason for offer in offers if offer.rank and offer.rank > 3]
    assert reasons == [Lot.OFF_THE_SHORT_LIST] * 5


def test_the_draw_is_protocol_v1_with_as_many_numbers_as_credit(listed):
    request, _ = listed.drawn(*TWELVE)
    draw = queries.living_draw(listed.session, request)
    document = queries.document(draw)
    assert not list(drawing.faults(drawing.read(drawing.as_file(document))))
    codes = [entry["id"].split("#")[0] for entry in document["pool"]]
    held = sorted((codes.count(code) for code in set(codes)), reverse=True)
    assert held == [19, 18, 18, 17, 16, 16, 15, 15]  # one for each five points begun
    picked = in_order(draw.result, [line.firm_id for line in draw.entries])
    assert picked[:3] == [offer.firm_id for offer in short_list(listed, request)]
    assert draw.n_select == 41
    document["pool"][0]["id"] = document["pool"][0]["id"].replace("#", "#9")
    assert list(drawing.faults(document))


def test_the_owner_picks_at_the_announced_time_only_and_says_why(listed):
    request, _ = listed.drawn(*TWELVE)
    choice, market = listed.choice(request), listed.market
    second = short_list(listed, request)[1]
    for moment in (BEFORE_PICKING, PICKED_TOO_LATE):
        act = market.act(market.owner, moment)
        with pytest.raises(WrongStateError, match="announced time"):
            selection.pick(act, choice, firm=second.firm_id, reason=WHY)
    act = market.act(market.owner, PICKING)
    with pytest.raises(BadInputError, match="at least 20"):
        selection.pick(act, choice, firm=second.firm_id, reason="short")
    selection.pick(act, choice, firm=second.firm_id, reason=WHY)
    award = queries.award_of(listed.session, request)
    assert (award.firm_id, award.reason, award.price) == (
        second.firm_id, Lot.PICKED, FIXED["agreed_price"],
    )  # fmt: skip
    assert (choice.state, choice.reason) == (ChoiceState.PICKED, WHY)
    told = [offer.reason for offer in short_list(listed, request)]
    assert told == [Lot.NOT_PICKED, "", Lot.NOT_PICKED]


def test_nobody_else_picks_and_nobody_is_picked_from_outside_the_short_list(listed):
    request, firms = listed.drawn(*TWELVE)
    choice, market = listed.choice(request), listed.market
    chosen = {offer.firm_id for offer in short_list(listed, request)}
    outside = next(firm for firm in firms if firm.organisation_id not in chosen)
    act = market.act(market.owner, PICKING)
    with pytest.raises(BadInputError, match="short list"):
        selection.pick(act, choice, firm=outside.organisation_id, reason=WHY)
    for actor in (firms[0], market.operator, market.regulator):
        act = market.act(actor, PICKING)
        with pytest.raises(NotAllowedError):
            selection.pick(act, choice, firm=min(chosen), reason=WHY)


def test_a_silent_owner_gets_the_first_drawn(listed):
    request, _ = listed.drawn(*TWELVE)
    choice, market = listed.choice(request), listed.market
    first = short_list(listed, request)[0]
    with pytest.raises(WrongStateError, match="may still pick"):
        selection.default(market.act(CLOCKWORK, PICKING), choice)
    act = market.act(CLOCKWORK, PICKED_TOO_LATE)
    assert queries.to_default(listed.session, act.now) == [choice]
    selection.default(act, choice)
    award = queries.award_of(listed.session, request)
    assert (award.firm_id, award.reason) == (first.firm_id, Lot.FIRST_BY_RULE)
    with pytest.raises(WrongStateError):
        selection.default(act, choice)
    assert request.state is State.SELECTED


def test_a_winner_who_falls_away_is_followed_by_the_next_of_the_same_draw(listed):
    request, firms = listed.drawn(*TWELVE)
    choice, market = listed.choice(request), listed.market
    selection.default(market.act(CLOCKWORK, PICKED_TOO_LATE), choice)
    first, second, _ = short_list(listed, request)
    actor = next(firm for firm in firms if firm.organisation_id == first.firm_id)
    market.suspend(actor)
    selection.award(market.act(CLOCKWORK, "2026-03-20T10:00+08:00"), request)
    assert queries.award_of(listed.session, request).firm_id == second.firm_id
    assert first.state is OfferState.INVALID


def test_with_fewer_than_two_it_is_noticed_again_with_the_same_terms(listed):
    request, _ = listed.frozen(80)
    assert (request.state, request.reason) == (State.FAILED, Ending.TOO_FEW)
    again = requests_after(listed, request)
    assert (again.method, again.state) == (Method.CREDIT_MERIT, State.IN_CHECK)
    assert (again.long_list, again.short_list, again.agreed_price) == (
        8, 3, FIXED["agreed_price"],
    )  # fmt: skip


def test_two_firms_are_enough_and_both_are_on_the_short_list(listed):
    request, _ = listed.drawn(80, 60)
    assert len(short_list(listed, request)) == 2
    choice = listed.choice(request)
    selection.default(listed.market.act(CLOCKWORK, PICKED_TOO_LATE), choice)
    assert request.state is State.SELECTED


@pytest.mark.parametrize(("long", "short"), [(8, 8), (3, 8), (None, 3), (8, None), (21, 3), (8, 1)])
def test_the_short_list_is_shorter_than_the_long_list(listed, long, short):
    request = listed.market.draft(**FIXED | {"method": Method.CREDIT_MERIT})
    terms = Details([], long_list=long, short_list=short)
    with pytest.raises(BadInputError):
        requests.detail(listed.market.act(listed.market.owner), request, terms=terms)


def test_a_void_draw_is_held_anew_with_the_long_list_only(listed):
    request, _ = listed.frozen(*TWELVE)
    draw = queries.living_draw(listed.session, request)
    listed.lots.exchange("2026-03-02T09:00+08:00")
    selection.spoil(listed.market.act(CLOCKWORK, "2026-03-07T00:00+08:00"), draw)
    listed.session.commit()
    again = selection.redraw(
        listed.market.act(listed.market.regulator, "2026-03-09T10:00+08:00"), draw, reason=REASON
    )
    assert len(again.entries) == len(draw.entries)


CREDIT = st.integers(0, 100)
ENTRANTS = st.lists(CREDIT, min_size=2, max_size=12)


@given(ENTRANTS, st.integers(2, 10))
def test_the_published_picks_always_fill_the_short_list(credits, short):
    firms = [no for no, one in enumerate(credits) for _ in range(numbers_for(one, 5))]
    picked = drawing.result_of("ab" * 32, len(firms), enough_picks(short, 5))
    assert len(in_order(picked, firms)) >= min(short, len(credits))


@given(ENTRANTS, st.integers(1, 12))
def test_nobody_with_less_credit_displaces_anybody(credits, size):
    now = datetime.fromisoformat(PICKING)
    entrants = [Entrant(no, one, now) for no, one in enumerate(credits)]
    kept = long_list(entrants, size)
    out = [one for one in entrants if one not in kept]
    assert len(kept) == min(size, len(credits))
    assert not out or min(one.credit for one in kept) >= max(one.credit for one in out)


def test_no_score_counts_as_the_base_and_nobody_is_without_a_number():
    assert (credited(None, 60), credited(0, 60), credited(88, 60)) == (60, 0, 88)
    assert [numbers_for(credit, 5) for credit in (0, 1, 5, 6, 100)] == [1, 1, 1, 2, 20]


def requests_after(listed, request):
    return listed.session.query(type(request)).filter_by(previous_id=request.id).one()
