"""A selected firm that will not sign gives way to the next in the same order, nobody else."""

import pytest

from marketplace.contracts import operations, queries
from marketplace.contracts.states import State
from marketplace.core.act import CLOCKWORK
from marketplace.core.errors import NotAllowedError
from marketplace.core.facts import Fact
from marketplace.requests.states import Ending
from marketplace.requests.states import State as RequestState
from marketplace.selection import operations as selection
from marketplace.selection.queries import award_of, of_request
from marketplace.selection.rules.flaws import Flaw
from tests.market import OBJECTIONS_END, REASON

SIGNING_ENDS = "2026-03-25T00:00+08:00"  # ten working days after OBJECTIONS_END


@pytest.fixture
def drafted(market):
    """Awarded to the second of three, its contract drafted."""
    request, firms = market.selected(95_000, 90_000, 98_000)
    return request, firms, next_contract(market, request, OBJECTIONS_END)


def next_contract(market, request, at):
    act = market.act(CLOCKWORK, at)
    selection.award(act, request)
    contract = operations.draft(act, award_of(market.session, request))
    market.session.flush()
    return contract


def test_a_firm_that_refuses_gives_way_and_the_refusal_is_a_fact(market, drafted, session):
    request, firms, contract = drafted
    with pytest.raises(NotAllowedError):
        operations.decline(market.act(market.owner, OBJECTIONS_END), contract, reason=REASON)
    operations.decline(market.act(firms[1], OBJECTIONS_END), contract, reason=REASON)
    award = award_of(session, request)
    assert (contract.state, request.state) == (State.LAPSED, RequestState.SELECTED)
    assert award.firm_id == firms[0].organisation_id
    assert request.objections_until > market.act(CLOCKWORK, OBJECTIONS_END).now
    fact = session.query(Fact).filter_by(name="contracts.decline").one()
    assert fact.organisation_id == firms[1].organisation_id


def test_the_alternate_has_a_contract_of_its_own(market, drafted, session):
    request, firms, contract = drafted
    operations.decline(market.act(firms[1], OBJECTIONS_END), contract, reason=REASON)
    second = next_contract(market, request, "2026-03-17T00:00+08:00")
    assert second.number == f"{contract.number}-2"
    assert second.firm_id == firms[0].organisation_id
    assert queries.of_request(session, request.id) is second


@pytest.mark.parametrize("owner_signs", [True, False])
def test_silence_of_the_firm_alone_gives_way_of_the_owner_too_it_is_void(
    market, drafted, owner_signs
):
    request, firms, contract = drafted
    if owner_signs:
        operations.confirm(market.act(market.owner, OBJECTIONS_END), contract)
    operations.lapse(market.act(CLOCKWORK, SIGNING_ENDS), contract)
    if owner_signs:
        award = award_of(market.session, request)
        assert (request.state, award.firm_id) == (
            RequestState.SELECTED, firms[0].organisation_id,
        )  # fmt: skip
    else:
        assert (request.state, request.reason) == (RequestState.VOID, Ending.NO_CONTRACT)


def test_when_all_have_refused_the_request_is_void(market, drafted):
    request, firms, contract = drafted
    for firm, at in ((firms[1], OBJECTIONS_END), (firms[0], "2026-03-17T00:00+08:00"),
                     (firms[2], "2026-03-24T00:00+08:00")):  # fmt: skip
        if at != OBJECTIONS_END:
            contract = next_contract(market, request, at)
        operations.decline(market.act(firm, at), contract, reason=REASON)
    assert (request.state, request.reason) == (RequestState.VOID, Ending.NO_CONTRACT)
    reasons = {offer.reason for offer in of_request(market.session, request)}
    assert reasons == {Flaw.DECLINED}
