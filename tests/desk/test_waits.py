"""What waits for each role, from made data."""

from dataclasses import replace

import pytest
from sqlalchemy import event

from marketplace.contracts import operations as contracts
from marketplace.core.act import CLOCKWORK, Actor, Role
from marketplace.core.errors import WrongStateError
from marketplace.desk import queries
from marketplace.desk.rules import Wait
from marketplace.directory.models import Firm, Match
from marketplace.directory.states import Standing
from marketplace.requests import operations as requests
from marketplace.requests.queries import next_of
from marketplace.requests.states import Ending
from marketplace.selection import operations as selection
from marketplace.selection.queries import award_of
from tests.market import CLOSING, MONDAY, OBJECTIONS_END, REASON

AGAIN_CLOSED = "2026-03-10T09:00+08:00"
AFTER = "2026-03-12T09:00+08:00"
KEYS = {"rating_key": 0, "on_time_key": 0, "contracts_key": 0, "name_key": "a"}


def contract_of(market):
    """Drafted after the time to object."""
    request, firms = market.selected()
    selection.award(market.act(CLOCKWORK, OBJECTIONS_END), request)
    contract = contracts.draft(market.act(CLOCKWORK, AFTER), award_of(market.session, request))
    market.session.flush()
    return contract, firms[1]


def test_an_owner_is_shown_drafts_and_what_was_returned(market, waits):
    request = market.submitted()
    assert waits(market.owner) == []
    requests.give_back(market.act(market.operator), request, reason=REASON)
    market.session.flush()
    assert waits(market.owner) == ["Returned by the operator: mend and submit again"]


def test_what_failed_twice_waits_for_its_owner_until_he_acts_or_leaves_it(market, waits, session):
    selection.open(market.act(CLOCKWORK, CLOSING), request := market.open())
    assert waits(market.owner) == []  # the clock has noticed it again
    again = next_of(session, request)
    selection.open(market.act(CLOCKWORK, AGAIN_CLOSED), again)
    session.flush()
    told = ["Failed twice: choose a firm directly, ask anew, or leave it at that"]
    assert (waits(market.owner), waits(market.firm())) == (told, [])
    requests.leave(market.act(market.owner, AGAIN_CLOSED), again)
    assert waits(market.owner) == []
    with pytest.raises(WrongStateError, match="at that already"):
        requests.leave(market.act(market.owner, AGAIN_CLOSED), again)


def test_a_void_request_waits_until_it_is_noticed_again(market, waits, session):
    request, _ = market.selected()
    by_rule = replace(market.act(CLOCKWORK, CLOSING), within=("selection.cancel",))
    requests.void(by_rule, request, ending=Ending.COMPLAINT_UPHELD)
    session.flush()
    assert waits(market.owner) == ["A request became void: notice it again, or leave it at that"]
    requests.renotice(market.act(market.owner, CLOSING), request)
    session.flush()
    assert waits(market.owner) == []


def test_an_objection_waits_for_the_owner_then_for_the_firm(market, waits, at):
    request, (loser, *_) = market.selected()
    objection = selection.contest(market.act(loser, CLOSING), request, grounds=REASON)
    market.session.flush()
    assert waits(market.owner) == ["Answer an objection"]
    selection.answer(market.act(market.owner, CLOSING), objection, answer=REASON)
    market.session.flush()
    assert waits(market.owner) == []
    assert "Your objection was answered: content, or to the regulator?" in waits(loser)
    selection.escalate(market.act(loser, CLOSING), objection)
    market.session.flush()
    assert "Decide an objection" in waits(market.regulator)


def test_a_contract_waits_for_each_side_until_it_confirmed(market, waits):
    contract, firm = contract_of(market)
    assert "Sign the contract" in waits(market.owner)
    contracts.confirm(market.act(market.owner, AFTER), contract)
    market.session.flush()
    assert "Sign the contract" not in waits(market.owner)
    assert "Sign the contract" in waits(firm)


def test_work_in_service_waits_for_the_firm_until_its_last_day(market, waits, session, at):
    contract, firm = contract_of(market)
    contracts.confirm(market.act(market.owner, AFTER), contract)
    contracts.conclude(market.act(firm, AFTER), contract)
    session.flush()
    (wait,) = [one for one in queries.mine(session, firm, contract.concluded_at) if one.due]
    assert (str(wait.what), wait.path) == ("Deliver the work", f"/contracts/{contract.id}")


def test_requests_to_check_wait_for_the_operator(market, waits):
    market.submitted()
    assert waits(market.operator) == ["Check a request"]


def test_an_opening_that_is_late_waits_for_the_operator(market, waits, at):
    market.offered(90_000)
    at("2026-03-05T17:10+08:00")
    assert "Open the offers: the job is late" in waits(market.operator)


def test_matching_requests_wait_for_a_firm_until_it_offered(market, waits, at):
    at(MONDAY)
    request, firm = market.open(), market.firm()
    row = market.session.query(Firm).filter_by(organisation_id=firm.organisation_id).one()
    where = {"item_id": market.item.id, "area_id": market.area.id, "standing": Standing.GOOD}
    market.add(Match(firm_id=row.id, **where, **KEYS))
    assert waits(firm) == ["A request you may answer"]
    market.offered(request=request)
    row.state = row.state
    at(CLOSING)
    assert waits(firm) == []


def test_a_newcomer_is_asked_to_apply(make, waits):
    assert waits(make.actor(Role.INTERMEDIARY)) == ["Apply for entry into the directory"]


@pytest.mark.parametrize("role", [Role.CLERK, Role.SPECIALIST, Role.AUDITOR, Role.STRANGER])
def test_other_roles_have_no_waits(waits, role):
    assert waits(Actor(1, 1, role)) == []


def test_the_number_of_queries_does_not_grow(market, session):
    for _ in range(3):
        market.submitted()
    session.flush()
    seen = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *call: seen.append(call[2]))
    found = queries.mine(session, market.operator, market.act(CLOCKWORK).now)
    assert all(isinstance(wait, Wait) for wait in found)
    assert len(seen) <= 9
