"""A clock that jumps halts what hangs on it, until the operator resumes with a reason."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from marketplace.core import timekeeping
from marketplace.core.act import CLOCKWORK
from marketplace.core.clock import Reading, reading
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.core.facts import Fact
from marketplace.core.timekeeping import JUMP, jump, mark_of, watch
from marketplace.core.transparency.models import LogLeaf
from marketplace.jobs.operations import do_duties
from marketplace.requests.states import State
from marketplace.selection import operations as selection
from tests.market import CLOSING

NOON = datetime(2026, 3, 5, 9, tzinfo=UTC)  # the moment of CLOSING
REASON = "The time server was wrong; the clock is right again."


def later(wall, uptime=None, boot="b", since=NOON):
    up = wall if uptime is None else uptime
    return Reading(since + timedelta(seconds=wall), 1000.0 + up, boot)


@given(st.integers(-90_000, 90_000), st.integers(0, 90_000))
def test_what_the_clock_gained_over_the_machine_is_the_jump(wall, uptime):
    found, gained = jump(later(0), later(wall, uptime)), timedelta(seconds=wall - uptime)
    assert found == (gained if abs(gained) > JUMP else timedelta(0))


@given(st.integers(-90_000, 900_000))
def test_after_a_restart_only_the_way_back_shows(wall):
    found = jump(later(0), later(wall, uptime=-900, boot="c"))
    assert bool(found) is (wall < -30)


def test_a_real_clock_is_in_order():
    assert jump(reading(), reading()) == timedelta(0)


@pytest.fixture
def halted(market):
    """Three offers wait; then the clock jumped an hour."""
    request, _ = market.offered(95_000, 90_000, 98_000)
    act = market.act(CLOCKWORK, CLOSING)
    assert watch(act, later(0))
    assert watch(act, later(20))
    assert not watch(act, later(3620, uptime=21))
    assert not watch(act, later(22))  # right again by itself: still somebody must look
    market.session.commit()
    return request


def test_while_halted_nothing_is_closed_or_opened(market, halted, at):
    at(CLOSING)
    assert do_duties(market.session) == 0 or halted.state is State.OPEN
    for do in (selection.open_or_ask, selection.open):
        with pytest.raises(WrongStateError, match="clock has jumped"):
            do(market.act(market.operator, CLOSING), halted)
    assert halted.state is State.OPEN


def test_the_operator_resumes_with_a_reason_and_all_goes_on(market, halted):
    act, mark = market.act(market.operator, CLOSING), mark_of(market.session)
    with pytest.raises(BadInputError):
        timekeeping.resume(act, mark, reason="ok")
    with pytest.raises(NotAllowedError):
        timekeeping.resume(market.act(market.owner, CLOSING), mark, reason=REASON)
    timekeeping.resume(act, mark, reason=REASON)
    assert watch(market.act(CLOCKWORK, CLOSING), later(90, boot="b"))
    assert selection.open_or_ask(act, halted)
    with pytest.raises(WrongStateError, match="nothing stands still"):
        timekeeping.resume(act, mark, reason=REASON)


def test_an_outage_is_a_public_fact_and_halts_nothing(market):
    act = market.act(CLOCKWORK, CLOSING)
    for passed in (0, 59, 119, 720):
        assert watch(act, later(passed))
    market.session.commit()
    away = timekeeping.outages(market.session, after=0)
    assert [(until - since).total_seconds() for since, until in away] == [60, 601]
    logged = market.session.scalars(select(Fact.name).join(LogLeaf)).all()
    assert logged.count("core.wake") == 2


def test_the_operator_is_told_and_resumes_on_the_page(market, halted, look, send):
    assert "/desk/clock" in look("/desk", market.operator)
    shown = look("/desk/clock", market.operator)
    assert "jumped by 3599 seconds" in shown
    look("/desk/clock", market.owner, status=403)
    send("/desk/clock", market.operator, status=422, reason="ok")
    send("/desk/clock", market.operator, reason=REASON)
    market.session.expire_all()
    assert not timekeeping.is_halted(market.session)
    assert "The clock is trusted" in look("/desk/clock", market.operator)
