"""Objections: who, until when, who answers, who decides, and what follows."""

import pytest

from marketplace.core.act import CLOCKWORK
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.requests import operations as requests
from marketplace.requests.states import Ending, State
from marketplace.selection import operations as selection
from marketplace.selection import queries
from marketplace.selection.models import Offer
from marketplace.selection.states import (
    AWARD,
    OBJECTION,
    OFFER,
    AwardState,
    ObjectionState,
    OfferState,
)
from tests.market import CLOSING, OBJECTIONS_END, REASON, offer_of

LAST_SECOND = "2026-03-10T23:59:59+08:00"
LATER = "2026-03-06T10:00+08:00"
ANSWER_END = "2026-03-12T00:00+08:00"  # three working days after LATER


@pytest.fixture
def raised(market):
    request, firms = market.selected()
    act = market.act(firms[0], LATER)
    return selection.contest(act, request, grounds=REASON)


def loser(market, objection):
    return next(actor for actor in market.actors if actor.organisation_id == objection.firm_id)


@pytest.fixture(autouse=True)
def remember(market, monkeypatch):
    """Keep every actor of the market, to act again for the firm that objected."""
    market.actors, make = [], market.actor

    def made(*args):
        market.actors.append(make(*args))
        return market.actors[-1]

    monkeypatch.setattr(market, "actor", made)


def test_an_objection_freezes_the_award(market, raised):
    with pytest.raises(WrongStateError, match="objection is open"):
        selection.award(market.act(CLOCKWORK, OBJECTIONS_END), raised.request)
    assert queries.to_award(market.session, market.act(CLOCKWORK, OBJECTIONS_END).now) == []


def test_who_may_object_and_until_when(market):
    request, _ = market.selected()
    with pytest.raises(WrongStateError, match="over"):
        selection.contest(market.act(market.firm(), OBJECTIONS_END), request, grounds=REASON)
    outsider = market.firm(market.service())
    with pytest.raises(NotAllowedError, match="could have"):
        selection.contest(market.act(outsider, LATER), request, grounds=REASON)
    able = market.firm()
    selection.contest(market.act(able, LAST_SECOND), request, grounds=REASON)
    with pytest.raises(WrongStateError, match="already"):
        selection.contest(market.act(able, LAST_SECOND), request, grounds=REASON)
    with pytest.raises(BadInputError):
        selection.contest(market.act(market.firm(), LATER), request, grounds="no")


def test_answered_and_taken_back_the_award_goes_on(market, raised):
    with pytest.raises(NotAllowedError):
        selection.answer(market.act(market.operator, LATER), raised, answer=REASON)
    selection.answer(market.act(market.owner, LATER), raised, answer=REASON)
    selection.settle(market.act(loser(market, raised), LATER), raised)
    selection.award(market.act(CLOCKWORK, OBJECTIONS_END), raised.request)
    assert raised.request.state is State.AWARDED


def test_silence_of_the_owner_passes_it_to_the_regulator(market, raised):
    assert raised.answer_due_at == market.act(CLOCKWORK, ANSWER_END).now
    for actor in (loser(market, raised), CLOCKWORK):
        with pytest.raises(WrongStateError, match="may still answer"):
            selection.escalate(market.act(actor, LATER), raised)
    due = market.act(CLOCKWORK, ANSWER_END)
    assert queries.to_escalate(market.session, due.now) == [raised]
    selection.escalate(due, raised)
    assert raised.state is ObjectionState.ESCALATED
    assert raised.decision_due_at > due.now
    assert queries.to_judge(market.session, market.regulator.organisation_id) == [raised]


def test_silence_of_the_firm_settles_it(market, raised):
    selection.answer(market.act(market.owner, LATER), raised, answer=REASON)
    with pytest.raises(WrongStateError, match="may still answer"):
        selection.settle(market.act(CLOCKWORK, LATER), raised)
    due = market.act(CLOCKWORK, ANSWER_END)
    assert queries.to_settle(market.session, due.now) == [raised]
    selection.settle(due, raised)
    assert raised.state is ObjectionState.SETTLED


def test_upheld_it_undoes_the_award_and_the_owner_may_notice_again(market, raised, make):
    selection.escalate(market.act(CLOCKWORK, ANSWER_END), raised)
    for role, actor in make.every_role().items():
        with pytest.raises(NotAllowedError):
            selection.uphold(market.act(actor, ANSWER_END), raised, decision=f"{role} {REASON}")
    selection.uphold(market.act(market.regulator, ANSWER_END), raised, decision=REASON)
    request = raised.request
    assert (request.state, request.reason) == (State.VOID, Ending.OBJECTION_UPHELD)
    assert queries.award_of(market.session, request).state is AwardState.CANCELLED
    again = requests.renotice(market.act(market.owner, ANSWER_END), request)
    assert (again.state, again.round) == (State.OPEN, 0)


def test_dismissed_the_result_stands(market, raised):
    selection.escalate(market.act(CLOCKWORK, ANSWER_END), raised)
    selection.dismiss(market.act(market.regulator, ANSWER_END), raised, decision=REASON)
    selection.award(market.act(CLOCKWORK, ANSWER_END), raised.request)
    assert raised.request.state is State.AWARDED


VERBS = {
    "answer": ("owner", {"answer": REASON}),
    "settle": ("firm", {}),
    "escalate": ("firm", {}),
    "uphold": ("regulator", {"decision": REASON}),
    "dismiss": ("regulator", {"decision": REASON}),
}


@pytest.mark.parametrize("verb", VERBS)
def test_every_objection_state_and_verb(market, raised, put_state, each, verb):
    who, names = VERBS[verb]
    actor = loser(market, raised) if who == "firm" else getattr(market, who)
    act = market.act(actor, ANSWER_END)

    def try_one(state):
        put_state(raised, state)
        if OBJECTION.allows(verb, state):
            getattr(selection, verb)(act, raised, **names)
            assert raised.state is OBJECTION.moves[verb][1]
        else:
            with pytest.raises(WrongStateError):
                getattr(selection, verb)(act, raised, **names)

    each(ObjectionState, try_one)


@pytest.mark.parametrize("verb", ["replace", "withdraw"])
def test_every_offer_state_and_verb(market, put_state, each, verb):
    request, (firm,) = market.offered(90_000)
    mine = market.session.query(Offer).one()
    names = {"terms": offer_of()} if verb == "replace" else {}

    def try_one(state):
        put_state(mine, state)
        if OFFER.allows(verb, state):
            getattr(selection, verb)(market.act(firm), mine, **names)
            assert mine.state is OFFER.moves[verb][1]
        else:
            with pytest.raises(WrongStateError):
                getattr(selection, verb)(market.act(firm), mine, **names)
        assert request.state is State.OPEN

    each(OfferState, try_one)


def test_an_award_is_cancelled_once_and_only_within_a_decision(market):
    request, _ = market.selected()
    award = queries.award_of(market.session, request)
    with pytest.raises(NotAllowedError):
        selection.cancel(market.act(market.regulator, CLOSING), award, ending=Ending.NO_CONTRACT)
    inside = market.act(CLOCKWORK, CLOSING)
    inside = type(inside)(inside.session, inside.actor, inside.now, ("contracts.lapse",))
    selection.cancel(inside, award, ending=Ending.NO_CONTRACT)
    assert not AWARD.verbs_from(award.state)
    with pytest.raises(WrongStateError):
        selection.cancel(inside, award, ending=Ending.NO_CONTRACT)
