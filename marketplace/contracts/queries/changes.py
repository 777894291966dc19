"""The parts of a contract as a change order sees them."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from marketplace.contracts.models import ChangeOrder, Contract
from marketplace.contracts.policy import TAKEN
from marketplace.contracts.rules import ChangeSubject, Hold, Part, plan
from marketplace.contracts.states import OVER, State, Step
from marketplace.core.act import Actor, Role
from marketplace.core.money import Money

CLOSED = frozenset({Step.DELIVERED, Step.ACCEPTED, Step.ENDED})


def parts_of(contract: Contract) -> list[Part]:
    """The parts as they stand."""
    return [Part(one.no, one.title, one.days, one.price.minor) for one in contract.milestones]


def hold_on(contract: Contract) -> Hold:
    """What of them cannot change any more."""
    closed = frozenset(one.no for one in contract.milestones if one.state in CLOSED)
    return Hold(closed, frozenset(one.no for one in contract.milestones if one.funded_at))


def hold_with_money(session: Session, contract: Contract) -> Hold:
    """The same, and what upper rooms know of the money for each part at this moment."""
    hold, taken = hold_on(contract), dict[int, Money]()
    for look in TAKEN:
        taken |= look(session, contract)
    return replace(hold, taken=taken)


def days_to_answer(contract: Contract, order: ChangeOrder) -> int:
    """Working days; silence is a no."""
    figures = contract.rule_set.rules
    return figures.extension_answer_days if order.is_extension else figures.change_answer_days


def subject_of(contract: Contract, order: ChangeOrder) -> ChangeSubject:
    """What the text of a change order is filled with."""
    return ChangeSubject(
        number=contract.number,
        no=order.no,
        by_owner=order.side is Role.OWNER,
        cause=order.cause,
        reason=order.reason,
        scope=order.scope,
        price_before=order.price_before,
        price=order.price,
        days_before=order.days_before,
        days=order.days,
        parts=plan(order.parts),
    )


def changing(actor: Actor, contract: Contract, now: datetime) -> list[str]:
    """What is to be done about parts and change orders by one side."""
    if contract.state is State.DRAFTED:
        return _planning(contract) if now < contract.sign_due_at else []
    order = contract.open_change
    if order is not None and contract.state not in OVER:
        return _answers(actor, order, now)
    closed = hold_on(contract).closed
    open_parts = [part for part in contract.milestones if part.no not in closed]
    return ["propose_change"] if contract.concluded_at and open_parts else []


def _planning(contract: Contract) -> list[str]:
    planned = len(contract.milestones) > 1
    cut = [] if contract.plan_dropped_at else ["plan_parts"]
    return [*cut, "drop_plan"] if planned else cut


def _answers(actor: Actor, order: ChangeOrder, now: datetime) -> list[str]:
    if order.side is actor.role:
        return ["withdraw_change"]
    return ["agree_change", "refuse_change"] if now < order.answer_due_at else ["refuse_change"]
