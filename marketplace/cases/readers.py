"""What follows from facts, what the clock makes due, and cases on the pages of lower rooms."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Organisation
from marketplace.cases import operations, policy, queries
from marketplace.cases.models import Application, Case
from marketplace.cases.states import Outcome, Step
from marketplace.contracts.models import Contract, Deliverable
from marketplace.contracts.states import FINISHED
from marketplace.core import clock, places, recounts
from marketplace.core.act import Act, Actor
from marketplace.core.duties import duty
from marketplace.core.facts import Fact, reads
from marketplace.core.invariants import invariant
from marketplace.core.panels import Panel, panel
from marketplace.directory.models import Firm
from marketplace.files.policy import readable
from marketplace.matters.models import Matter
from marketplace.projects.models import Project, ProjectMatter
from marketplace.windows.models import Post

SCHEMES = ("M201", "M214")  # approving one of these tells the utilities; a setting may say others
UTILITIES = "U_"  # how the catalogue's ids of utilities begin
STEPS = {
    "windows.stand_in": Step.STAND_IN,
    "windows.step_back": Step.STEP_BACK,
    "windows.man": Step.ASSIGNED,
    "windows.close": Step.ASSIGNED,
}

duty("cases.accept_by_rule", queries.to_accept_by_rule, operations.accept_by_rule)
duty("cases.mark_late", queries.late, operations.mark_late)
duty("cases.flag_deferred", queries.undelivered, operations.flag_deferred)
duty("cases.remind_check", queries.to_check, operations.remind_check)
duty("cases.flag_utility", queries.uncontacted, operations.flag_utility)


@reads("cases.follow_post", *STEPS)
def follow_post(act: Act, fact: Fact) -> None:
    """The open work of a post follows whoever sits there now."""
    post = act.session.get(Post, fact.thing_id)
    if post is not None:
        operations.follow(act, post, STEPS[fact.name])


@reads(
    "cases.attach_work",
    "contracts.accept",
    "contracts.accept_by_rule",
    "contracts.rule_accepted",
)
def attach_work(act: Act, fact: Fact) -> None:
    """Accepted work goes to every running case of the project that needs it."""
    contract = act.session.get(Contract, fact.thing_id)
    if contract is None or contract.state not in FINISHED:
        return
    if contract.project_id is None or contract.item_id is None:
        return
    last = select(Deliverable).where(
        Deliverable.contract_id == contract.id, Deliverable.accepted.is_(True)
    )
    work = act.session.scalars(last.order_by(Deliverable.id.desc()).limit(1)).first()
    if work is None:
        return
    for case in queries.wanting_work(act.session, contract):
        operations.attach_work(act, case, contract=contract, deliverable=work)


@reads("cases.recount", *recounts.CHANGES)
def recount(act: Act, _: Fact) -> None:
    """The calendar changed: what runs may end later."""
    recounts.recount(act, queries.running(act.session), operations.ends, operations.recount)


@invariant("a case's clocks, outcome and people agree with its state")
def states_hold(session: Session, _: Path) -> Iterable[str]:
    return queries.faults(session)


@reads("cases.book", "cases.grant", "cases.refuse")
def book(act: Act, fact: Fact) -> None:
    """The truth about a matter changes with each decision."""
    case = act.session.get(Case, fact.thing_id)
    if case is not None:
        operations.book(act, case.matter)


@reads("cases.tell_utilities", "cases.grant")
def tell_utilities(act: Act, fact: Fact) -> None:
    """A scheme is approved: each utility is told, once for the project."""
    case = act.session.get(Case, fact.thing_id)
    schemes = places.settings(act.session).get("scheme_matters", SCHEMES)
    if case is None or case.outcome is not Outcome.GRANTED or case.matter.code not in schemes:
        return
    for matter in _connections(act.session, case.project_id):
        operations.tell_utility(act, case, matter=matter)


def _connections(session: Session, project_id: int) -> list[Matter]:
    """One matter of each utility: the one on the project's list, else its first."""
    rows = session.execute(
        select(Matter, ProjectMatter.id)
        .join(Organisation, Organisation.id == Matter.department_id)
        .outerjoin(
            ProjectMatter,
            (ProjectMatter.matter_id == Matter.id) & (ProjectMatter.project_id == project_id),
        )
        .where(Matter.is_active, Organisation.department.startswith(UTILITIES, autoescape=True))
        .order_by(Matter.code)
    )
    chosen: dict[int, Matter] = {}
    for matter, picked in rows:
        if picked is not None or matter.department_id not in chosen:
            chosen[matter.department_id] = matter
    return list(chosen.values())


def _reads_application(session: Session, actor: Actor, id: int) -> bool:
    application = session.get(Application, id)
    return application is not None and policy.sees_application(actor, application)


def _reads_work(session: Session, actor: Actor, id: int) -> bool:
    """Whoever reviews a case reads the work that is among its papers."""
    return any(policy.READERS(actor, case) for case in queries.with_work(session, id))


readable(Application.__tablename__, _reads_application)
readable(Deliverable.__tablename__, _reads_work)


@panel("projects.project", order=20)
def of_project(session: Session, actor: Actor, project: Project) -> Panel | None:
    found = queries.of_project(session, project.id)
    contacts = queries.contacts_of_project(session, project.id)
    clocks = {case.id: queries.clocks(session, case, clock.now()) for case in found}
    names = {"cases": found, "clocks": clocks, "contacts": contacts, "project": project}
    return Panel("cases/of_project.html", names)


@panel("directory.firm", order=35)
def of_firm(session: Session, _: Actor, firm: Firm) -> Panel | None:
    """How often a department sent its work back."""
    if not firm.first_pass_of_n:
        return None
    returned = queries.returned_of(session, firm.organisation_id)
    return Panel("cases/of_firm.html", {"firm": firm, "returned": returned})
