"""Change orders: proposed and signed by one side."""

from marketplace.contracts import rules
from marketplace.contracts.models import ChangeOrder, Contract
from marketplace.contracts.operations.papers import print_paper, side_of, sign_paper
from marketplace.contracts.policy import PARTIES
from marketplace.contracts.queries import days_to_answer, hold_with_money, parts_of, subject_of
from marketplace.contracts.rules import Asked
from marketplace.contracts.states import OVER
from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.money import Money
from marketplace.core.operation import operation
from marketplace.core.texts import say


@operation("contracts.propose_change", may=PARTIES)
def propose_change(act: Act, contract: Contract, *, asked: Asked) -> ChangeOrder:
    """One side writes a change order and signs it."""
    _demand_running(contract)
    if contract.open_change is not None:
        raise WrongStateError(say("A change is proposed already. Answer that first."))
    hold = hold_with_money(act.session, contract)
    fault = rules.change_fault(parts_of(contract), asked.parts, hold, asked.scope)
    if fault:
        raise BadInputError("reason", fault)
    order = _order(act, contract, asked)
    contract.changes.append(order)
    print_paper(act, contract, order.no, rules.change_clauses(subject_of(contract, order)))
    sign_paper(act, contract, order.no)
    act.session.flush()
    return order


def _demand_running(contract: Contract) -> None:
    if contract.concluded_at is None or contract.state in OVER:
        rule = say("A contract is changed after both sides signed it, and until it is over.")
        raise WrongStateError(say("This contract cannot be changed now."), rule)


def _order(act: Act, contract: Contract, asked: Asked) -> ChangeOrder:
    price = Money(sum(part.minor for part in asked.parts), contract.price.currency)
    order = ChangeOrder(
        no=len(contract.changes) + 1,
        side=side_of(act),
        cause=asked.cause,
        reason=asked.reason,
        scope=asked.scope.strip(),
        parts=rules.kept(asked.parts),
        price_before=contract.price,
        price=price,
        days_before=contract.days,
        days=sum(part.days for part in asked.parts),
        proposed_at=act.now,
    )
    calendar, days = calendars.current(act.session), days_to_answer(contract, order)
    order.answer_due_at = calendar.deadline(act.now, days, calendars.zone())
    return order
