"""A project's timeline, read in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from marketplace.accounts.models import Organisation
from marketplace.contracts import queries as contracts
from marketplace.contracts.models import Contract, Deliverable
from marketplace.contracts.policy import READERS
from marketplace.contracts.states import OVER
from marketplace.core import calendars
from marketplace.core.act import Actor
from marketplace.matters.models import Matter, ServiceItem
from marketplace.projects.models import Project, ProjectMatter
from marketplace.requests.models import Request
from marketplace.requests.states import State as RequestState
from marketplace.selection.models import Clarification, Objection
from marketplace.selection.queries.clarifying import clarified
from marketplace.selection.states import FREEZING
from marketplace.timelines import rules
from marketplace.timelines.rules import Entry, Named, Node, Watch
from marketplace.timelines.states import Kind

MOST = 200  # of each kind on one timeline
RUNNING = frozenset(
    {
        RequestState.IN_CHECK,
        RequestState.OPEN,
        RequestState.CLOSED,
        RequestState.OPENED,
        RequestState.SELECTED,
    }
)
UNKNOWN = Named("行业主管部门", "The regulator")


def of_project(session: Session, actor: Actor, project_id: int, now: datetime) -> list[Entry]:
    """Matters, requests, contracts and deliverables in one order of time.

    A contract leads to its page only for those who may read it.
    """
    watch = Watch(now, calendars.current(session), calendars.zone())
    asked, agreed = _requests(session, project_id), contracts.of_project(session, project_id)
    entries = [
        *_matter_entries(session, project_id, _matters_at_work(asked, agreed), watch),
        *_request_entries(session, asked, watch),
        *_contract_entries(agreed, actor, watch),
    ]
    return rules.in_order(entries)


def _requests(session: Session, project_id: int) -> list[Request]:
    listed = (
        select(Request)
        .options(
            joinedload(Request.owner),
            joinedload(Request.item).joinedload(ServiceItem.regulator),
        )
        .where(Request.project_id == project_id)
        .order_by(Request.id)
        .limit(MOST)
    )
    return list(session.scalars(listed))


def _matters_at_work(asked: list[Request], agreed: list[Contract]) -> set[int | None]:
    """The matters that a running request or contract prepares for."""
    running = {contract.request_id for contract in agreed if contract.state not in OVER}
    return {r.matter_id for r in asked if r.state in RUNNING or r.id in running}


def _matter_entries(
    session: Session, project_id: int, at_work: set[int | None], watch: Watch
) -> list[Entry]:
    listed = (
        select(ProjectMatter, Project)
        .join(Project, Project.id == ProjectMatter.project_id)
        .options(
            joinedload(ProjectMatter.matter).joinedload(Matter.department),
            joinedload(Project.owner),
        )
        .where(ProjectMatter.project_id == project_id)
        .limit(MOST)
    )
    rows = session.execute(listed)
    return [rules.of_matter(_matter(need, project, at_work), watch) for need, project in rows]


def _matter(need: ProjectMatter, project: Project, at_work: set[int | None]) -> rules.MatterSeen:
    matter = need.matter
    return rules.MatterSeen(
        node=Node(Kind.MATTER, need.id, _named(matter), "matters.show", {"code": matter.code}),
        department=_named(matter.department),
        owner=_named(project.owner),
        committed_days=matter.committed_days,
        picked_at=need.picked_at,
        applied_at=need.applied_at,
        decided_at=need.decided_at,
        awaits_work=matter.id in at_work,
    )


def _request_entries(session: Session, asked: list[Request], watch: Watch) -> list[Entry]:
    objections = _objections(session, [r.id for r in asked if r.state == RequestState.SELECTED])
    asked_of = clarified(session, [r.id for r in asked if r.state == RequestState.SELECTED])
    again = {request.previous_id for request in asked}
    seen = [_request(r, objections.get(r.id), r.id in again) for r in asked]
    return [
        rules.of_request(replace(one, clarification=_clarified(asked_of.get(r.id))), watch)
        for one, r in zip(seen, asked, strict=True)
    ]


def _clarified(asked: Clarification | None) -> rules.ClarificationSeen | None:
    if asked is None:
        return None
    due = asked.decision_due_at or asked.answer_due_at
    return rules.ClarificationSeen(_named(asked.firm), asked.answered_at is not None, due)


def _objections(session: Session, ids: list[int]) -> dict[int, Objection]:
    """The oldest open objection of each request; it is the one that must move first."""
    if not ids:
        return {}
    open_ones = (
        select(Objection)
        .options(joinedload(Objection.firm))
        .where(Objection.request_id.in_(ids), Objection.state.in_(FREEZING))
        .order_by(Objection.id.desc())
    )
    return {objection.request_id: objection for objection in session.scalars(open_ones)}


def _request(r: Request, objection: Objection | None, is_noticed_again: bool) -> rules.RequestSeen:
    due = {
        RequestState.IN_CHECK: r.check_due_at,
        RequestState.OPEN: r.closes_at,
        RequestState.CLOSED: r.closes_at,
        RequestState.SELECTED: r.objections_until,
    }
    return rules.RequestSeen(
        node=Node(Kind.REQUEST, r.id, Named(r.title), "requests.show", {"id": r.id}),
        state=r.state,
        owner=_named(r.owner),
        regulator=_named(r.item.regulator) if r.item else UNKNOWN,
        at=r.published_at or r.drafted_at,
        due_at=due.get(r.state),
        finished_at=r.ended_at or r.awarded_at,
        objection=_objection(objection) if objection else None,
        is_noticed_again=is_noticed_again,
    )


def _objection(objection: Objection) -> rules.ObjectionSeen:
    return rules.ObjectionSeen(
        objection.state,
        _named(objection.firm),
        objection.answer_due_at,
        objection.decision_due_at,
    )


def _contract_entries(agreed: list[Contract], actor: Actor, watch: Watch) -> Iterable[Entry]:
    for contract in agreed:
        title, key = Named(contract.request.title), {"id": contract.id}
        page = "contracts.show" if READERS(actor, contract) else ""
        node = Node(Kind.CONTRACT, contract.id, title, page, key)
        yield rules.of_contract(_contract(contract, node), watch)
        for due_on, one in _deliveries(contract):
            node = Node(Kind.DELIVERABLE, one.id, title, page, key)
            seen = rules.DeliverableSeen(node, due_on, one.submitted_at, one.accepted)
            yield rules.of_deliverable(seen, watch)
        for order in contract.changes:
            node = Node(Kind.CHANGE, order.id, title, page, key)
            times = order.proposed_at, order.answer_due_at, order.answered_at
            yield rules.of_change(rules.ChangeSeen(node, order.state, *times), watch)


def _deliveries(contract: Contract) -> Iterable[tuple[date | None, Deliverable]]:
    """Each version of each part, with the day on which that part was due."""
    return [(part.due_on, one) for part in contract.milestones for one in part.deliverables]


def _contract(contract: Contract, node: Node) -> rules.ContractSeen:
    return rules.ContractSeen(
        node=node,
        state=contract.state,
        owner=_named(contract.owner),
        firm=_named(contract.firm),
        regulator=_named(contract.item.regulator) if contract.item else UNKNOWN,
        drafted_at=contract.drafted_at,
        sign_due_at=contract.sign_due_at,
        owner_confirmed=contract.owner_confirmed_at is not None,
        due_on=contract.due_on,
        check_due_at=contract.check_due_at,
        delivered_at=contract.delivered_at,
        finished_at=contract.accepted_at or contract.ended_at,
    )


def _named(record: Organisation | Matter) -> Named:
    return Named(record.name_zh, record.name_en)
