"""Money on the desks: who is to pay, confirm, answer, rule or look; and until when."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event, update

from marketplace.core import clock
from marketplace.core.act import Role
from marketplace.core.money import Money
from marketplace.desk import queries as desk
from marketplace.fake_stripe import happenings
from marketplace.jobs.operations import read_facts
from marketplace.payments import backend, operations
from marketplace.payments.models import Reconciliation
from tests.payments.test_banking import LARGE, colleague, record
from tests.payments.test_deciding import colleague as regulators_colleague
from tests.payments.test_deciding import propose, rule

ADVANCE = "Pay in advance: the platform holds the money until you accept"
OPEN_PAGE = "A payment page is open: pay, or close it"
PAY, QUESTION = "Pay for accepted work", "Say whether you paid anything else, to anyone"
SETUP = "Set up the account that you are paid to: money waits for you"
PROPOSE = "Money of an ended contract is held: propose how to divide it"
ANSWER = "Answer how the other side would divide held money"
NO_AGREEMENT = "The sides do not agree on held money: rule"


@pytest.fixture
def waits(till):
    """What waits about money, by text; the paths lead to pages of money."""

    def look(actor):
        till.session.commit()
        read_facts(till.session)
        found = desk.mine(till.session, actor, clock.now())
        return {str(one.what): one for one in found if one.path.startswith("/payments/")}

    return look


@pytest.fixture
def ended(till):
    """Money held of a contract that ended."""
    payment = till.funded()
    till.end(payment)
    return payment


def test_a_part_that_runs_may_be_paid_in_where_a_service_holds_the_money(till, waits):
    contract = till.story.in_service()
    (wait,) = waits(till.story.owner).values()
    assert (str(wait.what), wait.due) == (ADVANCE, None)
    assert wait.path == f"/payments/milestones/{contract.milestones[0].id}/pay"
    backend.connect(None)
    assert waits(till.story.owner) == {}


def test_an_open_page_waits_until_it_closes_by_itself(till, waits):
    payment = till.requested()
    wait = waits(till.story.owner)[OPEN_PAGE]
    assert wait.path == f"/payments/{payment.id}"
    assert wait.due == payment.planned_at + timedelta(hours=23)


def test_nothing_waits_while_money_is_under_way_or_held(till, waits):
    payment = till.funded(number=happenings.SLOW)
    assert waits(till.story.owner) == {}
    happenings.settle(till.book, payment.checkout_ref)
    till.work()
    assert waits(till.story.owner) == {}


def test_accepted_work_is_to_be_paid_by_its_day(till, waits):
    contract = till.story.accepted()
    found = waits(till.story.owner)
    assert set(found) == {PAY, QUESTION}
    assert found[PAY].due.date() > contract.accepted_at.date()
    backend.connect(None)
    assert waits(till.story.owner)[PAY].path.endswith("/record")


def test_a_recorded_transfer_waits_for_its_second_person_then_for_the_firm(till, waits):
    row = record(till, till.story.in_service(price=LARGE))
    second = "Approve a bank transfer as second person"
    assert second not in waits(till.story.owner)
    assert waits(colleague(till))[second].path == f"/payments/transfers/{row.id}"
    operations.approve(till.act(colleague(till)), row)
    assert waits(till.story.owner) == {}
    assert waits(till.story.firm)["Say whether a bank transfer came"].due == row.confirm_due_at


def test_a_denied_transfer_waits_for_the_regulator_of_the_work(till, waits):
    row = record(till, till.story.in_service())
    operations.deny(till.act(till.story.firm), row, reason="Not on our statement.")
    assert "Rule whether a bank transfer was paid" in waits(till.story.regulator)
    assert waits(till.make.actor(Role.REGULATOR)) == {}


def test_a_firm_without_an_account_is_asked_for_one_when_money_waits(till, waits):
    till.story.in_service()
    assert waits(till.story.firm) == {}
    till.funded()
    assert waits(till.story.firm)[SETUP].path == "/payments/account"
    operations.open_account(till.act(till.story.firm), None)
    assert "Show the payment service who you are" in waits(till.story.firm)


def test_a_changed_account_warns_the_firm_until_it_takes_effect(till, waits):
    old = till.account()
    new = operations.open_account(till.act(till.story.firm), old)
    (wait,) = waits(till.story.firm).values()
    assert "stop it" in wait.what
    assert wait.due == new.starts_at


def test_a_proposal_waits_for_the_other_side(till, waits, ended):
    assert PROPOSE in waits(till.story.firm)
    propose(till, ended)
    assert not {PROPOSE, ANSWER} & set(waits(till.story.firm))
    wait = waits(till.story.owner)[ANSWER]
    assert (wait.path, wait.due > clock.now()) == (f"/payments/{ended.id}", True)


def test_when_the_sides_do_not_agree_the_regulator_is_asked(till, waits, ended):
    assert NO_AGREEMENT not in waits(till.story.regulator)
    operations.refuse(till.act(till.story.owner), propose(till, ended))
    assert waits(till.story.regulator)[NO_AGREEMENT].due > clock.now()


def test_a_ruling_above_the_limit_waits_for_a_colleague(till, waits):
    payment = till.funded(till.story.in_service(price=LARGE))
    till.end(payment)
    rule(till, payment)
    second = "Approve a ruling on held money as second person"
    assert second in waits(regulators_colleague(till))
    assert second not in waits(till.story.regulator)


def test_both_sides_are_asked_what_else_was_paid_until_they_answer(till, waits, at):
    contract = till.story.accepted()
    asked = "Say whether anybody asked you for anything else"
    assert asked in waits(till.story.firm)
    operations.answer(till.act(till.story.firm), contract, said=operations.Said(False))
    assert asked not in waits(till.story.firm)
    assert QUESTION in waits(till.story.owner)
    at((clock.now() + timedelta(days=61)).isoformat())
    assert QUESTION not in waits(till.story.owner)


def test_what_is_stuck_or_differs_waits_for_the_operator(till, waits, session):
    operator = till.make.actor(Role.OPERATOR)
    till.book.tell("checkout.session.completed", {"id": "cs_of_somebody_else"})
    till.work()
    assert set(waits(operator)) == {"Orders about money are stuck: look and retry"}
    numbers = {"ours": 1, "theirs": 2, "balances": [], "differences": [{"id": "x"}]}
    days = {"day": date(2026, 3, 2), "since": clock.now(), "made_at": clock.now()}
    till.make.save(Reconciliation(**days, **numbers))
    assert any("books" in what for what in waits(operator))
    session.execute(update(Reconciliation).values(differences=[]))
    assert not any("books" in what for what in waits(operator))


def test_the_number_of_queries_does_not_grow(till, waits, session):
    def count():
        seen = []
        listen = event.listens_for(session.get_bind(), "before_cursor_execute")
        listen(lambda *call: seen.append(call[2]))
        session.expire_all()
        desk.mine(session, till.story.owner, clock.now())
        return len(seen)

    till.accept(till.funded())
    propose(till, _held(till))
    one = count()
    for no in range(3):
        till.story.accepted()
        propose(till, _held(till))
        record(till, till.story.in_service(), amount=Money(100, "CNY"), reference=str(no))
    assert count() <= one + 1


def _held(till):
    payment = till.funded()
    till.end(payment)
    return payment
