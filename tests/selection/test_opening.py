"""Closing, opening, ranking, failing, awarding: each once, each with its reason."""

import pytest
from sqlalchemy import select

from marketplace.core.act import CLOCKWORK
from marketplace.core.errors import NotAllowedError, WrongStateError
from marketplace.requests import operations as requests
from marketplace.requests.models import Request
from marketplace.requests.states import Ending, State
from marketplace.selection import operations as selection
from marketplace.selection import queries
from marketplace.selection.models import Award
from marketplace.selection.rules.flaws import Flaw
from marketplace.selection.rules.lowest import Loss
from marketplace.selection.states import AwardState, OfferState
from tests.market import CLOSING, OBJECTIONS_END, offer_of, yuan

ONE_SECOND_BEFORE = "2026-03-05T16:59:59+08:00"
BEFORE_THE_END = "2026-03-10T23:59:59+08:00"


def by_firm(market, request):
    return {offer.firm_id: offer for offer in queries.opened(market.session, request)}


def test_the_lowest_wins_and_each_loser_reads_why(market):
    request, firms = market.selected(95_000, 90_000, 90_000)
    offers = [by_firm(market, request)[firm.organisation_id] for firm in firms]
    assert [offer.state for offer in offers] == [
        OfferState.VALID, OfferState.WON, OfferState.VALID,
    ]  # fmt: skip
    assert [offer.reason for offer in offers] == [Loss.DEARER, "", Loss.LATER_AT_SAME_PRICE]
    assert [offer.rank for offer in offers] == [3, 1, 2]
    award = queries.award_of(market.session, request)
    assert (award.price, award.firm_id) == (yuan(90_000), firms[1].organisation_id)
    assert request.state is State.SELECTED
    assert request.objections_until.isoformat() == "2026-03-10T16:00:00+00:00"


def test_nothing_opens_a_second_too_early(market):
    request, _ = market.offered(1, 2, 3)
    with pytest.raises(WrongStateError, match="still open"):
        selection.open(market.act(CLOCKWORK, ONE_SECOND_BEFORE), request)
    with pytest.raises(WrongStateError, match="still open"):
        requests.close(market.act(CLOCKWORK, ONE_SECOND_BEFORE), request)


def test_the_job_closes_then_opens_and_neither_does_so_twice(market):
    request, _ = market.offered(1, 2, 3)
    act = market.act(CLOCKWORK, CLOSING)
    requests.close(act, request)
    selection.open(act, request)
    for again in (requests.close, selection.open):
        with pytest.raises(WrongStateError):
            again(act, request)
    assert len(market.session.scalars(select(Award)).all()) == 1


def test_only_these_may_open(market, make):
    request, firms = market.offered(1, 2, 3)
    for actor in (firms[0], market.firm(), *make.every_role().values()):
        if actor.role in ("operator", "regulator"):
            continue
        with pytest.raises(NotAllowedError):
            selection.open(market.act(actor, CLOSING), request)


def test_with_too_few_offers_none_is_opened_and_the_request_is_noticed_again_once(market):
    request, _ = market.offered(90_000, 95_000)
    selection.open(market.act(CLOCKWORK, CLOSING), request)
    assert (request.state, request.reason) == (State.FAILED, Ending.TOO_FEW)
    assert all(offer.price is None for offer in queries.of_request(market.session, request))
    again = market.session.scalar(select(Request).where(Request.previous_id == request.id))
    assert (again.state, again.round) == (State.OPEN, 1)
    assert again.closes_at.isoformat() == "2026-03-09T09:00:00+00:00"
    selection.open(market.act(CLOCKWORK, "2026-03-09T17:00+08:00"), again)
    assert (again.state, again.reason) == (State.FAILED, Ending.TOO_FEW_AGAIN)
    assert len(market.session.scalars(select(Request)).all()) == 2


def test_an_envelope_that_is_not_the_logged_one_spoils_only_itself(market):
    request, firms = market.offered(80_000, 90_000, 95_000, 99_000)
    spoilt = queries.living(market.session, request, firms[0].organisation_id)
    spoilt.envelope = spoilt.envelope[:-1] + bytes([spoilt.envelope[-1] ^ 1])
    selection.open(market.act(CLOCKWORK, CLOSING), request)
    assert (spoilt.state, spoilt.reason) == (OfferState.INVALID, Flaw.EXCHANGED)
    award = queries.award_of(market.session, request)
    assert award.firm_id == firms[1].organisation_id


def test_a_firm_without_qualification_at_the_closing_is_not_opened(market):
    request, firms = market.offered(80_000, 90_000, 95_000, 99_000)
    selection.replace(
        market.act(firms[3]), queries.living(market.session, request, firms[3].organisation_id),
        terms=offer_of(99_000),
    )  # fmt: skip
    market.suspend(firms[0])
    request.closes_at = market.act(CLOCKWORK, "2026-03-09T17:00+08:00").now
    selection.open(market.act(CLOCKWORK, "2026-03-09T17:00+08:00"), request)
    offer = by_firm(market, request)[firms[0].organisation_id]
    assert (offer.state, offer.reason, offer.price) == (
        OfferState.INVALID, Loss.NOT_QUALIFIED, None,
    )  # fmt: skip


def test_the_award_waits_for_the_time_to_object(market):
    request, _ = market.selected()
    with pytest.raises(WrongStateError, match="not over"):
        selection.award(market.act(CLOCKWORK, BEFORE_THE_END), request)
    selection.award(market.act(CLOCKWORK, OBJECTIONS_END), request)
    assert request.state is State.AWARDED
    with pytest.raises(WrongStateError):
        selection.award(market.act(CLOCKWORK, OBJECTIONS_END), request)


def test_a_winner_who_lost_his_standing_is_passed_over(market):
    request, firms = market.selected(95_000, 90_000, 98_000)
    market.suspend(firms[1])
    selection.award(market.act(CLOCKWORK, OBJECTIONS_END), request)
    award = queries.award_of(market.session, request)
    assert (award.firm_id, award.price) == (firms[0].organisation_id, yuan(95_000))
    assert request.state is State.SELECTED
    assert request.objections_until > market.act(CLOCKWORK, OBJECTIONS_END).now
    struck = by_firm(market, request)[firms[1].organisation_id]
    assert (struck.state, struck.reason, struck.rank) == (
        OfferState.INVALID, Loss.NOT_QUALIFIED, None,
    )  # fmt: skip


def test_when_nobody_is_left_the_request_fails(market):
    request, firms = market.selected()
    for firm in firms:
        market.suspend(firm)
    selection.award(market.act(CLOCKWORK, OBJECTIONS_END), request)
    assert (request.state, request.reason) == (State.FAILED, Ending.NOBODY_LEFT)
    assert queries.award_of(market.session, request).state is AwardState.CANCELLED
    again = requests.renotice(market.act(market.owner, OBJECTIONS_END), request)
    assert again.state is State.OPEN
