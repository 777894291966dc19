"""Plans: saved as they were made, attached to a project, made anew, shared by a link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from marketplace.core.act import Act, Role
from marketplace.core.errors import WrongStateError
from marketplace.core.operation import operation
from marketplace.core.policy import permit
from marketplace.core.texts import say
from marketplace.matters import queries as matters
from marketplace.matters.models import GuidanceSet, Matter
from marketplace.matters.rules.guidance import make_plan
from marketplace.projects import queries
from marketplace.projects.models import Plan, Project
from marketplace.projects.operations.library import pick
from marketplace.projects.policy import is_its_own, owns_plan

OWNER = permit(Role.OWNER, when=owns_plan)


@dataclass(frozen=True)
class Draft:
    """Answers, and the version of the guidance they answer."""

    answers: Mapping[str, str | Sequence[str]]
    guidance: GuidanceSet
    name: str


@operation("projects.save", may=permit(Role.OWNER, when=is_its_own))
def save(act: Act, project: Project | None, *, draft: Draft) -> Plan:
    """Keep a plan, for a project or by itself; the same plan twice is kept once."""
    made = make_plan(matters.book(draft.guidance), draft.answers)
    plan = Plan(owner_id=act.actor.organisation_id, guidance=draft.guidance, saved_at=act.now)
    plan.guidance_id, plan.name = draft.guidance.id, draft.name
    plan.answers = {asked: list(chosen) for asked, chosen in made.answers.items()}
    plan.result, plan.project_id = made.as_json(), project.id if project else None
    if project is not None:
        _pick(act, project, plan)
    return _kept(act, plan)


@operation("projects.attach", may=OWNER, log=("project",))
def attach(act: Act, plan: Plan, *, project: int) -> None:
    """Say which project a plan is for; its matters go on the project's list."""
    whole = queries.get(act.session, project, act.actor)
    if plan.project_id not in (None, whole.id):
        raise WrongStateError(say("This plan belongs to another project already."))
    _pick(act, whole, plan)
    plan.project = whole


@operation("projects.rerun", may=OWNER)
def rerun(act: Act, plan: Plan) -> Plan:
    """The same answers by the version in force: a plan of its own; the old one stays."""
    guidance = matters.guidance(act.session)
    if guidance.id == plan.guidance_id:
        raise WrongStateError(say("This plan is by the version of the rules that is in force."))
    made = make_plan(matters.book(guidance), plan.answers)
    again = Plan(owner_id=plan.owner_id, project_id=plan.project_id, name=plan.name)
    again.guidance, again.guidance_id, again.saved_at = guidance, guidance.id, act.now
    again.answers = {asked: list(chosen) for asked, chosen in made.answers.items()}
    again.result = made.as_json()
    if plan.project is not None:
        _pick(act, plan.project, again)
    return _kept(act, again)


@operation("projects.share", may=OWNER)
def share(act: Act, plan: Plan, *, token: str) -> None:
    """Let everybody who has the link read the plan; a link that is there stays."""
    plan.token = plan.token or token


@operation("projects.unshare", may=OWNER)
def unshare(act: Act, plan: Plan) -> None:
    """The link leads nowhere from now on."""
    plan.token = None


def _pick(act: Act, project: Project, plan: Plan) -> None:
    ids = select(Matter.id).where(Matter.code.in_(plan.result["matters"]))
    pick(act, project, matter=act.session.scalars(ids).all())


def _kept(act: Act, plan: Plan) -> Plan:
    with act.session.no_autoflush:
        twin = queries.twin_of(act.session, plan)
    if twin is not None:
        if plan in act.session:
            act.session.expunge(plan)
        return twin
    act.session.add(plan)
    act.session.flush()
    return plan
