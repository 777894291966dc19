"""Before anybody signs, the owner may cut the work into parts; the firm may say no, once."""

from collections.abc import Sequence

from marketplace.contracts import rules
from marketplace.contracts.models import Contract, Milestone
from marketplace.contracts.operations.drafting import write_text
from marketplace.contracts.policy import FIRM, OWNER
from marketplace.contracts.rules import Part
from marketplace.contracts.states import State
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.money import Money
from marketplace.core.operation import operation
from marketplace.core.texts import say


@operation("contracts.plan_parts", may=OWNER)
def plan_parts(act: Act, contract: Contract, *, parts: Sequence[Part]) -> None:
    """Cut price and days of the draft into parts; the text is written anew."""
    _demand_unsigned(act, contract)
    if contract.plan_dropped_at is not None:
        raise WrongStateError(say("The firm asked for the work in one part, as it was awarded."))
    fault = rules.split_fault(parts, contract.price.minor, contract.days)
    if fault:
        raise BadInputError("title_1", fault)
    _put(act, contract, parts)


@operation("contracts.drop_plan", may=FIRM)
def drop_plan(act: Act, contract: Contract) -> None:
    """The firm wants the work in one part, as it was awarded."""
    _demand_unsigned(act, contract)
    if len(contract.milestones) == 1:
        raise WrongStateError(say("The work is in one part already."))
    contract.plan_dropped_at = act.now
    _put(act, contract, [Part(1, "", contract.days, contract.price.minor)])


def _demand_unsigned(act: Act, contract: Contract) -> None:
    if contract.state is not State.DRAFTED or act.now >= contract.sign_due_at:
        rule = say("The parts are planned before the first signature; later by a change order.")
        raise WrongStateError(say("The parts of this contract cannot be planned now."), rule)


def _put(act: Act, contract: Contract, parts: Sequence[Part]) -> None:
    contract.milestones.clear()
    act.session.flush()  # the numbers are free again
    for part in parts:
        price = Money(part.minor, contract.price.currency)
        row = Milestone(no=part.no, title=part.title, price=price, days=part.days)
        contract.milestones.append(row)
    write_text(act, contract)
