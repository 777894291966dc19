"""Payments of the demo from bank to bank, with the statement, and what may befall them."""

from functools import partial

from marketplace.cli.demo import papers, wording
from marketplace.cli.demo.deal import Deal
from marketplace.contracts.models import Milestone
from marketplace.core import calendars
from marketplace.payments import operations
from marketplace.payments.models import BankTransfer
from marketplace.payments.states import BankState

# One person recorded a large sum (another has not, or has, approved it); the firm has yet to say
# whether it came; the firm denies it; the regulator finds it paid; it was a mistake.
COURSES = frozenset({"one", "two", "awaited", "denied", "ruled", "dropped"})
SILENT_EACH = 5
DAYS = 2


def record(deal: Deal) -> None:
    """Each part is paid by itself."""
    course = deal.fate.money
    for part in deal.contract.milestones:
        transfer = _record(deal, part)
        if course == "dropped":
            operations.drop(deal.owner(), transfer)
            transfer = _record(deal, part, 2)
        _go_on(deal, transfer, course)


def _go_on(deal: Deal, transfer: BankTransfer, course: str) -> None:
    """Who keeps silent is taken to have it, after some days."""
    wait = deal.stage.wait
    if course == "two":
        wait(1, partial(_approve, deal, transfer))
    elif course in {"denied", "ruled"}:
        wait(DAYS, partial(_deny, deal, transfer, course == "ruled"))
    elif course not in {"one", "awaited"} and deal.contract_id % SILENT_EACH:
        wait(DAYS, partial(_confirm, deal, transfer))


def _record(deal: Deal, part: Milestone, no: int = 1) -> BankTransfer:
    """Of two persons the second records, so that the one who signs in here approves."""
    contract, stage = deal.contract, deal.stage
    statement = papers.paper("statement.pdf", "Bank statement", "Demo hall: no real content.")
    terms = operations.Record(
        amount=part.price,
        paid_on=stage.now.astimezone(calendars.zone()).date(),
        reference=f"DEMO{part.id:06}-{no}",
        files=[papers.renamed(statement, f"{contract.number}-bank.pdf")],
    )
    act = deal.colleague() if deal.fate.money in {"one", "two"} else deal.owner()
    return operations.record(act, contract, part=part, terms=terms)


def _approve(deal: Deal, transfer: BankTransfer) -> None:
    """The price that won may be small enough for one person."""
    if transfer.state is BankState.PROPOSED:
        operations.approve(deal.owner(), transfer)
    deal.stage.wait(DAYS, partial(_confirm, deal, transfer))


def _confirm(deal: Deal, transfer: BankTransfer) -> None:
    if transfer.state is BankState.RECORDED:
        operations.confirm(deal.firm(), transfer)


def _deny(deal: Deal, transfer: BankTransfer, ruled: bool) -> None:
    operations.deny(deal.firm(), transfer, reason=wording.NOT_RECEIVED)
    if ruled:
        deal.stage.wait(DAYS, partial(_rule, deal, transfer))


def _rule(deal: Deal, transfer: BankTransfer) -> None:
    operations.rule_paid(deal.regulator(), transfer, reason=wording.RULED_PAID)
