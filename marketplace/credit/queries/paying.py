"""Did an owner pay accepted work in time? The same term as the counter on his page."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from marketplace.contracts.models import Contract, Milestone
from marketplace.contracts.states import Step
from marketplace.core import calendars
from marketplace.credit.queries.of_both import WORK, of_work, regulator_of
from marketplace.credit.rules.happenings import Happening
from marketplace.credit.states import Kind
from marketplace.payments.rules.lateness import MONTHS_BACK, due_at

TERM = "payment_calendar_days"  # older contracts had no term, and nobody books their payments


def payments(session: Session, owner_id: int, since: datetime) -> Iterator[Happening]:
    """Money held in time counts as paid in time. What is unpaid is late on the day it is due,
    which may be still to come: who counts leaves out what has not happened.
    """
    accepted = (
        select(Milestone, Contract)
        .join(Contract, Contract.id == Milestone.contract_id)
        .where(Contract.owner_id == owner_id, Milestone.state == Step.ACCEPTED)
        .where(Milestone.accepted_at >= since - MONTHS_BACK)  # the term is at most a year
        .options(*WORK, joinedload(Contract.rule_set))
    )
    for part, contract in session.execute(accepted):
        if part.accepted_at is None or TERM not in contract.rule_set.figures:
            continue
        days = contract.rule_set.rules.payment_calendar_days
        due = due_at(part.accepted_at, days, calendars.zone())
        paid = min((at for at in (part.funded_at, part.paid_at) if at), default=None)
        kind, at = (Kind.PAID, paid) if paid and paid < due else (Kind.PAID_LATE, due)
        if at >= since:
            about, regulator = of_work(contract), regulator_of(contract)
            yield Happening(kind, "contract_milestones", part.id, at, regulator, about=about)
