"""The firm hands over its work."""

from collections.abc import Sequence
from typing import Any

from marketplace.contracts.models import Contract, Deliverable
from marketplace.contracts.policy import FIRM
from marketplace.contracts.states import MACHINE, STEPS
from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say
from marketplace.files import operations as files_operations


@operation("contracts.deliver", may=FIRM)
def deliver(act: Act, contract: Contract, *, note: str, files: Sequence[Any]) -> None:
    """Submit a version of the work; the owner's days to answer begin."""
    MACHINE.move(contract, "deliver")
    if not files:
        raise BadInputError("files", say("Add at least one file: the work itself."))
    figures = contract.rule_set.rules
    calendar, zone = calendars.current(act.session), calendars.zone()
    part = contract.current
    STEPS.move(part, "deliver")
    deliverable = Deliverable(
        contract_id=contract.id,
        version=len(part.deliverables) + 1,
        note=note,
        submitted_at=act.now,
        remind_at=calendar.deadline(act.now, figures.delivery_reminder_days, zone),
    )
    part.deliverables.append(deliverable)
    contract.deliverables.append(deliverable)
    part.delivered_at = contract.delivered_at = act.now
    contract.check_due_at = calendar.deadline(act.now, figures.delivery_check_days, zone)
    act.session.flush()
    files_operations.keep_all(act, deliverable, files=files, purpose="deliverable")


@operation("contracts.remind", may=CLOCKWORK_ONLY)
def remind(act: Act, deliverable: Deliverable) -> Contract | None:
    """Tell the owner, once, that an answer is due."""
    if deliverable.reminded_at is None:
        deliverable.reminded_at = act.now
    return act.session.get(Contract, deliverable.contract_id)
