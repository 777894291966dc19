"""Scenario 18: more days to object from a day on; what runs keeps its three. Both are public."""

import json
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256

import pytest

from marketplace.accounts.models import Organisation
from marketplace.core import calendars, rulesets
from marketplace.core.errors import WrongStateError
from marketplace.core.rulesets import Rules
from marketplace.desk import operations as desk
from marketplace.requests import operations as requests
from marketplace.requests.states import Method
from marketplace.selection import operations as selection
from marketplace.selection import queries
from marketplace.selection.rules import drawing
from tests.drawn import Lots, witnessed
from tests.market import CLOSING, MONDAY, OBJECTIONS_END, REASON, Market, offer_of, yuan

TURN = "2026-03-04T00:00+08:00"  # the first moment of the new version
WEDNESDAY = "2026-03-04T09:00+08:00"
MONDAY_AFTER = "2026-03-09T00:00+08:00"
GROUNDS = "The winner is linked to the owner of the site."


@pytest.fixture
def market(session, act, make):
    """On Monday the operator sets that from Wednesday on losers have five days."""
    market = Market(session)
    market.old, market.firms = market.offered(95_000, 90_000, 98_000)
    changes_the_rules(market, MONDAY, TURN, objection_days=5)
    return market


def changes_the_rules(market, now, turn, **figures):
    figures = asdict(Rules()) | figures
    given = {"in_force_from": datetime.fromisoformat(turn), "reason": "Losers asked for more."}
    desk.set_rules(market.act(market.operator, now), None, figures=figures, **given)
    market.session.flush()


def test_what_runs_keeps_its_three_days(market):
    selection.open(market.act(market.operator, CLOSING), market.old)
    assert market.old.objections_until == datetime.fromisoformat(OBJECTIONS_END)
    late = market.act(market.firms[0], OBJECTIONS_END)
    with pytest.raises(WrongStateError, match="over"):
        selection.contest(late, market.old, grounds=GROUNDS)


def begun_after_the_turn(market):
    """Handed in, published and offered for on Wednesday."""
    request = market.draft()
    requests.submit(market.act(market.owner, WEDNESDAY), request)
    requests.publish(market.act(market.operator, WEDNESDAY), request)
    for firm in market.firms:
        selection.offer(market.act(firm, WEDNESDAY), request, terms=offer_of())
    return request


def test_what_begins_after_it_has_five(market, session):
    request = begun_after_the_turn(market)
    closing = request.closes_at.isoformat()
    selection.open(market.act(market.operator, closing), request)
    calendar, zone = calendars.current(session), calendars.zone()
    assert request.objections_until == calendar.deadline(request.closes_at, 5, zone)
    assert (request.rule_set.version, market.old.rule_set.version) == (2, 1)


@pytest.mark.parametrize(("locale", "words"), [("zh", "3 个工作日"), ("en", "3 working days")])
def test_everybody_reads_both_versions(market, session, sign_in, locale, words):
    session.commit()
    page = sign_in(None, locale).get("/rules").text
    assert "Losers asked for more." in page
    assert words in page
    assert f"<strong>{words.replace('3', '5')}</strong>" in page


@pytest.mark.parametrize(("day", "words"), [(MONDAY, "3 working"), (WEDNESDAY, "5 working")])
def test_a_page_tells_the_days_of_its_own_case(market, session, sign_in, at, day, words):
    firm = market.session.get(Organisation, market.firms[0].organisation_id)
    named = {"direct_firm": firm.code, "direct_reason": REASON, "agreed_price": yuan(90_000)}
    request = market.draft(method=Method.DIRECT, **named)
    requests.submit(market.act(market.owner, day), request)
    session.commit()
    at(WEDNESDAY)
    page = sign_in(market.operator).get(f"/requests/{request.id}/name").text
    assert f"may object for {words} days" in page


@pytest.fixture
def drawn(session, tmp_path):
    """A request decided by lot on Thursday; other rules count from Monday on."""
    with witnessed(tmp_path / "witness"):
        market = Market(session)
        request, _ = Lots(market).drawn(5)
    changes_the_rules(
        market, "2026-03-06T09:00+08:00", MONDAY_AFTER, draw_picks=1, objection_days=5
    )
    session.commit()
    session.expire_all()
    return request


def test_an_old_draw_is_replayed_under_its_own_rules(drawn, session):
    now = datetime.fromisoformat(MONDAY_AFTER)
    draw = queries.living_draw(session, drawn)
    file = drawing.as_file(queries.document(draw))
    assert list(drawing.faults(drawing.read(file))) == []
    assert sha256(file).hexdigest() == draw.digest
    assert rulesets.in_force(session, now).version == 2
    assert (draw.n_select, json.loads(draw.rules_text())["version"]) == (3, 1)
    assert sha256(draw.rules_text().encode()).hexdigest() == draw.rules_digest


def test_the_replay_gives_the_old_winner(drawn, session):
    draw = queries.living_draw(session, drawn)
    told = queries.document(draw)
    seed = drawing.seed_of(draw.number, told["pool_root"], told["reveals"], None)
    first = drawing.result_of(seed, 5, draw.n_select)[0]
    winner = next(line.firm_id for line in draw.entries if line.no == first)
    assert queries.award_of(session, drawn).firm_id == winner
    assert drawn.objections_until == datetime.fromisoformat(OBJECTIONS_END)
