"""The parts of a contract: one begins when the one before is accepted."""

from collections.abc import Iterable
from datetime import datetime

from marketplace.contracts import rules
from marketplace.contracts.models import Contract, Milestone
from marketplace.contracts.operations.changes import refuse_change_by_rule
from marketplace.contracts.states import MACHINE, STEPS
from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY

ACCEPTING = ("contracts.accept", "contracts.accept_by_rule", "contracts.rule_accepted")


def begin(act: Act, contract: Contract, part: Milestone) -> None:
    """The working days of this part count from tomorrow."""
    today = act.now.astimezone(calendars.zone()).date()
    part.begun_at = act.now
    part.due_on = contract.due_on = calendars.current(act.session).after(today, part.days)


def next_part_begins(act: Act, contract: Contract, verb: str) -> bool:
    """This verb would accept the current part, and another follows: it begins now."""
    part, following = contract.current, contract.following
    if following is None or not MACHINE.allows(verb, contract.state):
        return False
    accept_milestone(act, part)
    go_on(act, contract, part=following)
    return True


def finish(act: Act, contract: Contract) -> None:
    """The last part is accepted, and with it the contract."""
    part = contract.current
    accept_milestone(act, part)
    drop_change(act, contract)
    contract.check_due_at = contract.ruling_due_at = None
    contract.accepted_at, contract.accepted_by_rule = act.now, part.accepted_by_rule
    contract.days_late = _sum(one.days_late for one in contract.milestones)
    contract.days_taken = _sum(one.days_taken for one in contract.milestones)


def end_parts(act: Act, contract: Contract) -> None:
    """No more work is due for what is not accepted."""
    for part in contract.milestones:
        if STEPS.allows("end", part.state):
            STEPS.move(part, "end")
    drop_change(act, contract)


def drop_change(act: Act, contract: Contract) -> None:
    """What is over changes no more."""
    if contract.open_change is not None:
        refuse_change_by_rule(act, contract.open_change)


def _sum(days: Iterable[int | None]) -> int | None:
    known = [one for one in days if one is not None]
    return sum(known) if known else None


@operation("contracts.accept_milestone", may=CLOCKWORK_ONLY, within=ACCEPTING)
def accept_milestone(act: Act, part: Milestone) -> None:
    """Late or not is decided by the day of the accepted delivery, not of the answer."""
    STEPS.move(part, "accept_milestone")
    delivered, zone = part.deliverables[-1], calendars.zone()
    delivered.accepted = True
    delivered.answered_at = delivered.answered_at or act.now
    part.accepted_at = act.now
    if part.due_on is None or part.begun_at is None:
        return
    calendar = calendars.current(act.session)
    delivered_on = delivered.submitted_at.astimezone(zone).date()
    part.days_late = rules.days_late(calendar, part.due_on, delivered_on)
    begun_on = part.begun_at.astimezone(zone).date()
    part.days_taken = rules.days_taken(calendar, begun_on, delivered_on)


@operation("contracts.go_on", may=CLOCKWORK_ONLY, within=ACCEPTING)
def go_on(act: Act, contract: Contract, *, part: Milestone) -> None:
    """A part is accepted, and the next one begins."""
    MACHINE.move(contract, "go_on")
    contract.check_due_at = contract.ruling_due_at = None
    begin(act, contract, part)


@operation("contracts.book_payment", may=CLOCKWORK_ONLY)
def book_payment(
    act: Act, part: Milestone, *, funded_at: datetime | None, paid_at: datetime | None
) -> None:
    """What the room of payments knows of the money for this part."""
    part.funded_at, part.paid_at = funded_at, paid_at
