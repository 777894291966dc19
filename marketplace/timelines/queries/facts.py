"""Which project a fact is about."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.cases.models import Application, Case, Correction, Pause, Return, UtilityContact
from marketplace.contracts.models import ChangeOrder, Contract, Deliverable, Milestone
from marketplace.core.database import Row
from marketplace.core.facts import Fact
from marketplace.projects.models import Plan, Project, ProjectMatter
from marketplace.requests.models import Request
from marketplace.selection.models import Award, Clarification, Objection, Offer

# Each kind of thing, and the thing that leads from it to the project ("" : it knows the project).
TABLES: dict[str, type[Row]] = {
    table.__tablename__: table
    for table in (
        Application, Award, Case, ChangeOrder, Clarification, Contract, Correction, Deliverable,
        Milestone, Objection, Offer, Pause, Plan, ProjectMatter, Request, Return, UtilityContact,
    )
}  # fmt: skip
WAYS: dict[type[Row], tuple[str, type[Row]]] = {
    Award: ("request_id", Request),
    ChangeOrder: ("contract_id", Contract),
    Clarification: ("request_id", Request),
    Correction: ("case_id", Case),
    Deliverable: ("contract_id", Contract),
    Milestone: ("contract_id", Contract),
    Objection: ("request_id", Request),
    Offer: ("request_id", Request),
    Pause: ("case_id", Case),
    Return: ("case_id", Case),
}


MOST = 50


def of_owner(session: Session, owner_id: int) -> Sequence[Project]:
    """The latest projects of an owner."""
    mine = select(Project).where(Project.owner_id == owner_id).order_by(Project.id.desc())
    return session.scalars(mine.limit(MOST)).all()


def project_of(session: Session, fact: Fact) -> Project | None:
    if fact.thing_id is None:
        return None
    if fact.thing_kind == Project.__tablename__:
        return session.get(Project, fact.thing_id)
    table = TABLES.get(fact.thing_kind)
    thing = session.get(table, fact.thing_id) if table else None
    if thing is not None and type(thing) in WAYS:
        column, upper = WAYS[type(thing)]
        thing = session.get(upper, getattr(thing, column))
    project_id = getattr(thing, "project_id", None)
    return session.get(Project, project_id) if project_id else None
