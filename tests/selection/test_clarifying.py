"""A low price is justified, papers are mended, once; each silence has its rule."""

import pytest

from marketplace.accounts.models import Membership
from marketplace.core.act import CLOCKWORK, Actor, Role
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.requests.states import Ending, State
from marketplace.selection import operations as selection
from marketplace.selection import queries
from marketplace.selection.queries import clarifying
from marketplace.selection.rules.flaws import Flaw, Silence
from marketplace.selection.states import (
    CLARIFICATION,
    ClarificationKind,
    ClarificationState,
    OfferState,
)
from tests.market import CLOSING, OBJECTIONS_END, REASON

ANSWERS_END = "2026-03-07T00:00+08:00"  # one working day after CLOSING, a Thursday
NEXT_MORNING = "2026-03-06T09:00+08:00"
DECISIONS_END = "2026-03-11T00:00+08:00"


def asked_of(market, request):
    return queries.clarifications(market.session, request)[-1]


@pytest.fixture
def low(market):
    """The first firm asks for 45 % less than the mean of the others."""
    request, firms = market.selected(53_900, 97_000, 99_000)
    award = queries.award_of(market.session, request)
    assert selection.examine_if_low(market.act(CLOCKWORK, CLOSING), award)
    return request, firms, asked_of(market, request)


@pytest.fixture
def answered(market, low):
    request, firms, asked = low
    selection.clarify(market.act(firms[0], NEXT_MORNING), asked, answer=REASON)
    return request, firms, asked


def winner(market, request):
    award = queries.award_of(market.session, request)
    return award.firm_id, award.state


def test_a_low_price_is_asked_about_once_and_holds_the_award(market, low):
    request, _, asked = low
    assert (asked.kind, asked.others_n) == (ClarificationKind.LOW_PRICE, 2)
    assert asked.answer_due_at == market.act(CLOCKWORK, ANSWERS_END).now
    award = queries.award_of(market.session, request)
    assert not selection.examine_if_low(market.act(CLOCKWORK, CLOSING), award)
    with pytest.raises(WrongStateError, match="was asked something"):
        selection.award(market.act(CLOCKWORK, OBJECTIONS_END), request)
    assert queries.to_award(market.session, market.act(CLOCKWORK, OBJECTIONS_END).now) == []


def test_a_fair_price_is_not_asked_about(market):
    request, _ = market.selected(95_000, 90_000, 98_000)
    award = queries.award_of(market.session, request)
    assert not selection.examine_if_low(market.act(CLOCKWORK, CLOSING), award)


def test_the_award_itself_looks_when_the_reader_was_down(market):
    request, _ = market.selected(53_900, 97_000, 99_000)
    selection.award(market.act(CLOCKWORK, OBJECTIONS_END), request)
    assert request.state is State.SELECTED
    assert asked_of(market, request).state is ClarificationState.ASKED


def test_a_weak_answer_is_refused_and_the_second_is_chosen(market, answered):
    request, firms, asked = answered
    act = market.act(market.owner, NEXT_MORNING)
    with pytest.raises(BadInputError):
        selection.reject(act, asked, reason="weak")
    selection.reject(act, asked, reason=REASON)
    assert winner(market, request) == (firms[1].organisation_id, "standing")
    assert (asked.offer.state, asked.offer.reason) == (
        OfferState.INVALID, Flaw.PRICE_NOT_JUSTIFIED,
    )  # fmt: skip
    assert request.state is State.SELECTED
    assert request.objections_until > market.act(CLOCKWORK, OBJECTIONS_END).now


def test_a_good_answer_stands_with_new_time_to_object(market, answered):
    request, firms, asked = answered
    selection.approve(market.act(market.owner, NEXT_MORNING), asked, reason=REASON)
    assert winner(market, request)[0] == firms[0].organisation_id
    assert request.objections_until == market.act(CLOCKWORK, "2026-03-12T00:00+08:00").now
    selection.award(market.act(CLOCKWORK, "2026-03-12T00:00+08:00"), request)
    assert request.state is State.AWARDED


def test_a_silent_firm_is_out(market, low):
    request, firms, asked = low
    for actor in (market.owner, CLOCKWORK):
        with pytest.raises(WrongStateError, match="may still answer"):
            selection.reject(market.act(actor, NEXT_MORNING), asked, reason=REASON)
    due = market.act(CLOCKWORK, ANSWERS_END)
    with pytest.raises(WrongStateError, match="time to answer"):
        selection.clarify(market.act(firms[0], ANSWERS_END), asked, answer=REASON)
    assert clarifying.to_reject(market.session, due.now) == [asked]
    selection.reject(due, asked, reason="")
    assert asked.reason == Silence.OF_THE_FIRM
    assert winner(market, request)[0] == firms[1].organisation_id


def test_a_silent_owner_has_accepted(market, answered):
    _, _, asked = answered
    with pytest.raises(WrongStateError, match="may still decide"):
        selection.approve(market.act(CLOCKWORK, NEXT_MORNING), asked, reason="")
    due = market.act(CLOCKWORK, DECISIONS_END)
    assert clarifying.to_approve(market.session, due.now) == [asked]
    with pytest.raises(WrongStateError, match="owner decides"):
        selection.reject(due, asked, reason="")
    selection.approve(due, asked, reason="")
    assert asked.reason == Silence.OF_THE_OWNER


def test_only_these_may_answer_and_decide(market, low, make):
    _, firms, asked = low
    strangers = (*make.every_role().values(), firms[1], market.operator)
    for actor in strangers:
        with pytest.raises(NotAllowedError):
            selection.clarify(market.act(actor, NEXT_MORNING), asked, answer=REASON)
        with pytest.raises(NotAllowedError):
            selection.approve(market.act(actor, NEXT_MORNING), asked, reason=REASON)


def test_when_the_last_one_is_out_the_request_fails(market):
    request, _ = market.selected(20_000, 50_000, 100_000)
    for _ in range(2):
        award = queries.award_of(market.session, request)
        assert selection.examine_if_low(market.act(CLOCKWORK, CLOSING), award)
        due = market.act(CLOCKWORK, "2026-03-20T00:00+08:00")
        selection.reject(due, asked_of(market, request), reason="")
    award = queries.award_of(market.session, request)
    assert not selection.examine_if_low(due, award)  # nobody is left to compare with
    selection.decline(
        market.act(actor_of(market, award.firm_id), "2026-03-20T09:00+08:00"), award, reason=REASON
    )
    assert (request.state, request.reason) == (State.FAILED, Ending.NOBODY_LEFT)


def actor_of(market, firm_id):
    member = market.session.query(Membership).filter_by(organisation_id=firm_id).one()
    return Actor(member.person_id, firm_id, Role.INTERMEDIARY, is_admin=True)


@pytest.fixture
def papers(market):
    request, firms = market.selected()
    act = market.act(market.owner, NEXT_MORNING)
    return request, firms, selection.ask_papers(act, request, question=REASON)


def test_papers_are_asked_for_once_and_have_24_hours(market, papers):
    request, firms, asked = papers
    assert asked.firm_id == firms[1].organisation_id
    assert asked.answer_due_at == market.act(CLOCKWORK, "2026-03-07T09:00+08:00").now
    for actor in (market.owner, market.operator):
        with pytest.raises(WrongStateError, match="once"):
            selection.ask_papers(market.act(actor, NEXT_MORNING), request, question=REASON)


def test_papers_not_mended_the_next_one_wins_and_may_be_asked_too(market, papers):
    request, firms, asked = papers
    selection.reject(market.act(CLOCKWORK, "2026-03-07T09:00+08:00"), asked, reason="")
    assert winner(market, request)[0] == firms[0].organisation_id
    assert asked.offer.reason == Flaw.PAPERS_NOT_MENDED
    selection.ask_papers(market.act(market.operator, "2026-03-09T09:00+08:00"), request,
                         question=REASON)  # fmt: skip


def test_mended_papers_change_neither_price_nor_time_to_object(market, papers):
    request, firms, asked = papers
    before = (asked.offer.price, asked.offer.days, request.objections_until)
    selection.clarify(market.act(firms[1], NEXT_MORNING), asked, answer=REASON)
    selection.approve(market.act(market.owner, NEXT_MORNING), asked, reason=REASON)
    assert (asked.offer.price, asked.offer.days, request.objections_until) == before


@pytest.mark.parametrize("at", [CLOSING, OBJECTIONS_END])
def test_papers_are_asked_for_between_result_and_award(market, at):
    request, _ = market.selected() if at == OBJECTIONS_END else market.offered(1, 2, 3)
    with pytest.raises(WrongStateError, match="while objections"):
        selection.ask_papers(market.act(market.owner, at), request, question=REASON)


VERBS = {
    "clarify": ("firm", {"answer": REASON}),
    "approve": ("owner", {"reason": REASON}),
    "reject": ("owner", {"reason": REASON}),
}


@pytest.mark.parametrize("state", ClarificationState)
@pytest.mark.parametrize("verb", VERBS)
def test_every_state_and_verb(market, papers, put_state, state, verb):
    _, firms, asked = papers
    who, names = VERBS[verb]
    put_state(asked, state)
    late = NEXT_MORNING if verb == "clarify" else "2026-03-09T09:00+08:00"
    act = market.act(firms[1] if who == "firm" else market.owner, late)
    if CLARIFICATION.allows(verb, state):
        getattr(selection, verb)(act, asked, **names)
        assert asked.state is CLARIFICATION.moves[verb][1]
    else:
        with pytest.raises(WrongStateError):
            getattr(selection, verb)(act, asked, **names)


def test_a_refusal_after_winning_gives_way_to_the_alternate(market, low):
    request, firms, asked = low
    award = queries.award_of(market.session, request)
    with pytest.raises(NotAllowedError):
        selection.decline(market.act(firms[1], NEXT_MORNING), award, reason=REASON)
    selection.decline(market.act(firms[0], NEXT_MORNING), award, reason=REASON)
    assert winner(market, request)[0] == firms[1].organisation_id
    assert asked.state is ClarificationState.DROPPED
    assert asked.offer.reason == Flaw.DECLINED


def test_a_drawn_firm_that_refuses_gives_way_to_the_next_number(lots):
    request, _ = lots.drawn(4)
    offers = {offer.rank: offer for offer in queries.of_request(lots.session, request)}
    award = queries.award_of(lots.session, request)
    act = lots.market.act(actor_of(lots, award.firm_id), "2026-03-06T09:00+08:00")
    selection.decline(act, award, reason=REASON)
    assert award.offer_id == offers[2].id
    assert len(queries.draws_of(lots.session, request)) == 1


def test_objecting_on_day_four_is_refused_with_the_day(market):
    request, firms = market.selected()
    with pytest.raises(WrongStateError, match="ended on 2026-03-10") as refused:
        selection.contest(market.act(firms[0], OBJECTIONS_END), request, grounds=REASON)
    assert "3 working days" in str(refused.value.rule)
