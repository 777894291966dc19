"""From a plan to drafts: the button on the plan's page."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from marketplace.core import clock
from marketplace.core.database import db
from marketplace.core.errors import DomainError
from marketplace.core.policy import demand
from marketplace.core.texts import Names, say
from marketplace.projects import queries as projects
from marketplace.projects.models import Plan, Project
from marketplace.requests import operations, queries
from marketplace.requests.forms import ConfirmForm
from marketplace.requests.operations import Need, Order, Terms
from marketplace.requests.queries import Planned
from marketplace.requests.states import Method
from marketplace.requests.views.blueprint import bp
from marketplace.web import acting, done, reader
from marketplace.web.texts import name, translate


@bp.post("/prepare")
def prepare() -> ResponseReturnValue:
    """Drafts for the services that are named, or for all of the plan that have none yet."""
    plan, project = _asked()
    demand(reader(), "requests.prepare", project)
    if ConfirmForm().sent():
        with acting(None, plan, project) as act:
            orders = _orders(plan, project, request.form.getlist("item"))
            operations.prepare(act, project, plan=plan.id, orders=orders)
            return _begun(project, len(orders))
    return _begun(project, 0)


def _begun(project: Project, n: int) -> ResponseReturnValue:
    text = say("Drafts begun: %(n)s. Read each, add what only you know, and hand it in.", n=n)
    return done(text, url_for("projects.show", id=project.id) + "#work-of-project")


def _asked() -> tuple[Plan, Project]:
    plan = projects.plan(db.session(), request.args.get("plan", 0, type=int), reader())
    if plan.project_id is None:
        raise DomainError(say("Say first for which project the plan is."))
    return plan, projects.get(db.session(), plan.project_id, reader())


def _orders(plan: Plan, project: Project, codes: list[str]) -> list[Order]:
    """What may be begun; a second click finds nothing left."""
    services = queries.planned(db.session(), plan, clock.now())
    open_ones = [one for one in services if one.may_begin and (not codes or one.item.code in codes)]
    return [Order(Need(one.item, one.matter), _terms(project, one)) for one in open_ones]


def _terms(project: Project, one: Planned) -> Terms:
    """What the plan and the catalogue know; the owner adds what is his before he hands it in."""
    matter = Names(one.matter.name_zh, one.matter.name_en) if one.matter else ""
    scope = say(
        "%(service)s for the project %(project)s (%(place)s); needed for “%(matter)s”.",
        service=name(one.item), project=project.name, place=project.address, matter=matter,
    )  # fmt: skip
    test = say(
        "Accepted when it is complete and the department takes it for “%(matter)s”.", matter=matter
    )
    return Terms(
        title=f"{project.name} {name(one.item)}"[:300],
        scope=translate(scope),
        deliverable="\n".join(one.item.deliverables),
        acceptance_test=translate(test),
        budget=None,
        ceiling=None,
        days_wanted=max(one.item.days_typical, 1),
        closes_at=one.closes_at,
        direct_firm="",
        direct_reason="",
        agreed_price=None,
        method=Method.SEALED_PRICE,
    )
