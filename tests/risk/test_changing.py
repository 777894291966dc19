"""A contract that grew, or that was changed often."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from marketplace.core.act import CLOCKWORK
from marketplace.risk import operations, rules
from marketplace.risk.models import Signal, SignalFirm
from marketplace.risk.rules.changing import most_within
from tests.contracts.story import Story

DAY = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def story(session, make):
    return Story(session, make)


@pytest.mark.parametrize(("now", "flagged"), [(110_00, False), (110_01, True), (90_00, False)])
def test_more_than_a_tenth_over_the_first_price_is_flagged(now, flagged):
    reading = rules.contract_grown(100_00, now, 10, ["1"])
    assert (reading.state is rules.ReadingState.FLAGGED) == flagged
    assert (reading.threshold, reading.n) == (0.1, 1)


@pytest.mark.parametrize(("days", "flagged"), [(90, True), (91, False)])
def test_two_changes_in_ninety_days_are_flagged(days, flagged):
    agreed = [DAY, DAY + timedelta(days=days)]
    reading = rules.contract_changed_often(agreed, 90, 2, ["1", "2"])
    assert (reading.state is rules.ReadingState.FLAGGED) == flagged


def test_the_most_within_a_span_is_counted():
    moments = [DAY + timedelta(days=n) for n in (0, 50, 100, 120)]
    assert most_within(moments, timedelta(days=70)) == 3
    assert most_within([], timedelta(days=70)) == 0


def test_both_sides_may_answer_a_signal_on_their_contract(story, session, sign_in):
    contract = story.in_service()
    story.agreed(contract, minor=9_801_00)
    operations.watch_changes(story.act(CLOCKWORK), contract)
    session.commit()
    signal = session.scalars(select(Signal).filter_by(kind="contract_grown")).one()
    theirs = session.scalars(select(SignalFirm.organisation_id).filter_by(signal_id=signal.id))
    assert (signal.flagged, signal.n, signal.family) == (True, 1, "change")
    assert set(theirs) == {contract.firm_id, contract.owner_id}
    text = sign_in(story.firm).get(f"/signals/{signal.id}").text
    assert "Typical false positives" in text


def test_a_small_change_is_kept_unflagged(story, session):
    contract = story.in_service()
    story.agreed(contract, days=2)
    operations.watch_changes(story.act(CLOCKWORK), contract)
    assert [one.flagged for one in session.scalars(select(Signal))] == [False, False]
