"""What waits about money: to be paid, confirmed, divided, ruled on, or sent again."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from marketplace.contracts.models import Contract
from marketplace.contracts.states import State as ContractState
from marketplace.core.act import Actor
from marketplace.core.texts import Text, say
from marketplace.desk.queries.waits.held import decisions, held, transfers
from marketplace.desk.queries.waits.shared import LONGEST_RATING_TIME, MOST, contracts
from marketplace.desk.rules import Wait
from marketplace.matters.models import ServiceItem
from marketplace.payments import backend, queries
from marketplace.payments.models import (
    BankTransfer,
    Command,
    Decision,
    Event,
    ExtraAnswer,
    Payment,
    Reconciliation,
)
from marketplace.payments.states import BankState, State

ACCOUNT = "/payments/account"
ASKED = {
    "owner": say("Say whether you paid anything else, to anyone"),
    "firm": say("Say whether anybody asked you for anything else"),
}


def of_owner(session: Session, actor: Actor, now: datetime) -> Iterable[Wait]:
    yield from _to_pay(session, actor)
    mine = BankTransfer.owner_id == actor.organisation_id
    others = BankTransfer.recorded_by != actor.person_id
    second = say("Approve a bank transfer as second person")
    for row in transfers(session, mine, others, BankTransfer.state == BankState.PROPOSED):
        yield _of_transfer(second, row, None)
    yield from _proposals(session, actor, "owner")
    yield from _questions(session, actor, now, "owner")


def of_firm(session: Session, actor: Actor, now: datetime) -> Iterable[Wait]:
    yield from _account(session, actor, now)
    mine = BankTransfer.firm_id == actor.organisation_id
    for row in transfers(session, mine, BankTransfer.state == BankState.RECORDED):
        yield _of_transfer(say("Say whether a bank transfer came"), row, row.confirm_due_at)
    yield from _proposals(session, actor, "firm")
    unspoken = ~Payment.decisions.any()
    what = say("Money of an ended contract is held: propose how to divide it")
    for one in held(session, Payment.firm_id == actor.organisation_id, unspoken):
        yield _of_payment(what, one, queries.goes_back_at(session, one))
    yield from _questions(session, actor, now, "firm")


def of_regulator(session: Session, actor: Actor) -> Iterable[Wait]:
    ours = Contract.item_id.in_(
        select(ServiceItem.id).where(ServiceItem.regulator_id == actor.organisation_id)
    )
    denied = BankTransfer.contract.has(ours), BankTransfer.state == BankState.DENIED
    for row in transfers(session, *denied):
        yield _of_transfer(say("Rule whether a bank transfer was paid"), row, None)
    here = Decision.proposer_id == actor.organisation_id
    others = Decision.proposed_by != actor.person_id
    for one in decisions(session, here, others, Decision.ruled.is_(True)):
        yield _of_payment(say("Approve a ruling on held money as second person"), one.payment, None)
    apart = Payment.decisions.any(), ~Payment.decisions.any(Decision.closed_at.is_(None))
    for payment in held(session, Payment.contract.has(ours), *apart):
        what = say("The sides do not agree on held money: rule")
        yield _of_payment(what, payment, queries.goes_back_at(session, payment))


def of_operator(session: Session) -> Iterable[Wait]:
    parked = exists().where(Command.parked) | exists().where(Event.parked)
    if session.scalar(select(parked)):
        yield Wait(say("Orders about money are stuck: look and retry"), "", "/payments/stuck")
    newest = select(Reconciliation.differences).order_by(Reconciliation.id.desc()).limit(1)
    if session.scalar(newest):
        what = say("The hall's books and the payment service's differ: look")
        yield Wait(what, "", "/payments/reconciliations")


def _to_pay(session: Session, actor: Actor) -> Iterable[Wait]:
    """Before acceptance only where the platform can hold the money."""
    for contract, money in queries.to_pay(session, actor.organisation_id, MOST):
        part, page, title = money.part, money.awaited, contract.request.title
        if page is not None:
            what, path = say("A payment page is open: pay, or close it"), f"/payments/{page.id}"
            yield Wait(what, title, path, queries.page_ends_at(page))
        elif part.accepted_at is not None:
            way = "pay" if backend.gateway() else "record"
            path = f"/payments/milestones/{part.id}/{way}"
            due = queries.pay_due_at(contract, part)
            yield Wait(say("Pay for accepted work"), title, path, due)
        elif backend.gateway():
            what = say("Pay in advance: the platform holds the money until you accept")
            yield Wait(what, title, f"/payments/milestones/{part.id}/pay")


def _account(session: Session, actor: Actor, now: datetime) -> Iterable[Wait]:
    """Whoever may set it up is asked to; everybody of the firm may stop a change."""
    used = queries.account_of(session, actor.organisation_id, now)
    waiting = queries.waiting_account(session, actor.organisation_id, now)
    if used is not None and waiting is not None:
        what = say("The account you are paid to is being changed: stop it if it was none of you")
        yield Wait(what, "", ACCOUNT, waiting.starts_at)
    elif waiting is not None and actor.is_admin and waiting.ready_at is None:
        yield Wait(say("Show the payment service who you are"), "", ACCOUNT)
    elif used is None and waiting is None and actor.is_admin and _is_held_for(session, actor):
        yield Wait(say("Set up the account that you are paid to: money waits for you"), "", ACCOUNT)


def _is_held_for(session: Session, actor: Actor) -> bool:
    mine = Payment.firm_id == actor.organisation_id, Payment.state == State.FUNDED
    waits = session.scalar(select(Payment.id).where(*mine).limit(1)) is not None
    return waits and backend.gateway() is not None


def _proposals(session: Session, actor: Actor, side: str) -> Iterable[Wait]:
    """Of the other side, about money that is held for a contract that ended."""
    others = Decision.proposer_id != actor.organisation_id
    what = say("Answer how the other side would divide held money")
    mine = getattr(Payment, f"{side}_id") == actor.organisation_id
    for one in decisions(session, mine, others, Decision.ruled.is_(False)):
        yield _of_payment(what, one.payment, queries.goes_back_at(session, one.payment))


def _questions(session: Session, actor: Actor, now: datetime, side: str) -> Iterable[Wait]:
    """Of what was finished lately; the contract's page asks on."""
    mine = getattr(Contract, f"{side}_id") == actor.organisation_id
    since = now - LONGEST_RATING_TIME
    fresh = (Contract.accepted_at > since) | (
        (Contract.state == ContractState.ENDED) & (Contract.ended_at > since)
    )
    answered = exists().where(
        ExtraAnswer.contract_id == Contract.id,
        ExtraAnswer.organisation_id == actor.organisation_id,
    )
    agreed = Contract.concluded_at.is_not(None), Contract.item_id.is_not(None)
    for row in contracts(session, mine, fresh, ~answered, *agreed):
        yield Wait(ASKED[side], row.request.title, f"/payments/contracts/{row.id}/answer")


def _of_payment(what: Text, payment: Payment, due: datetime | None) -> Wait:
    return Wait(what, payment.contract.request.title, f"/payments/{payment.id}", due)


def _of_transfer(what: Text, row: BankTransfer, due: datetime | None) -> Wait:
    return Wait(what, row.contract.request.title, f"/payments/transfers/{row.id}", due)
