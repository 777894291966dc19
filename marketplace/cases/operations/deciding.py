"""The department decides; the actual days are counted once, then."""

from datetime import datetime

from marketplace.cases import policy, queries
from marketplace.cases.models import Case
from marketplace.cases.operations.applying import note, void
from marketplace.cases.operations.front import Refusal, demand_basis
from marketplace.cases.operations.moments import hand, happened
from marketplace.cases.operations.posts import to_the_front
from marketplace.cases.operations.reviewing import book_first_pass
from marketplace.cases.rules.clocks import local_day, taken
from marketplace.cases.states import MACHINE, Outcome, Step
from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.once import hold
from marketplace.core.operation import operation


@operation("cases.grant", may=policy.REVIEWER, log=("at",))
def grant(act: Act, case: Case, *, decision: str, at: datetime | None = None) -> None:
    """Give what was applied for; a commitment is checked some days later."""
    moment = happened(act, case, at)
    hold(act.session, case)
    MACHINE.move(case, "grant")
    case.outcome, case.decision = Outcome.GRANTED, decision
    _decide(act, case, moment)
    if case.commitment is not None:
        days = case.rule_set.rules.commitment_check_days
        calendar, zone = calendars.current(act.session), calendars.zone()
        case.commitment.check_due_at = calendar.deadline(moment, days, zone)
    note(act, case, applied_at=case.received_at, decided_at=moment)


@operation("cases.refuse", may=policy.REVIEWER, log=("reason", "law", "at"))
def refuse(act: Act, case: Case, *, reason: str, law: str, at: datetime | None = None) -> None:
    """Refuse it by a law; the owner may mend his project and apply again."""
    demand_basis(Refusal(reason, law))
    moment = happened(act, case, at)
    hold(act.session, case)
    MACHINE.move(case, "refuse")
    case.outcome, case.decision, case.law = Outcome.REFUSED, reason, law
    _decide(act, case, moment)
    void(case)
    note(act, case, applied_at=None)


def _decide(act: Act, case: Case, at: datetime) -> None:
    case.decided_at = at
    _count(act, case)
    hand(act, case, Step.TO_REPLY, to_the_front(act, case), at)
    firms = {paper.contract.firm_id for paper in queries.living(case) if paper.contract}
    for firm_id in sorted(firms):
        book_first_pass(act, firm_id)


def _count(act: Act, case: Case) -> None:
    if case.accepted_at is None or case.decided_at is None:
        return
    calendar, zone = calendars.current(act.session), calendars.zone()
    days = (local_day(case.accepted_at, zone), local_day(case.decided_at, zone))
    spent = taken(calendar, *days, queries.spans(case))
    case.actual_days, case.paused_days = spent.actual, spent.paused
