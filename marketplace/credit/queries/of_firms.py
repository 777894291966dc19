"""What gives and takes a firm's points."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from marketplace.cases.models import Attachment, Case, Return
from marketplace.contracts.models import Contract, Milestone
from marketplace.core import calendars
from marketplace.credit.queries.of_both import (
    WORK,
    of_request,
    of_work,
    regulator_for,
    regulator_of,
)
from marketplace.credit.queries.refusing import refused_by
from marketplace.credit.rules.happenings import Happening
from marketplace.credit.rules.ladder import THIRD, nth_in_a_year
from marketplace.credit.states import Kind
from marketplace.directory.models import Firm, Penalty
from marketplace.directory.states import PenaltyKind

OF_PENALTY = {
    PenaltyKind.WARNING: Kind.WARNED,
    PenaltyKind.SUSPENSION: Kind.SUSPENDED,
    PenaltyKind.EXPULSION: Kind.EXPELLED,
}


def deliveries(session: Session, firm_id: int, since: datetime) -> Iterator[Happening]:
    """Accepted parts of contracts, by the day of their accepted delivery."""
    done = (
        select(Milestone, Contract)
        .join(Contract, Contract.id == Milestone.contract_id)
        .where(Contract.firm_id == firm_id, Milestone.accepted_at >= since)
        .options(*WORK, joinedload(Contract.rule_set))
    )
    for part, contract in session.execute(done):
        late, at = part.days_late, part.accepted_at
        if late is not None and at is not None:
            at_fault = late > contract.rule_set.rules.late_fault_days
            kind = Kind.FAULT_LATE if at_fault else Kind.LATE if late else Kind.ON_TIME
            about, regulator = of_part(part, contract), regulator_of(contract)
            yield Happening(kind, "contract_milestones", part.id, at, regulator, about=about)


def of_part(part: Milestone, contract: Contract) -> dict[str, Any]:
    return of_work(contract) | ({"days": part.days_late} if part.days_late else {})


def passes(session: Session, firm_id: int, since: datetime) -> Iterator[Happening]:
    """Works that a department decided on without ever returning them."""
    returned = select(Return.id).where(Return.contract_id == Contract.id).exists()
    decided = (
        select(Attachment.contract_id, func.min(Case.decided_at))
        .join(Case, Case.id == Attachment.case_id)
        .join(Contract, Contract.id == Attachment.contract_id)
        .where(Contract.firm_id == firm_id, Case.decided_at.is_not(None), ~returned)
        .group_by(Attachment.contract_id)
    )
    found = session.execute(decided)
    moments = {contract: at for contract, at in found if at is not None and at >= since}
    passed = select(Contract).where(Contract.id.in_(moments)).options(*WORK)
    for contract in session.scalars(passed):
        at, about = moments[contract.id], of_work(contract)
        regulator = regulator_of(contract)
        yield Happening(Kind.FIRST_PASS, "contracts", contract.id, at, regulator, about=about)


def returns(session: Session, firm_id: int, since: datetime) -> Iterator[Happening]:
    """Each time a department sent the firm's work back for a defect."""
    asked = (
        select(Return, Contract)
        .join(Contract, Contract.id == Return.contract_id)
        .where(Return.firm_id == firm_id, Return.at >= since)
        .options(*WORK)
    )
    for row, contract in session.execute(asked):
        about = of_work(contract) | {"number": row.number}
        regulator = regulator_of(contract)
        yield Happening(Kind.RETURNED, "case_returns", row.id, row.at, regulator, about=about)


def refusals(session: Session, firm_id: int, since: datetime) -> Iterator[Happening]:
    """The third within a year takes more; so a second year is looked at too."""
    year = timedelta(days=365)
    found = refused_by(session, firm_id, since - year)
    days = [fact.at.astimezone(calendars.zone()).date() for fact, _ in found]
    nths = nth_in_a_year(days, year.days)
    for (fact, request), nth in zip(found, nths, strict=True):
        kind = Kind.REFUSED_AGAIN if nth >= THIRD else Kind.REFUSED
        if fact.at >= since:
            about = of_request(request) | {"nth": nth}
            regulator = regulator_for(request)
            yield Happening(kind, "facts", fact.id, fact.at, regulator, about=about)


def penalties(session: Session, firm_id: int, since: datetime) -> Iterator[Happening]:
    decided = (
        select(Penalty)
        .join(Firm, Firm.id == Penalty.firm_id)
        .where(Firm.organisation_id == firm_id, Penalty.begins_at >= since)
    )
    for row in session.scalars(decided):
        about = {"why": row.reason, "firm": row.firm_id}
        yield Happening(
            OF_PENALTY[row.kind], "penalties", row.id, row.begins_at, row.department_id, about=about
        )
