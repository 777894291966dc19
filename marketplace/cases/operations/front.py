"""The front desk: accept, notify all gaps once, decline, reply, hand out. It never decides."""

from dataclasses import dataclass
from datetime import datetime

from marketplace.cases import policy, queries
from marketplace.cases.models import Case
from marketplace.cases.operations.applying import demand_complete, note, void
from marketplace.cases.operations.moments import hand, happened
from marketplace.cases.operations.posts import to_the_department
from marketplace.cases.rules.clocks import digest, due_day, end_of, local_day
from marketplace.cases.states import MACHINE, Source, State, Step
from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say


@dataclass(frozen=True)
class Refusal:
    """Why not, and the law that says so."""

    reason: str
    law: str


@operation("cases.accept", may=policy.FRONT)
def accept(act: Act, case: Case, *, at: datetime | None = None) -> None:
    """Take the case in: both clocks begin, and it goes to the department."""
    hold(act.session, case)
    MACHINE.move(case, "accept")
    demand_complete(case)
    case.acceptor_id = act.actor.person_id
    _begin(act, case, happened(act, case, at))


@operation("cases.accept_by_rule", may=CLOCKWORK_ONLY)
def accept_by_rule(act: Act, case: Case) -> None:
    """Nobody spoke in time: it counts as accepted since the day it came in."""
    hold(act.session, case)
    MACHINE.move(case, "accept_by_rule")
    case.accepted_by_rule = True
    _begin(act, case, case.received_at or act.now)


def _begin(act: Act, case: Case, at: datetime) -> None:
    """Both promises are copied here once; nothing edits them later."""
    calendar, zone = calendars.current(act.session), calendars.zone()
    accepted, matter = local_day(at, zone), case.matter
    case.accepted_at, case.accept_due_at = at, None
    case.committed_days, case.statutory_days = matter.committed_days, matter.statutory_days
    case.committed_due_on = due_day(calendar, accepted, matter.committed_days)
    last = case.committed_due_on
    if matter.statutory_days is not None:
        last = case.statutory_due_on = due_day(calendar, accepted, matter.statutory_days)
    case.calendar_digest = digest(calendar, accepted, last)
    case.due_at = end_of(case.committed_due_on, zone)
    for paper in queries.living(case):
        if paper.source is Source.DEFERRED:
            days = case.rule_set.rules.deferred_days
            paper.due_at = calendar.deadline(at, days, zone)
    hand(act, case, Step.TO_REVIEW, to_the_department(act, case), at)


@operation("cases.decline", may=policy.FRONT, log=("reason", "law"))
def decline(act: Act, case: Case, *, reason: str, law: str) -> None:
    """Not take it in, by a law; after a notice only when the days to mend are over."""
    demand_basis(Refusal(reason, law))
    hold(act.session, case)
    if case.state is State.NOTIFIED and case.answer_due_at and act.now < case.answer_due_at:
        raise WrongStateError(
            say("The applicant may still mend the gaps, until %(at)s.", at=case.answer_due_at)
        )
    MACHINE.move(case, "decline")
    case.decision, case.law, case.ended_at = reason, law, act.now
    void(case)
    note(act, case, applied_at=None)


def demand_basis(refusal: Refusal) -> None:
    """A refusal names its law."""
    if not refusal.reason.strip():
        raise BadInputError("reason", say("Write the reason."))
    if not refusal.law.strip():
        raise BadInputError("law", say("Name the law and the article."))


@operation("cases.reply", may=policy.FRONT)
def reply(act: Act, case: Case) -> None:
    """The decision lies ready at the reply window, and the applicant is told."""
    hold(act.session, case)
    MACHINE.move(case, "reply")
    case.replied_at = act.now


@operation("cases.collect", may=policy.COLLECTOR)
def collect(act: Act, case: Case, *, at: datetime | None = None) -> None:
    """The applicant has his decision."""
    moment = happened(act, case, at)
    hold(act.session, case)
    MACHINE.move(case, "collect")
    case.collected_at = moment
    hand(act, case, Step.TO_APPLICANT, None, moment)
