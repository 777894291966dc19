"""Change orders: numbered, signed by both, refused by silence."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.contracts import operations, queries, rules
from marketplace.contracts.rules import Asked, Hold, Part
from marketplace.contracts.states import CHANGES, Cause, Change, State, Step
from marketplace.core.act import CLOCKWORK
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.core.money import Money
from marketplace.core.recounts import Deadline

DOES = {
    "agree_change": lambda story, contract: operations.agree_change(
        story.act(story.owner), contract
    ),
    "refuse_change": lambda story, contract: operations.refuse_change(
        story.act(story.owner), contract, reason="No."
    ),
    "withdraw_change": lambda story, contract: operations.withdraw_change(
        story.act(story.firm), contract
    ),
    "refuse_change_by_rule": lambda story, contract: operations.refuse_change_by_rule(
        story.act(CLOCKWORK), contract.changes[-1]
    ),
}


@pytest.mark.parametrize("state", Change)
@pytest.mark.parametrize("verb", CHANGES.moves)
def test_each_verb_works_from_its_states_alone(story, verb, state):
    contract = story.in_service()
    order = story.asks(contract, days=3)
    vars(type(order))["state"].__set__(order, state)
    if CHANGES.allows(verb, state):
        DOES[verb](story, contract)
        assert order.state == CHANGES.moves[verb][1]
    else:
        with pytest.raises(WrongStateError):
            DOES[verb](story, contract)


def test_an_agreed_extension_moves_the_day_and_keeps_the_price(story):
    contract = story.in_service()
    story.agreed(contract, days=3)
    assert (contract.days, contract.due_on) == (13, date(2026, 3, 19))
    assert contract.current.due_on == contract.due_on
    assert contract.price == contract.first_price == Money(98_000_00, "CNY")


def test_both_sides_sign_the_paper_of_the_change(story):
    contract = story.in_service()
    order = story.agreed(contract, days=3)
    assert {one.side for one in contract.signatures_of(order.no)} == {"owner", "intermediary"}
    checked = queries.checked(contract)
    assert [one.is_whole for one in checked] == [True, True]
    assert all(holds for one in checked for _, holds in one.signatures)


def test_an_agreed_price_holds_and_the_first_is_kept(story):
    contract = story.in_service()
    story.agreed(contract, minor=5_000_00, scope="Two more boreholes.")
    assert (contract.price, contract.current.price) == (Money(103_000_00, "CNY"),) * 2
    assert contract.first_price == Money(98_000_00, "CNY")
    assert "Two more boreholes." in contract.terms[-1]["text_zh"]


def test_a_new_part_may_be_added(story):
    contract = story.in_service()
    story.agreed(contract, new=(5, 10_000_00))
    second = contract.milestones[1]
    assert (second.title, second.days, second.state) == ("Added", 5, Step.PLANNED)
    assert (contract.price, contract.days) == (Money(108_000_00, "CNY"), 15)
    story.deliver(contract)
    operations.accept(story.act(story.owner), contract)
    assert (contract.state, contract.current) == (State.IN_SERVICE, second)


def test_nothing_changes_before_the_other_side_signs(story):
    contract = story.in_service()
    story.asks(contract, days=3, minor=1_00)
    assert (contract.days, contract.price) == (10, Money(98_000_00, "CNY"))


@pytest.mark.parametrize(("asked", "day"), [({"days": 3}, 5), ({"minor": 100}, 10)])
def test_silence_refuses_an_extension_sooner_than_another_change(story, session, asked, day):
    contract = story.in_service()
    order = story.asks(contract, **asked)
    due = order.answer_due_at
    assert due == datetime.fromisoformat(f"2026-03-{day:02}T00:00+08:00")
    assert queries.unanswered_changes(session, due - timedelta(seconds=1)) == []
    assert queries.unanswered_changes(session, due) == [order]
    operations.refuse_change_by_rule(story.act(CLOCKWORK), order)
    assert (order.state, contract.days) == (Change.UNANSWERED, 10)


def test_one_second_late_is_too_late_to_agree(story, at):
    contract = story.in_service()
    story.asks(contract, days=3)
    at("2026-03-05T00:00+08:00")
    with pytest.raises(WrongStateError, match="over"):
        operations.agree_change(story.act(story.owner), contract)


@pytest.mark.parametrize("verb", ["agree_change", "refuse_change"])
def test_who_asks_does_not_answer(story, verb):
    contract = story.in_service()
    story.asks(contract, by=story.owner, days=3)
    with pytest.raises(NotAllowedError, match="yourself"):
        DOES[verb](story, contract)
    with pytest.raises(NotAllowedError, match="other side"):
        DOES["withdraw_change"](story, contract)


def test_one_change_at_a_time(story):
    contract = story.in_service()
    story.asks(contract, days=3)
    with pytest.raises(WrongStateError, match="already"):
        story.asks(contract, by=story.owner, days=1)
    operations.withdraw_change(story.act(story.firm), contract)
    assert story.asks(contract, days=2).no == 2


def test_a_draft_and_a_finished_contract_do_not_change(story):
    for contract in (story.contract(), story.accepted()):
        with pytest.raises(WrongStateError, match="cannot be changed"):
            story.asks(contract, days=1)


def test_what_is_delivered_or_paid_in_stays(story):
    contract = story.in_parts((10_00, 5), (20_00, 5))
    contract.milestones[1].funded_at = story.act().now
    story.deliver(contract)
    with pytest.raises(BadInputError, match="Part 1 is delivered"):
        story.asks(contract, days=1)
    before = queries.parts_of(contract)
    dearer = [before[0], Part(2, "Step 2", 5, 21_00)]
    asked = Asked(Cause.OTHER, "More.", dearer)
    with pytest.raises(BadInputError, match="paid in"):
        operations.propose_change(story.act(story.firm), contract, asked=asked)


def test_a_part_delivered_meanwhile_stops_the_agreement(story):
    contract = story.in_service()
    story.asks(contract, days=3)
    story.deliver(contract)
    with pytest.raises(WrongStateError, match="delivered"):
        operations.agree_change(story.act(story.owner), contract)


def test_the_end_of_the_contract_closes_what_is_proposed(story):
    ended, accepted = story.in_service(), story.delivered()
    order = story.asks(ended, days=3)
    operations.end(story.act(story.regulator), ended, reason="The project stopped.")
    assert order.state is Change.UNANSWERED
    with pytest.raises(BadInputError):
        story.asks(accepted, days=1)


def test_a_change_of_the_calendar_moves_the_answer_later(story, session):
    contract = story.in_service()
    order = story.asks(contract, days=3)
    later = order.answer_due_at + timedelta(days=1)
    terms = {"deadline": Deadline.ANSWER_DUE_AT, "until": later}
    assert queries.open_changes(session) == [order]
    operations.recount_change(story.act(CLOCKWORK), order, **terms)
    assert order.answer_due_at == later


PARTS = st.lists(st.tuples(st.integers(1, 400), st.integers(1, 10**12)), min_size=1, max_size=6)


@given(PARTS, st.integers(-3, 3), st.integers(-3, 3))
def test_shares_that_miss_the_price_by_a_cent_are_refused(rows, cents, days):
    parts = [Part(no, "", d, minor) for no, (d, minor) in enumerate(rows, 1)]
    minor, whole = sum(part.minor for part in parts), sum(part.days for part in parts)
    fault = rules.split_fault(parts, minor + cents, whole + days)
    assert (fault is None) == (cents == 0 and days == 0)


@given(PARTS, PARTS)
def test_a_change_never_takes_a_part_away(before, after):
    old, new = (
        [Part(no, "", days, minor) for no, (days, minor) in enumerate(rows, 1)]
        for rows in (before, after)
    )
    fault = rules.change_fault(old, new, Hold(), "")
    assert (fault is None) == (len(new) >= len(old) and new != old)


def test_nothing_to_change_is_refused():
    part = [Part(1, "", 5, 100)]
    assert rules.change_fault(part, part, Hold(), " ")
    assert rules.change_fault(part, part, Hold(), "Other work.") is None
    assert rules.change_fault(part, [Part(1, "", 0, 100)], Hold(), "")
