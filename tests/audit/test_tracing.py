"""States recomputed from facts: allowed orders lead to the column, others to no state."""

import pytest

from marketplace.audit.queries import tracing
from marketplace.contracts.models import Contract
from marketplace.core.act import CLOCKWORK
from marketplace.requests.models import Request
from marketplace.requests.states import State
from marketplace.selection import operations as selection
from tests.market import CLOSING


@pytest.fixture
def traces(app):
    return {trace.kind: trace for trace in tracing.traces()}


@pytest.mark.parametrize(
    ("verbs", "state"),
    [
        ([], {"draft"}),
        (["submit", "publish", "close", "open", "select", "award"], {"awarded"}),
        (["submit", "give_back", "submit", "withdraw"], {"withdrawn"}),
        (["publish"], set()),
        (["submit", "publish", "award"], set()),
        (["renotice"], {"open", "in_check"}),
    ],
)
def test_facts_lead_to_a_state_or_contradict_each_other(traces, verbs, state):
    names = [f"requests.{verb}" for verb in verbs]
    assert tracing.reached(traces["requests"], [], names) == state


def test_a_move_that_no_fact_tells_may_have_happened(traces):
    assert tracing.reached(traces["requests"], ["submit", "publish"], []) == {
        "draft", "in_check", "open",
    }  # fmt: skip


def test_every_table_with_a_machine_is_traced(traces):
    expected = {"requests", "offers", "awards", "objections", "draws", "contracts", "complaints"}
    assert expected <= set(traces)
    assert traces["requests"].table is Request
    assert traces["contracts"].table is Contract


def test_a_market_is_whole_and_a_changed_column_is_found(market, put_state):
    request, _ = market.offered(90_000, 95_000, 98_000)
    selection.open(market.act(CLOCKWORK, CLOSING), request)
    market.session.commit()
    assert list(tracing.faults(market.session)) == []
    put_state(request, State.OPEN)
    (fault,) = tracing.faults(market.session)
    assert "requests" in fault
    assert "open, but" in fault
