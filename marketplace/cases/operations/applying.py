"""The applicant: one application for several matters, put together, sent, taken back."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from marketplace.cases import policy, queries
from marketplace.cases.models import Application, Case
from marketplace.cases.operations.moments import hand
from marketplace.cases.operations.papers import gather
from marketplace.cases.operations.posts import to_the_front
from marketplace.cases.rules import numbers
from marketplace.cases.rules.papers import missing, not_here
from marketplace.cases.states import MACHINE, PROMISES, Channel, Promise, State, Step
from marketplace.core import calendars, rulesets
from marketplace.core.act import Act, Role
from marketplace.core.errors import BadInputError, DomainError, WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.texts import Names, say
from marketplace.matters.models import Material, Matter
from marketplace.projects import operations as projects
from marketplace.projects.models import Project, ProjectMatter


@operation("cases.apply", may=policy.APPLIES, log=("matter",))
def apply(
    act: Act, project: Project, *, matter: Sequence[int], counter_id: int | None = None
) -> Application:
    """Begin an application; each matter becomes a case, with what the hall has already."""
    if not matter:
        raise BadInputError("matter", say("Choose at least one matter."))
    at_counter = act.actor.role is Role.CLERK
    application = Application(
        number=f"BJ-{secrets.token_hex(8)}",
        project=project,
        owner_id=project.owner_id,
        person_id=act.actor.person_id,
        channel=Channel.COUNTER if at_counter else Channel.ONLINE,
        counter_id=counter_id if at_counter else None,
        begun_at=act.now,
    )
    act.session.add(application)
    act.session.flush()
    year = act.now.astimezone(calendars.zone()).year
    application.number = numbers.application(year, application.id)
    wanted = {one.id: one for one in queries.of_project_with_matters(act.session, project)}
    for place, one in enumerate(dict.fromkeys(matter), 1):
        _add(act, application, _lawful(wanted.get(one)), place)
    return application


def _lawful(matter: Matter | None) -> Matter:
    if matter is None:
        text = say("Choose matters of this project that are not applied for already.")
        raise BadInputError("matter", text)
    name = Names(matter.name_zh, matter.name_en)
    if fault := not_here(name, in_hall=matter.in_hall, kind=matter.type):
        raise BadInputError("matter", fault)
    return matter


def _add(act: Act, application: Application, matter: Matter, place: int) -> None:
    case = Case(
        number=numbers.case(application.number, place),
        application=application,
        project_id=application.project_id,
        owner_id=application.owner_id,
        matter=matter,
        department_id=matter.department_id,
        rule_set_id=rulesets.in_force(act.session, act.now).id,
    )
    act.session.add(case)
    act.session.flush()
    gather(act, case)


@operation("cases.submit", may=policy.PUTS_TOGETHER)
def submit(act: Act, application: Application) -> None:
    """Send the application in: its cases go to the front desk side by side."""
    drafts = [case for case in application.cases if case.state is State.DRAFT]
    if not drafts:
        raise WrongStateError(say("This application was sent in already."))
    for case in drafts:
        demand_complete(case)
        hold(act.session, case)
        MACHINE.move(case, "submit")
        case.received_at = act.now
        case.rule_set_id = rulesets.in_force(act.session, act.now).id
        act.session.flush()
        act.session.expire(case, ["rule_set"])
        await_acceptance(act, case)
        hand(act, case, Step.RECEIVED, to_the_front(act, case))
        note(act, case, applied_at=act.now)
    application.received_at = act.now


def await_acceptance(act: Act, case: Case) -> None:
    """The front desk's days to accept it or to notify all gaps begin."""
    days = case.rule_set.rules.case_accept_days
    calendar, zone = calendars.current(act.session), calendars.zone()
    case.accept_due_at = calendar.deadline(act.now, days, zone)


def demand_complete(case: Case) -> None:
    """Nothing the applicant must supply may be missing; all gaps are named at once."""
    gaps = {paper.id for paper in missing(queries.papers(case))}
    if gaps:
        lacking = [material for material in case.matter.materials if material.id in gaps]
        raise DomainError(
            say("%(number)s still lacks: %(papers)s", number=case.number, papers=_listed(lacking)),
            rule=say("An application is sent in complete, or with what may be deferred."),
        )


def _listed(materials: Sequence[Material]) -> Names:
    zh = "、".join(one.name_zh for one in materials)
    return Names(zh, ", ".join(one.name_en or one.name_zh for one in materials))


@operation("cases.withdraw", may=policy.APPLICANT, log=("reason",))
def withdraw(act: Act, case: Case, *, reason: str = "") -> None:
    """Take the application back before it is decided."""
    hold(act.session, case)
    MACHINE.move(case, "withdraw")
    case.ended_at, case.decision = act.now, reason
    for pause in case.pauses:
        if pause.ended_at is None:
            pause.ended_at = pause.end_entered_at = act.now
    void(case)
    if case.received_at is not None:
        note(act, case, applied_at=None)


def void(case: Case) -> None:
    """A commitment for nothing binds nobody."""
    if case.commitment is not None and case.commitment.state is Promise.OPEN:
        PROMISES.move(case.commitment, "void")


def note(
    act: Act, case: Case, *, applied_at: datetime | None, decided_at: datetime | None = None
) -> None:
    """The days on the project's own list of matters."""
    mine = {"project_id": case.project_id, "matter_id": case.matter_id}
    need = act.session.scalars(select(ProjectMatter).filter_by(**mine)).one_or_none()
    if need is not None:
        projects.mark(act, need, applied_at=applied_at, decided_at=decided_at)
