"""What the clock does about money, what contracts are told of it, and where it is shown."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from marketplace.accounts.models import Organisation
from marketplace.accounts.policy import holds
from marketplace.contracts import operations as contracts
from marketplace.contracts.models import ChangeOrder, Contract, Milestone
from marketplace.contracts.policy import takes
from marketplace.core import clock
from marketplace.core.act import Act, Actor
from marketplace.core.duties import duty
from marketplace.core.facts import Fact, reads
from marketplace.core.invariants import invariant
from marketplace.core.money import Money
from marketplace.core.panels import Panel, panel
from marketplace.core.texts import Text, say
from marketplace.files.policy import readable
from marketplace.payments import backend, operations, queries
from marketplace.payments.models import BankTransfer, Payment
from marketplace.payments.policy import PARTIES, READERS
from marketplace.payments.queries.parts import moments

CHANGES = ChangeOrder.__tablename__
duty("payments.settle", queries.accepted, operations.settle)
duty("payments.settle_by_rule", queries.ended, operations.settle_by_rule)
duty("payments.confirm_by_rule", queries.unconfirmed, operations.confirm_by_rule)
readable(BankTransfer.__tablename__, queries.reads_transfer)


@reads(
    "payments.tell_contract",
    "payments.confirm",
    "payments.confirm_by_rule",
    "payments.fund",
    "payments.give_back",
    "payments.lose",
    "payments.rule_paid",
    "payments.split",
    "payments.transfer",
)
def tell_contract(act: Act, fact: Fact) -> None:
    """A milestone says itself when it was paid in, and when the firm had its money."""
    table: type[Any] = {"payments": Payment, "bank_transfers": BankTransfer}[fact.thing_kind]
    about = act.session.get(table, fact.thing_id)
    if about is None:
        return
    part = act.session.get_one(Milestone, about.milestone_id)
    _tell(act, queries.figures_of_part(act.session, part))


def _tell(act: Act, money: queries.MoneyOfPart) -> None:
    funded_at, paid_at = moments(money)
    if (funded_at, paid_at) != (money.part.funded_at, money.part.paid_at):
        contracts.book_payment(act, money.part, funded_at=funded_at, paid_at=paid_at)


@reads("payments.follow_price", "contracts.agree_change", "contracts.end", "contracts.end_by_rule")
def follow_price(act: Act, fact: Fact) -> None:
    """Pages of an old price are closed; what was paid is measured by the new one."""
    order = act.session.get(ChangeOrder, fact.thing_id) if fact.thing_kind == CHANGES else None
    contract_id = order.contract_id if order else fact.thing_id or 0
    operations.close_outdated(act, contract_id)
    for money in queries.of_contract(act.session, contract_id):
        _tell(act, money)


@takes
def what_is_taken(session: Session, contract: Contract) -> Mapping[int, Money]:
    """A price that is paid, or being paid, does not change any more."""
    return queries.taken(session, contract.id)


@holds
def what_is_held(session: Session, organisation_id: int) -> Text | None:
    """Money under way keeps both its sides open."""
    number = queries.money_under_way(session, organisation_id)
    return say("Payment %(number)s is not over.", number=number) if number else None


@invariant("money held is what payments say, and none is passed on without acceptance or decision")
def money_adds_up(session: Session, _: Path) -> Iterable[str]:
    return queries.faults(session)


@panel("contracts.contract", order=40)
def of_the_contract(session: Session, actor: Actor, contract: Contract) -> Panel | None:
    """What is paid for each milestone, and what its reader may do about it."""
    if contract.concluded_at is None or not READERS(actor, contract):
        return None
    mine = PARTIES(actor, contract)
    answered = queries.answer_of(session, contract.id, actor.organisation_id) if mine else None
    shown = {
        "contract": contract,
        "parts": queries.of_contract(session, contract.id),
        "pay_by": {one.id: queries.pay_due_at(contract, one) for one in contract.milestones},
        "online": backend.gateway() is not None,
        "asks": mine and contract.accepted_at is not None and answered is None,
        "answered": answered is not None,
    }
    return Panel("payments/of_contract.html", shown)


@panel("desk.owner", order=20)
def of_the_owner(session: Session, _: Actor, owner: Organisation) -> Panel | None:
    """How often he paid late, for everybody."""
    counter = queries.late_payments(session, owner.id, clock.now())
    return Panel("payments/of_owner.html", {"counter": counter})
