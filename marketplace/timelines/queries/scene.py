"""All that has happened in one project, read in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.cases.models import Case, UtilityContact
from marketplace.contracts.models import Contract
from marketplace.core.facts import Fact
from marketplace.matters.models import Matter, Prerequisite, Requirement, ServiceItem
from marketplace.projects import queries as projects
from marketplace.projects.models import Plan, Project, ProjectMatter
from marketplace.requests.models import Request
from marketplace.selection.models import Objection

MOST = 200  # of each kind in one project


@dataclass(frozen=True)
class Scene:
    """`waits`: code of a matter or item -> codes it waits for, as the catalogue has them."""

    project: Project
    needs: list[ProjectMatter]
    requests: list[Request]
    objections: dict[int, list[Objection]]  # by request
    contracts: list[Contract]
    ruled: dict[int, datetime]  # by contract: when the regulator sent the work back
    cases: list[Case]
    contacts: list[UtilityContact]
    plan: Plan | None
    items: dict[str, ServiceItem]
    waits: dict[str, set[str]]


def scene(session: Session, project: Project) -> Scene:
    plan = projects.plan_of(session, project.id)
    needs, requests = _needs(session, project.id), _requests(session, project.id)
    contracts = _contracts(session, project.id)
    items = _items(session, plan, requests)
    return Scene(
        project=project,
        needs=needs,
        requests=requests,
        objections=_objections(session, [one.id for one in requests]),
        contracts=contracts,
        ruled=_ruled(session, [one.id for one in contracts if one.referred_at]),
        cases=_cases(session, project.id),
        contacts=_contacts(session, project.id),
        plan=plan,
        items=items,
        waits=_waits(session, [need.matter for need in needs], items),
    )


def _needs(session: Session, project_id: int) -> list[ProjectMatter]:
    whole = joinedload(ProjectMatter.matter).joinedload(Matter.department)
    mine = select(ProjectMatter).where(ProjectMatter.project_id == project_id).options(whole)
    return list(session.scalars(mine.order_by(ProjectMatter.id).limit(MOST)))


def _requests(session: Session, project_id: int) -> list[Request]:
    mine = select(Request).where(Request.project_id == project_id)
    return list(session.scalars(mine.order_by(Request.id).limit(MOST)))


def _contracts(session: Session, project_id: int) -> list[Contract]:
    works = selectinload(Contract.deliverables), selectinload(Contract.milestones)
    whole = (*works, joinedload(Contract.firm))
    mine = select(Contract).where(Contract.project_id == project_id).options(*whole)
    return list(session.scalars(mine.order_by(Contract.id).limit(MOST)))


def _objections(session: Session, ids: list[int]) -> dict[int, list[Objection]]:
    found: dict[int, list[Objection]] = {}
    if ids:
        mine = select(Objection).where(Objection.request_id.in_(ids)).order_by(Objection.id)
        for one in session.scalars(mine):
            found.setdefault(one.request_id, []).append(one)
    return found


def _ruled(session: Session, ids: list[int]) -> dict[int, datetime]:
    """No column tells it, so the log does."""
    if not ids:
        return {}
    told = select(Fact.thing_id, Fact.at).where(
        Fact.thing_kind == Contract.__tablename__,
        Fact.thing_id.in_(ids),
        Fact.name == "contracts.rule_returned",
    )
    return {row.thing_id: row.at for row in session.execute(told) if row.thing_id}


def _cases(session: Session, project_id: int) -> list[Case]:
    whole = (
        selectinload(Case.pauses),
        selectinload(Case.corrections),
        selectinload(Case.returns),
    )
    mine = select(Case).where(Case.project_id == project_id, Case.received_at.is_not(None))
    return list(session.scalars(mine.options(*whole).order_by(Case.id).limit(MOST)))


def _contacts(session: Session, project_id: int) -> list[UtilityContact]:
    mine = select(UtilityContact).where(UtilityContact.project_id == project_id)
    return list(session.scalars(mine.order_by(UtilityContact.id).limit(MOST)))


def _items(
    session: Session, plan: Plan | None, requests: Iterable[Request]
) -> dict[str, ServiceItem]:
    """The service items that were asked for, and those of the plan."""
    ids = {request.item_id for request in requests if request.item_id}
    nodes = plan.result["nodes"] if plan else []
    codes = {node["code"] for node in nodes if node["kind"] != "approval"}
    wanted = select(ServiceItem).where(or_(ServiceItem.id.in_(ids), ServiceItem.code.in_(codes)))
    return {item.code: item for item in session.scalars(wanted)}


def _waits(
    session: Session, matters: list[Matter], items: dict[str, ServiceItem]
) -> dict[str, set[str]]:
    """What the catalogue lets wait for what, among these."""
    of_matter = {matter.id: matter.code for matter in matters}
    of_item = {item.id: item.code for item in items.values()}
    waits: dict[str, set[str]] = {code: set(item.after) for code, item in items.items()}
    pairs = select(Prerequisite.matter_id, Prerequisite.needs_id)
    pairs = pairs.where(Prerequisite.matter_id.in_(of_matter), Prerequisite.needs_id.in_(of_matter))
    for matter_id, needs_id in session.execute(pairs):
        waits.setdefault(of_matter[matter_id], set()).add(of_matter[needs_id])
    papers = select(Requirement.matter_id, Requirement.item_id)
    papers = papers.where(Requirement.matter_id.in_(of_matter), Requirement.item_id.in_(of_item))
    for matter_id, item_id in session.execute(papers):
        waits.setdefault(of_matter[matter_id], set()).add(of_item[item_id])
    return waits
