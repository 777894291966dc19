"""Bank transfers, decisions and money held, with what a wait about them shows."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from marketplace.contracts.models import Contract
from marketplace.contracts.states import State as ContractState
from marketplace.desk.queries.waits.shared import MOST
from marketplace.payments.models import BankTransfer, Decision, Payment
from marketplace.payments.states import State


def transfers(session: Session, *fit: ColumnElement[bool]) -> Iterable[BankTransfer]:
    listed = select(BankTransfer).where(*fit).order_by(BankTransfer.id).limit(MOST)
    return session.scalars(
        listed.options(joinedload(BankTransfer.contract).joinedload(Contract.request))
    )


def decisions(session: Session, *fit: ColumnElement[bool]) -> Iterable[Decision]:
    """Unanswered, each with its payment."""
    open_ones = select(Decision).join(Decision.payment).where(Decision.closed_at.is_(None), *fit)
    return session.scalars(_with_contract(open_ones, contains_eager(Decision.payment)))


def held(session: Session, *fit: ColumnElement[bool]) -> Iterable[Payment]:
    """Of contracts that ended before the work was accepted."""
    ended = Payment.contract.has(Contract.state == ContractState.ENDED)
    held = select(Payment).where(Payment.state == State.FUNDED, ended, *fit)
    held = held.where(Payment.milestone.has(accepted_at=None)).limit(MOST)
    return session.scalars(
        held.options(
            joinedload(Payment.contract).joinedload(Contract.request),
            joinedload(Payment.contract).joinedload(Contract.rule_set),
            selectinload(Payment.decisions),
        )
    )


def _with_contract(listed: Select[Any], payment: Any) -> Select[Any]:
    contract = payment.joinedload(Payment.contract)
    return listed.limit(MOST).options(
        contract.joinedload(Contract.request),
        contract.joinedload(Contract.rule_set),
        payment.selectinload(Payment.decisions),
    )
