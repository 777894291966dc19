"""Payments, transfers and decisions as their readers find them."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.contracts.models import Contract, Milestone
from marketplace.core.act import Actor, Role
from marketplace.core.errors import NotAllowedError, NotFoundError
from marketplace.core.policy import its_department
from marketplace.core.texts import say
from marketplace.matters.models import ServiceItem
from marketplace.payments.models import BankTransfer, Decision, Event, Payment
from marketplace.payments.policy import READERS
from marketplace.payments.states import State

PAGE = 20
WHO = say("Money is shown to both sides, the regulator of the work, the operator and auditors.")


def _whole() -> Select[Payment]:
    return select(Payment).options(
        joinedload(Payment.owner),
        joinedload(Payment.firm),
        joinedload(Payment.milestone),
        joinedload(Payment.settlement),
        joinedload(Payment.contract).joinedload(Contract.request),
        joinedload(Payment.contract).joinedload(Contract.rule_set),
        joinedload(Payment.contract).joinedload(Contract.item).joinedload(ServiceItem.regulator),
        selectinload(Payment.decisions).joinedload(Decision.proposer),
    )


def get(session: Session, actor: Actor, id: int) -> Payment:
    found = session.scalar(_whole().where(Payment.id == id))
    if found is None:
        raise NotFoundError
    if not READERS(actor, found):
        raise NotAllowedError(rule=its_department(READERS, actor, found) or WHO)
    return found


def get_decision(session: Session, actor: Actor, id: int) -> Decision:
    found = session.get(Decision, id)
    if found is None:
        raise NotFoundError
    get(session, actor, found.payment_id)
    return found


def get_transfer(session: Session, actor: Actor, id: int) -> BankTransfer:
    found = session.get(BankTransfer, id)
    if found is None:
        raise NotFoundError
    if not READERS(actor, found):
        raise NotAllowedError(rule=its_department(READERS, actor, found) or WHO)
    return found


def reads_transfer(session: Session, actor: Actor, id: int) -> bool:
    """The proof of a transfer is read by those who read the transfer."""
    found = session.get(BankTransfer, id)
    return found is not None and READERS(actor, found)


def contract_of(session: Session, actor: Actor, id: int) -> Contract:
    found = session.get(Contract, id)
    if found is None:
        raise NotFoundError
    if not READERS(actor, found):
        raise NotAllowedError(rule=its_department(READERS, actor, found) or WHO)
    return found


def part_of(session: Session, actor: Actor, id: int) -> tuple[Contract, Milestone]:
    """A milestone, with its contract, for those who read the contract's money."""
    part = session.get(Milestone, id)
    if part is None:
        raise NotFoundError
    return contract_of(session, actor, part.contract_id), part


def mine(
    session: Session, actor: Actor, state: State | None = None, before: int = 0
) -> tuple[list[Payment], int]:
    """The reader's own (operators and auditors see all), the newest first; then the next key."""
    here = actor.organisation_id
    regulated = (
        select(Contract.id)
        .join(ServiceItem, ServiceItem.id == Contract.item_id)
        .where(ServiceItem.regulator_id == here)
    )
    whose = {
        Role.OWNER: Payment.owner_id == here,
        Role.INTERMEDIARY: Payment.firm_id == here,
        Role.REGULATOR: Payment.contract_id.in_(regulated),
        Role.OPERATOR: Payment.id > 0,
        Role.AUDITOR: Payment.id > 0,
    }
    listed = _listed().where(whose.get(actor.role, Payment.id < 0))
    listed = listed.where(Payment.state == state) if state else listed
    listed = listed.where(Payment.id < before) if before else listed
    found = list(session.scalars(listed.order_by(Payment.id.desc()).limit(PAGE + 1)))
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else 0


def _listed() -> Select[Payment]:
    return select(Payment).options(
        joinedload(Payment.owner),
        joinedload(Payment.firm),
        joinedload(Payment.milestone),
        joinedload(Payment.contract).joinedload(Contract.request),
    )


def by_number(session: Session, number: str) -> Payment | None:
    """Locked: words of the service about one payment are taken one after the other."""
    return session.scalar(select(Payment).where(Payment.number == number).with_for_update())


def get_event(session: Session, id: int) -> Event:
    """A word of the service, for those who look after the books."""
    found = session.get(Event, id)
    if found is None:
        raise NotFoundError
    return found


def by_intent(session: Session, intent: str) -> Payment | None:
    return session.scalar(select(Payment).where(Payment.intent_ref == intent).with_for_update())
