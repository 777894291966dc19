"""Bank to bank: recorded with proof, approved by a second person, confirmed by the firm."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from marketplace.accounts.models import Organisation
from marketplace.core import clock
from marketplace.core.act import Role
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.core.money import Money
from marketplace.payments import operations, queries
from marketplace.payments.models import BankTransfer
from marketplace.payments.states import BANK, BankState
from tests.contracts.story import Sent

SMALL, LARGE = 98_000_00, 300_000_00
PAID_ON = date(2026, 3, 2)


@pytest.fixture
def contract(till):
    return till.story.in_service


def record(till, contract, **changes):
    given = {"amount": contract.price, "paid_on": PAID_ON, "reference": "R1", "files": [Sent()]}
    terms = operations.Record(**(given | changes))
    owner = till.act(till.story.owner)
    return operations.record(owner, contract, part=contract.milestones[0], terms=terms)


def colleague(till):
    owner = till.session.get(Organisation, till.story.owner.organisation_id)
    return till.make.actor(Role.OWNER, owner)


def test_a_small_one_goes_to_the_firm_at_once(till, contract):
    row = record(till, contract())
    assert (row.state, row.needs_second) == (BankState.RECORDED, False)
    operations.confirm(till.act(till.story.firm), row)
    assert row.state is BankState.CONFIRMED


def test_above_the_limit_another_person_of_the_owner_approves(till, contract):
    row = record(till, contract(price=LARGE))
    assert row.state is BankState.PROPOSED
    with pytest.raises(NotAllowedError):
        operations.approve(till.act(till.story.owner), row)
    operations.approve(till.act(colleague(till)), row)
    assert row.state is BankState.RECORDED


def test_the_database_too_wants_two_persons(till, contract, session):
    row = record(till, contract(price=LARGE))
    session.commit()
    this = update(BankTransfer).where(BankTransfer.id == row.id)
    for broken in ({"approved_by": row.recorded_by}, {"state": BankState.RECORDED}):
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(this.values(**broken))


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("amount", {"amount": Money(0, "CNY")}),
        ("amount", {"amount": Money(SMALL + 1, "CNY")}),
        ("amount", {"amount": Money(1, "EUR")}),
        ("paid_on", {"paid_on": date(2026, 3, 3)}),
        ("files", {"files": []}),
    ],
)
def test_what_is_wrong_is_named(till, contract, field, change):
    with pytest.raises(BadInputError) as refused:
        record(till, contract(), **change)
    assert refused.value.field == field


def test_the_same_transfer_is_recorded_once(till, contract):
    mine = contract()
    record(till, mine, amount=Money(100, "CNY"))
    with pytest.raises(BadInputError, match="recorded already"):
        record(till, mine, amount=Money(100, "CNY"))


def test_not_more_is_recorded_than_is_to_be_paid(till, contract):
    mine = contract()
    record(till, mine)
    with pytest.raises(WrongStateError, match="is paid"):
        record(till, mine, reference="R2")


def test_a_silent_firm_has_received_it_by_rule(till, contract, session, at):
    row = record(till, contract())
    assert list(queries.unconfirmed(session, clock.now())) == []
    at((clock.now() + timedelta(days=9)).isoformat())
    assert queries.unconfirmed(session, clock.now()) == [row]
    operations.confirm_by_rule(till.act(), row)
    assert (row.state, row.by_rule) == (BankState.CONFIRMED, True)


@pytest.mark.parametrize(
    ("verb", "state"),
    [("rule_paid", BankState.CONFIRMED), ("rule_unpaid", BankState.DROPPED)],
)
def test_the_regulator_rules_when_the_firm_denies(till, contract, verb, state):
    row = record(till, contract())
    operations.deny(till.act(till.story.firm), row, reason="Not on our statement.")
    getattr(operations, verb)(till.act(till.story.regulator), row, reason="As the bank says.")
    assert row.state is state


GIVEN = {"deny": {"reason": "x"}, "rule_paid": {"reason": "x"}, "rule_unpaid": {"reason": "x"}}


def actor_for(till, verb):
    if verb in {"rule_paid", "rule_unpaid"}:
        return till.story.regulator
    if verb == "confirm_by_rule":
        return till.act().actor
    return till.story.firm if verb in {"confirm", "deny"} else colleague(till)


@pytest.mark.parametrize("verb", sorted(set(BANK.moves) - {"pass_on"}))
def test_each_verb_works_from_its_states_alone(till, contract, put_state, each, verb):
    row = record(till, contract())
    act = till.act(actor_for(till, verb))

    def try_one(state):
        put_state(row, state)
        if BANK.allows(verb, state):
            getattr(operations, verb)(act, row, **GIVEN.get(verb, {}))
            assert row.state == BANK.moves[verb][1]
        else:
            with pytest.raises(WrongStateError):
                getattr(operations, verb)(act, row, **GIVEN.get(verb, {}))

    each(BankState, try_one)


@pytest.mark.parametrize("verb", ["confirm", "deny", "approve", "drop", "rule_paid"])
def test_strangers_to_the_contract_do_nothing(till, contract, verb):
    row = record(till, contract())
    for role in (Role.OWNER, Role.INTERMEDIARY, Role.REGULATOR, Role.OPERATOR):
        with pytest.raises(NotAllowedError):
            getattr(operations, verb)(till.act(till.make.actor(role)), row, **GIVEN.get(verb, {}))
