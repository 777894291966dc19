"""The owner's answer, the rule that answers for a silent owner, and the regulator's ruling."""

from marketplace.contracts.models import Contract
from marketplace.contracts.operations.parts import finish, next_part_begins
from marketplace.contracts.policy import OWNER, REGULATOR
from marketplace.contracts.states import MACHINE, STEPS
from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.errors import WrongStateError
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say


@operation("contracts.accept", may=OWNER)
def accept(act: Act, contract: Contract) -> None:
    """The work is as agreed."""
    if not next_part_begins(act, contract, "accept"):
        MACHINE.move(contract, "accept")
        finish(act, contract)


@operation("contracts.accept_by_rule", may=CLOCKWORK_ONLY)
def accept_by_rule(act: Act, contract: Contract) -> None:
    """The owner let his days pass, after a reminder: the work counts as accepted."""
    contract.current.accepted_by_rule = True
    if not next_part_begins(act, contract, "accept_by_rule"):
        MACHINE.move(contract, "accept_by_rule")
        finish(act, contract)


@operation("contracts.give_back", may=OWNER)
def give_back(act: Act, contract: Contract, *, reasons: str) -> None:
    """The work is not as agreed, for these reasons; once too often, the regulator rules."""
    if contract.check_due_at is not None and act.now >= contract.check_due_at:
        days = contract.rule_set.rules.delivery_check_days
        rule = say("The owner answers within %(days)s working days of a delivery.", days=days)
        raise WrongStateError(say("The time to return this delivery is over."), rule)
    part = contract.current
    if part.returns + 1 >= contract.rule_set.rules.returns_before_regulator:
        refer(act, contract)
    else:
        MACHINE.move(contract, "give_back")
    STEPS.move(part, "give_back")
    part.returns, contract.returns = part.returns + 1, contract.returns + 1
    contract.check_due_at = None
    returned = contract.deliverables[-1]
    returned.accepted, returned.answered_at, returned.reasons = False, act.now, reasons


@operation("contracts.refer", may=CLOCKWORK_ONLY, within=("contracts.give_back",))
def refer(act: Act, contract: Contract) -> None:
    """Put the quarrel before the regulator of this kind of work."""
    MACHINE.move(contract, "refer")
    days = contract.rule_set.rules.ruling_days
    calendar = calendars.current(act.session)
    contract.referred_at = act.now
    contract.ruling_due_at = calendar.deadline(act.now, days, calendars.zone())


@operation("contracts.return_by_rule", may=CLOCKWORK_ONLY)
def return_by_rule(act: Act, contract: Contract) -> None:
    """The regulator let its days pass: the firm may deliver again, and the owner answers again."""
    MACHINE.move(contract, "return_by_rule")
    contract.ruling_due_at = None


@operation("contracts.rule_accepted", may=REGULATOR)
def rule_accepted(act: Act, contract: Contract, *, reason: str) -> None:
    """The regulator finds the work as agreed."""
    if not next_part_begins(act, contract, "rule_accepted"):
        MACHINE.move(contract, "rule_accepted")
        finish(act, contract)
    contract.deliverables[-1].ruling = reason


@operation("contracts.rule_returned", may=REGULATOR)
def rule_returned(act: Act, contract: Contract, *, reason: str) -> None:
    """The regulator finds that the firm must mend its work."""
    MACHINE.move(contract, "rule_returned")
    contract.deliverables[-1].ruling, contract.ruling_due_at = reason, None
