"""Money of a contract that ended: agreed by both sides, ruled, or given back by rule."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from marketplace.accounts.models import Organisation
from marketplace.contracts import operations as contracts
from marketplace.core import clock
from marketplace.core.act import Role
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.core.money import Money
from marketplace.payments import operations, queries
from marketplace.payments.models import Decision, Payment, Settlement
from marketplace.payments.states import State

SMALL, LARGE = 98_000_00, 300_000_00


@pytest.fixture
def ended(till):
    """Held money of an ended contract, of any price."""

    def make(price=SMALL):
        till.account()
        payment = till.funded(till.story.in_service(price=price))
        till.end(payment)
        return payment

    return make


def half(payment):
    return Money(payment.amount.minor // 2, "CNY")


def propose(till, payment, by=None, part=None):
    terms = {"firm_part": part or half(payment), "reason": "Half was done."}
    return operations.propose(till.act(by or till.story.firm), payment, **terms)


def rule(till, payment, part=None):
    terms = {"firm_part": part or half(payment), "reason": "Half was done."}
    return operations.rule(till.act(till.story.regulator), payment, **terms)


def test_both_sides_agree_on_a_split(till, ended):
    payment = ended()
    operations.agree(till.act(till.story.owner), propose(till, payment))
    till.work()
    assert payment.state is State.SPLIT
    assert sum(one["amount"] for one in till.of("transfer") + till.of("refund")) == SMALL


def test_who_proposes_never_agrees(till, ended):
    decision = propose(till, ended())
    with pytest.raises(NotAllowedError):
        operations.agree(till.act(till.story.firm), decision)


def test_a_refused_proposal_makes_room_for_another(till, ended):
    payment = ended()
    operations.refuse(till.act(till.story.owner), propose(till, payment))
    assert propose(till, payment, till.story.owner).closed_at is None
    with pytest.raises(WrongStateError, match="open already"):
        propose(till, payment)


@pytest.mark.parametrize("minor", [-1, SMALL + 1])
def test_a_part_lies_within_what_is_held(till, ended, minor):
    with pytest.raises(BadInputError):
        propose(till, ended(), part=Money(minor, "CNY"))


def test_the_regulator_rules_alone_below_the_limit(till, ended):
    payment = ended()
    rule(till, payment)
    till.work()
    assert payment.state is State.SPLIT


def test_above_the_limit_a_second_person_approves(till, ended):
    payment = ended(LARGE)
    decision = rule(till, payment)
    assert payment.state is State.FUNDED
    with pytest.raises(NotAllowedError):
        operations.second(till.act(till.story.regulator), decision)
    operations.second(till.act(colleague(till)), decision)
    till.work()
    assert payment.state is State.SPLIT


def colleague(till):
    office = till.session.get(Organisation, till.story.regulator.organisation_id)
    return till.make.actor(Role.REGULATOR, office)


def test_the_database_too_wants_two_persons(till, ended, session):
    decision = rule(till, ended(LARGE))
    same = update(Decision).where(Decision.id == decision.id)
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(same.values(approved_by=decision.proposed_by))
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(same.values(approved_at=clock.now()))


def test_a_ruling_goes_before_a_proposal(till, ended):
    payment = ended()
    proposal = propose(till, payment)
    rule(till, payment, Money(SMALL, "CNY"))
    assert proposal.closed_at is not None
    till.work()
    assert payment.state is State.TRANSFERRED


@pytest.mark.parametrize("who", ["owner", "firm", "outsider"])
def test_only_the_regulator_of_the_work_rules(till, ended, who):
    payment = ended()
    other = till.make.actor(Role.REGULATOR)
    actor = {"owner": till.story.owner, "firm": till.story.firm, "outsider": other}[who]
    with pytest.raises(NotAllowedError):
        operations.rule(till.act(actor), payment, firm_part=half(payment), reason="x")


def test_while_the_work_goes_on_nothing_is_divided(till):
    payment = till.funded()
    for attempt in (propose, rule):
        with pytest.raises(WrongStateError, match="nothing to divide"):
            attempt(till, payment)


def test_it_goes_back_by_rule_when_nobody_decides(till, ended, session, at):
    payment = ended()
    assert queries.ended(session, clock.now()) == []
    at((clock.now() + timedelta(days=20)).isoformat())
    assert queries.ended(session, clock.now()) == [payment]
    operations.settle_by_rule(till.act(), payment)
    till.work()
    assert payment.state is State.REFUNDED


def test_a_ruling_that_waits_for_its_second_person_holds_the_money(till, ended, session, at):
    rule(till, ended(LARGE))
    at((clock.now() + timedelta(days=60)).isoformat())
    assert queries.ended(session, clock.now()) == []


def test_a_payment_is_settled_once_by_the_table_too(till, ended, session):
    payment = ended()
    rule(till, payment)
    twin = {"firm_minor": 0, "owner_minor": 1, "total_minor": 1, "currency": "CNY"}
    refused_by_the_table(session, Settlement(payment_id=payment.id, decided_at=clock.now(), **twin))


def refused_by_the_table(session, row):
    session.add(row)
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


@pytest.mark.parametrize("parts", [(5, 6, 10), (-1, 11, 10), (0, 0, 0)])
def test_parts_that_do_not_sum_are_refused_by_the_table(till, session, parts):
    payment = till.funded()
    minor = dict(zip(("firm_minor", "owner_minor", "total_minor"), parts, strict=True))
    known = {"payment_id": payment.id, "decided_at": clock.now(), "currency": "CNY"}
    refused_by_the_table(session, Settlement(**known, **minor))


def test_money_held_when_the_regulator_accepts_goes_to_the_firm(till, session):
    till.account()
    payment = till.funded()
    contract = till.story.deliver(payment.contract)
    for _ in range(3):
        contracts.give_back(till.act(till.story.owner), contract, reasons="Page 3 is missing.")
        if contract.state.value == "returned":
            till.story.deliver(contract)
    contracts.rule_accepted(till.act(till.story.regulator), contract, reason="It is there.")
    till.settle(payment)
    assert session.get(Payment, payment.id).state is State.TRANSFERRED
