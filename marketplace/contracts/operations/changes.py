"""The answer to a change order: signed, refused, taken back, or silence."""

from collections.abc import Sequence
from dataclasses import asdict

from marketplace.contracts import rules
from marketplace.contracts.models import ChangeOrder, Contract, Milestone
from marketplace.contracts.operations.papers import side_of, sign_paper
from marketplace.contracts.policy import PARTIES
from marketplace.contracts.queries import hold_with_money, parts_of, subject_of
from marketplace.contracts.rules import Part
from marketplace.contracts.states import CHANGES
from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.errors import NotAllowedError, WrongStateError
from marketplace.core.money import Money
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say


@operation("contracts.agree_change", may=PARTIES)
def agree_change(act: Act, contract: Contract) -> ChangeOrder:
    """The other side signs the change order: it holds from now on."""
    order = _open(contract)
    if order.side is side_of(act):
        raise NotAllowedError(say("You proposed this change yourself; the other side must agree."))
    if act.now >= order.answer_due_at:
        raise WrongStateError(say("The time to answer this change is over: it counts as refused."))
    parts = rules.plan(order.parts)
    hold = hold_with_money(act.session, contract)
    fault = rules.change_fault(parts_of(contract), parts, hold, order.scope)
    if fault:
        raise WrongStateError(fault)
    CHANGES.move(order, "agree_change")
    sign_paper(act, contract, order.no)
    order.answered_at = act.now
    _apply(act, contract, order, parts)
    return order


def _apply(act: Act, contract: Contract, order: ChangeOrder, parts: Sequence[Part]) -> None:
    """Prices, days and due day as they were signed; the text of the change joins the contract."""
    there = {one.no: one for one in contract.milestones}
    for part in parts:
        price = Money(part.minor, contract.price.currency)
        row = there.get(part.no)
        if row is None:
            row = Milestone(no=part.no, title=part.title, price=price, days=part.days)
            contract.milestones.append(row)
        row.price, row.days = price, part.days
    contract.price, contract.days = order.price, order.days
    count_again(act, contract)
    contract.terms = [*contract.terms, asdict(rules.changed(subject_of(contract, order)))]


def count_again(act: Act, contract: Contract) -> None:
    """The part that runs is due by its days as they are now."""
    current = contract.current
    if current.begun_at is not None:
        begun_on = current.begun_at.astimezone(calendars.zone()).date()
        due_on = calendars.current(act.session).after(begun_on, current.days)
        current.due_on = contract.due_on = due_on


@operation("contracts.refuse_change", may=PARTIES)
def refuse_change(act: Act, contract: Contract, *, reason: str) -> ChangeOrder:
    """The other side says no, and why: the contract stays as it is."""
    order = _open(contract)
    if order.side is side_of(act):
        raise NotAllowedError(say("You proposed this change yourself; take it back instead."))
    CHANGES.move(order, "refuse_change")
    order.answered_at, order.answer = act.now, reason
    return order


@operation("contracts.withdraw_change", may=PARTIES)
def withdraw_change(act: Act, contract: Contract) -> ChangeOrder:
    """Who proposed it takes it back before it is answered."""
    order = _open(contract)
    if order.side is not side_of(act):
        raise NotAllowedError(say("The other side proposed this change; agree or refuse."))
    CHANGES.move(order, "withdraw_change")
    order.answered_at = act.now
    return order


@operation(
    "contracts.refuse_change_by_rule",
    may=CLOCKWORK_ONLY,
    within=(
        "contracts.accept",
        "contracts.end",
        "contracts.end_by_rule",
        "contracts.rule_accepted",
    ),
)
def refuse_change_by_rule(act: Act, order: ChangeOrder) -> None:
    """Silence is a no; so is the end of the contract."""
    CHANGES.move(order, "refuse_change_by_rule")
    order.answered_at = act.now


def _open(contract: Contract) -> ChangeOrder:
    order = contract.open_change
    if order is None:
        raise WrongStateError(say("No change of this contract is proposed."))
    return order
