"""A public beacon mixed into a draw, and the digest of the rules in its notice."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from marketplace.core.act import CLOCKWORK
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.core.facts import Fact
from marketplace.selection import operations as selection
from marketplace.selection import queries
from marketplace.selection.queries.draws import to_draw
from marketplace.selection.rules import beacon, drawing
from marketplace.selection.states import DrawState
from tests.drawn import DRAWING, FIXED
from tests.market import CLOSING

SIGNATURE = "ab" * 48
VALUE = sha256(bytes.fromhex(SIGNATURE)).hexdigest()
ENDED = "2026-03-07T00:00+08:00"  # the time to reveal and to enter is over
BOTH = {"signature": SIGNATURE, "randomness": VALUE}


@given(st.integers(0, 2**31))
def test_the_announced_round_is_the_first_ten_minutes_after_the_closing(seconds):
    closing = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    due = beacon.moment_of(beacon.announced(closing)["round"]) - closing - timedelta(minutes=10)
    assert timedelta(0) <= due < timedelta(seconds=3)


@pytest.fixture
def frozen(lots):
    """A draw with a beacon, its list frozen, all secrets told."""
    lots.exchange()
    request = lots.market.submitted(**FIXED)
    selection.notice(lots.market.act(lots.market.operator), request, with_beacon=True)
    lots.signed_up(3, request)
    lots.opened(request)
    lots.exchange(CLOSING)
    return queries.living_draw(lots.session, request)


def test_a_draw_waits_for_its_beacon_and_verifies_with_it(lots, frozen):
    now = lots.market.act(CLOCKWORK, DRAWING).now
    assert to_draw(lots.session, now) == []
    selection.enter_beacon(lots.market.act(lots.market.operator, DRAWING), frozen, **BOTH)
    selection.draw(lots.market.act(CLOCKWORK, DRAWING), frozen)
    document = queries.document(frozen)
    assert (document["beacon_value"], document["notice"]["beacon"]) == (VALUE, frozen.beacon)
    assert list(drawing.faults(document)) == []
    assert list(drawing.faults(document | {"beacon_value": None})) != []


def test_a_value_is_entered_once_by_the_operator_after_its_moment(lots, frozen):
    def enter(actor=lots.market.operator, at=DRAWING, **changed):
        return selection.enter_beacon(lots.market.act(actor, at), frozen, **BOTH | changed)

    with pytest.raises(WrongStateError, match="has not come"):
        enter(at="2026-03-05T17:09:59+08:00")
    with pytest.raises(NotAllowedError):
        enter(lots.market.owner)
    for wrong in ({"signature": "xy"}, {"randomness": "0" * 64}):
        with pytest.raises(BadInputError):
            enter(**wrong)
    enter()
    with pytest.raises(WrongStateError, match="does not wait"):
        enter()


def test_without_its_beacon_a_draw_is_void(lots, frozen):
    late = lots.market.act(CLOCKWORK, ENDED)
    selection.spoil(late, frozen)
    assert frozen.state is DrawState.SPOILT


def test_a_list_frozen_late_waits_for_a_round_nobody_knows(lots):
    lots.exchange()
    request = lots.market.submitted(**FIXED)
    draw = selection.notice(lots.market.act(lots.market.operator), request, with_beacon=True)
    announced = draw.beacon["round"]
    lots.signed_up(3, request)
    late = lots.market.act(CLOCKWORK, "2026-03-05T17:30+08:00")
    assert beacon.is_known(draw.beacon, late.now)
    lots.opened(request, late.now.isoformat())
    assert draw.beacon["round"] > announced
    assert beacon.moment_of(draw.beacon["round"]) - late.now >= timedelta(minutes=10)


def test_a_draw_held_anew_keeps_its_beacon_with_a_later_round(lots, frozen):
    selection.spoil(lots.market.act(CLOCKWORK, ENDED), frozen)
    act = lots.market.act(lots.market.regulator, ENDED)
    again = selection.redraw(act, frozen, reason="The line was down for hours.")
    assert not beacon.is_known(again.beacon, act.now)
    assert beacon.is_known(frozen.beacon, act.now)


@pytest.mark.parametrize(
    "wrong",
    [{"signature": "ab" * 47}, {"signature": "AB" * 47 + "zz"}, {"signature": ""},
     {"randomness": VALUE[:-1]}, {"randomness": VALUE[:-1] + "g"}, {"randomness": "0" * 64},
     {"signature": "cd" * 48}],
)  # fmt: skip
def test_a_value_of_a_wrong_form_is_refused_at_its_field(lots, frozen, send, at, wrong):
    lots.session.commit()
    at(DRAWING)
    path = f"/draws/{frozen.number}/enter_beacon"
    send(path, lots.market.operator, status=422, **BOTH | wrong)
    lots.session.refresh(frozen)
    assert (frozen.beacon_value, frozen.beacon_signature) == (None, None)


def test_a_later_closing_means_a_later_round(lots):
    lots.exchange()
    request = lots.market.submitted(**FIXED)
    draw = selection.notice(lots.market.act(lots.market.operator), request, with_beacon=True)
    first = draw.beacon["round"]
    request.closes_at += timedelta(days=1)
    selection.retime(lots.market.act(CLOCKWORK), draw)
    assert draw.beacon["round"] == first + 24 * 60 * 20


def test_the_notice_in_the_log_names_the_rules(lots, look):
    request = lots.open()
    lots.session.commit()
    draw = queries.living_draw(lots.session, request)
    about = select(Fact).where(Fact.name == "selection.notice")
    told = json.loads(lots.session.scalars(about).one().record)
    text = look(f"/draws/{draw.number}/rules.json")
    assert told["rules"] == sha256(text.encode()).hexdigest()
    assert json.loads(text)["figures"]["draw_picks"] == 3
    assert told["rules"] in look(f"/draws/{draw.number}")


def test_the_pages_of_a_beacon(lots, frozen, look, send, at):
    lots.session.commit()
    at(DRAWING)
    path = f"/draws/{frozen.number}"
    assert f"{path}/enter_beacon" in look(path, lots.market.operator)
    assert "Look up round" in look(f"{path}/enter_beacon", lots.market.operator)
    send(f"{path}/enter_beacon", lots.market.operator, **BOTH)
    shown = look(path)
    assert VALUE in shown
    assert f"api.drand.sh/{beacon.CHAIN}/public/{frozen.beacon['round']}" in shown
    assert "Entered by the operator" in shown
    assert "with_beacon" not in look(path)
