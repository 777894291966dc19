"""Each page as each role, and the ways through them."""

import re
from io import BytesIO

import pytest

from marketplace.core.act import Role
from marketplace.core.facts import Pending
from marketplace.core.money import Money
from marketplace.jobs.operations import read_facts
from marketplace.payments import backend
from marketplace.payments.models import BankTransfer, Payment
from marketplace.payments.states import BankState, State
from tests.contracts.story import Sent
from tests.payments.test_banking import record

LOCALES = pytest.mark.parametrize("locale", ["zh", "en"])


@LOCALES
def test_both_sides_the_regulator_and_the_bookkeepers_read_a_payment(till, look, locale):
    payment = till.funded()
    readers = [till.story.owner, till.story.firm, till.story.regulator]
    readers += [till.make.actor(role) for role in (Role.OPERATOR, Role.AUDITOR)]
    for reader in readers:
        for path in (f"/payments/{payment.id}", "/payments/"):
            assert payment.number in look(path, reader, locale=locale)
    for role in (Role.OWNER, Role.INTERMEDIARY, Role.REGULATOR, Role.CLERK):
        look(f"/payments/{payment.id}", till.make.actor(role), status=403, locale=locale)


@LOCALES
def test_the_contract_shows_its_money(till, look, locale):
    payment = till.funded()
    for reader in (till.story.owner, till.story.firm, till.story.regulator):
        page = look(f"/contracts/{payment.contract_id}", reader, locale=locale)
        assert payment.number in page


def test_the_owner_pays_through_the_pages(till, look, send, session):
    contract = till.story.in_service()
    session.commit()
    page = look(f"/contracts/{contract.id}", till.story.owner)
    path = f"/payments/milestones/{contract.milestones[0].id}/pay"
    assert path in page
    assert "holds what you pay" in look(path, till.story.owner)
    reply = send(path, till.story.owner)
    till.work(1)
    assert "Go to the payment page" in look(reply.location, till.story.owner)
    assert "Go to the payment page" not in look(reply.location, till.story.firm)


def test_the_page_is_closed_through_the_pages(till, send, session):
    payment = till.requested()
    send(f"/payments/{payment.id}/cancel", till.story.owner)
    till.work()
    assert payment.state is State.FAILED


def test_without_a_service_the_pages_say_so(till, look, session):
    contract = till.story.in_service()
    session.commit()
    backend.connect(None)
    for path, reader in (
        (f"/contracts/{contract.id}", till.story.owner),
        (f"/payments/milestones/{contract.milestones[0].id}/pay", till.story.owner),
        ("/payments/account", till.story.firm),
    ):
        assert "Only bank transfer is on offer here" in look(path, reader)


def test_a_bank_transfer_goes_through_the_pages(till, send, session, look):
    contract = till.story.in_service()
    session.commit()
    path = f"/payments/milestones/{contract.milestones[0].id}/record"
    day = {"paid_on-year": "2026", "paid_on-month": "3", "paid_on-day": "2"}
    file = (BytesIO(Sent().read()), "statement.png")
    send(path, till.story.owner, amount="98,000", reference="R7", files=file, **day)
    row = session.query(BankTransfer).one()
    assert "statement.png" in look(f"/payments/transfers/{row.id}", till.story.firm)
    send(f"/payments/transfers/{row.id}/confirm", till.story.firm)
    session.refresh(row)
    assert row.state is BankState.CONFIRMED


def test_a_record_without_anything_says_what_is_missing(till, send, session):
    contract = till.story.in_service()
    session.commit()
    path = f"/payments/milestones/{contract.milestones[0].id}/record"
    text = send(path, till.story.owner, status=422).text
    for said in ("Write the amount.", "as on the statement", "statement or receipt"):
        assert said in text


@LOCALES
@pytest.mark.parametrize("verb", ["confirm", "deny"])
def test_the_firms_pages_open(till, look, session, locale, verb):
    row = record(till, till.story.in_service())
    session.commit()
    look(f"/payments/transfers/{row.id}/{verb}", till.story.firm, locale=locale)
    look(f"/payments/transfers/{row.id}/{verb}", till.story.owner, status=403, locale=locale)


@LOCALES
def test_money_of_an_ended_contract_is_divided_through_the_pages(till, send, look, locale):
    till.account()
    payment = till.funded()
    till.end(payment)
    for verb, who in (("propose", till.story.firm), ("rule", till.story.regulator)):
        assert verb in look(f"/payments/{payment.id}", who, locale=locale)
        look(f"/payments/{payment.id}/{verb}", who, locale=locale)
    send(f"/payments/{payment.id}/propose", till.story.firm, firm_part="1,000", reason="Half.")
    (decision,) = till.session.get(Payment, payment.id).decisions
    page = look(f"/payments/{payment.id}", till.story.owner, locale=locale)
    assert f"/payments/decisions/{decision.id}/agree" in page
    look(f"/payments/decisions/{decision.id}/agree", till.story.owner, locale=locale)
    send(f"/payments/decisions/{decision.id}/agree", till.story.owner)
    till.work()
    assert payment.state is State.SPLIT


@LOCALES
@pytest.mark.parametrize("path", ["ledger", "reconciliations", "stuck"])
def test_the_books_are_open_to_operator_and_auditor(till, look, path, locale):
    till.disputed()
    for role in Role:
        if role not in (Role.STRANGER, Role.CLOCKWORK):
            status = 200 if role in (Role.OPERATOR, Role.AUDITOR) else 403
            look(f"/payments/{path}", till.make.actor(role), status=status, locale=locale)


def test_a_parked_order_is_tried_again_by_the_button(till, send, look, session):
    account = till.account()
    payment = till.funded()
    till.accept(payment)
    till.book.things[account.ref]["capabilities"]["transfers"] = "inactive"
    till.settle(payment)
    operator = till.make.actor(Role.OPERATOR)
    page = look("/payments/stuck", operator)
    assert "cannot take transfers" in page
    till.book.things[account.ref]["capabilities"]["transfers"] = "active"
    send(re.search(r"/payments/commands/\d+/retry", page)[0], operator)
    till.work()
    assert payment.state is State.TRANSFERRED


@LOCALES
def test_the_firm_sets_up_its_account_through_the_pages(till, send, look, locale):
    firm = till.story.firm
    assert "/payments/account/open" in look("/payments/account", firm, locale=locale)
    look("/payments/account/open", firm, locale=locale)
    send("/payments/account/open", firm)
    till.work()
    assert "/onboard/acct_" in look("/payments/account", firm, locale=locale)
    look("/payments/account", till.story.owner, status=403, locale=locale)


@LOCALES
def test_the_regulator_alone_reads_the_answers(till, send, look, locale):
    contract = till.story.accepted()
    path = f"/payments/contracts/{contract.id}/answer"
    assert path in look(f"/contracts/{contract.id}", till.story.owner, locale=locale)
    look(path, till.story.owner, locale=locale)
    send(path, till.story.owner, is_yes="yes", text="5,000 to a cousin")
    assert "a cousin" in look("/payments/answers", till.story.regulator, locale=locale)
    for actor in (till.story.firm, till.story.owner, till.make.actor(Role.AUDITOR)):
        look("/payments/answers", actor, status=403, locale=locale)
    assert path not in look(f"/contracts/{contract.id}", till.story.owner, locale=locale)


def test_an_answer_needs_a_choice(till, send):
    contract = till.story.accepted()
    path = f"/payments/contracts/{contract.id}/answer"
    assert "Choose yes or no." in send(path, till.story.owner, status=422).text


@LOCALES
def test_everybody_sees_how_often_an_owner_paid_late(till, look, at, locale):
    till.story.accepted()
    at("2026-05-02T10:00+08:00")
    page = look(f"/owners/{till.story.owner.organisation_id}", locale=locale)
    name = "Of these still unpaid" if locale == "en" else "其中至今未付"
    assert f"{name}</dt>" in page
    assert '<dd class="govuk-summary-list__value">1</dd>' in page


def test_money_held_in_time_is_not_late(till, look, session, at):
    till.account()
    payment = till.funded()
    till.accept(payment)
    read_facts(session)
    assert session.query(Pending).filter(Pending.reader.like("payments%")).count() == 0
    at("2026-05-02T10:00+08:00")
    page = look(f"/owners/{till.story.owner.organisation_id}")
    assert '<dd class="govuk-summary-list__value">0</dd>' in page


@pytest.mark.parametrize("path", ["/payments/99999", "/payments/transfers/99999",
                                  "/payments/milestones/99999/pay", "/payments/decisions/9/agree",
                                  "/payments/account/99/stop_account",
                                  "/payments/contracts/99999/answer"])  # fmt: skip
def test_what_is_not_there(till, look, path):
    look(path, till.story.firm, status=404)


def test_the_list_turns_pages_and_filters(till, look, session):
    operator = till.make.actor(Role.OPERATOR)
    first = till.requested()
    for no in range(21):
        twin = {"number": f"FK-{no}", "state": State.FAILED, "amount": Money(5, "CNY")}
        names = ("contract_id", "milestone_id", "owner_id", "firm_id", "planned_by", "planned_at")
        kept = {name: getattr(first, name) for name in names}
        session.add(Payment(livemode=False, **kept, **twin))
    session.commit()
    page = look("/payments/", operator)
    assert page.count(">FK-") == 20
    assert "before=" in page
    assert first.number in look("/payments/?state=requested", operator)
    assert "No payment fits" in look("/payments/?state=lost", operator)
