"""What the clock does about money, what contracts are told of it, and where it is shown."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from marketplace.accounts.models import Organisation
from marketplace.accounts.policy import holds
from marketplace.contracts import operations as contracts
from marketplace.contracts.models import Contract, Milestone
from marketplace.core import clock
from marketplace.core.act import Act, Actor
from marketplace.core.duties import duty
from marketplace.core.facts import Fact, reads
from marketplace.core.invariants import invariant
from marketplace.core.panels import Panel, panel
from marketplace.core.texts import Text, say
from marketplace.files.policy import readable
from marketplace.payments import backend, operations, queries
from marketplace.payments.models import BankTransfer, Payment
from marketplace.payments.policy import PARTIES, READERS
from marketplace.payments.queries.parts import moments

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
    funded_at, paid_at = moments(queries.figures_of_part(act.session, part))
    contracts.book_payment(act, part, funded_at=funded_at, paid_at=paid_at)


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
