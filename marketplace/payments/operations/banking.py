"""Transfers from bank to bank, recorded with their proof.

They go straight from the owner to the firm: the platform could hold them only with a licence, and
public money is paid out on an invoice for accepted work.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError

from marketplace.contracts.models import Contract, Milestone
from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError
from marketplace.core.money import Money
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say
from marketplace.files import operations as files_room
from marketplace.payments import policy
from marketplace.payments.models import BankTransfer
from marketplace.payments.operations.paying import demand_payable, demand_rest
from marketplace.payments.rules import numbers
from marketplace.payments.rules.settling import needs_two_persons
from marketplace.payments.states import BANK


@dataclass(frozen=True)
class Record:
    """A transfer as the bank's statement shows it."""

    amount: Money
    paid_on: date
    reference: str
    files: Sequence[Any] = ()


@operation("payments.record", may=policy.OWNER)
def record(act: Act, contract: Contract, *, part: Milestone, terms: Record) -> BankTransfer:
    """Say that it was paid by bank, with proof; above the limit a second person approves."""
    act.session.get(Contract, contract.id, with_for_update=True)  # one after the other
    demand_payable(contract, part)
    _demand_sound(act, part, terms)
    new = _new(act, contract, part, terms)
    act.session.add(new)
    try:
        with act.session.begin_nested():
            act.session.flush()
    except IntegrityError as twin:
        raise BadInputError("reference", say("This transfer is recorded already.")) from twin
    new.number = numbers.bank_transfer(act.now.astimezone(calendars.zone()).year, new.id)
    files_room.keep_all(act, new, files=terms.files, purpose="proof")
    if not new.needs_second:
        BANK.move(new, "pass_on")
        _await_the_firm(act, new)
    return new


def _demand_sound(act: Act, part: Milestone, terms: Record) -> None:
    rest = demand_rest(act, part)
    if terms.amount.currency != rest.currency or not Money(0, rest.currency) < terms.amount <= rest:
        text = say("Write an amount above 0 and at most %(rest)s, which is still to be paid.")
        raise BadInputError("amount", text % {"rest": rest})
    if terms.paid_on > act.now.astimezone(calendars.zone()).date():
        raise BadInputError("paid_on", say("A transfer that is still to come cannot be recorded."))
    if not terms.files:
        raise BadInputError("files", say("Add the bank's statement or receipt."))


def _new(act: Act, contract: Contract, part: Milestone, terms: Record) -> BankTransfer:
    limit = contract.rule_set.rules.two_person_limit_wan
    return BankTransfer(
        number=f"ZZ-{secrets.token_hex(8)}",
        contract_id=contract.id,
        milestone_id=part.id,
        owner_id=contract.owner_id,
        firm_id=contract.firm_id,
        amount=terms.amount,
        paid_on=terms.paid_on,
        reference=terms.reference,
        needs_second=needs_two_persons(terms.amount, limit),
        recorded_by=act.actor.person_id,
        recorded_at=act.now,
    )


def _await_the_firm(act: Act, transfer: BankTransfer) -> None:
    days = act.session.get_one(Contract, transfer.contract_id).rule_set.rules.payment_confirm_days
    calendar = calendars.current(act.session)
    transfer.confirm_due_at = calendar.deadline(act.now, days, calendars.zone())


@operation("payments.approve", may=policy.SECOND_OF_OWNER)
def approve(act: Act, transfer: BankTransfer) -> None:
    """A second person of the owner, never the one who recorded it."""
    hold(act.session, transfer)
    transfer.approved_by, transfer.approved_at = act.actor.person_id, act.now
    BANK.move(transfer, "approve")
    _await_the_firm(act, transfer)


@operation("payments.drop", may=policy.OWNER)
def drop(act: Act, transfer: BankTransfer) -> None:
    """It was recorded by mistake."""
    hold(act.session, transfer)
    BANK.move(transfer, "drop")
    transfer.over_at = act.now


@operation("payments.confirm", may=policy.FIRM)
def confirm(act: Act, transfer: BankTransfer) -> None:
    """The firm has the money."""
    hold(act.session, transfer)
    BANK.move(transfer, "confirm")
    transfer.over_at = act.now


@operation("payments.confirm_by_rule", may=CLOCKWORK_ONLY)
def confirm_by_rule(act: Act, transfer: BankTransfer) -> None:
    """There is a proof, and the firm kept silent."""
    hold(act.session, transfer)
    BANK.move(transfer, "confirm_by_rule")
    transfer.over_at, transfer.by_rule = act.now, True


@operation("payments.deny", may=policy.FIRM)
def deny(act: Act, transfer: BankTransfer, *, reason: str) -> None:
    """The firm does not have the money: the regulator looks at both statements."""
    hold(act.session, transfer)
    BANK.move(transfer, "deny")
    transfer.reason = reason


@operation("payments.rule_paid", may=policy.REGULATOR)
def rule_paid(act: Act, transfer: BankTransfer, *, reason: str) -> None:
    hold(act.session, transfer)
    BANK.move(transfer, "rule_paid")
    transfer.ruling, transfer.over_at = reason, act.now


@operation("payments.rule_unpaid", may=policy.REGULATOR)
def rule_unpaid(act: Act, transfer: BankTransfer, *, reason: str) -> None:
    hold(act.session, transfer)
    BANK.move(transfer, "rule_unpaid")
    transfer.ruling, transfer.over_at = reason, act.now
