"""The project library: projects, and the matters each of them needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import select, update

from marketplace.core import calendars, words
from marketplace.core.act import Act, Role
from marketplace.core.database import insert_once, table_of
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.money import Money
from marketplace.core.operation import operation
from marketplace.core.policy import permit
from marketplace.core.texts import say
from marketplace.matters.models import Matter
from marketplace.projects import queries, rules
from marketplace.projects.models import Project, ProjectMatter
from marketplace.projects.policy import is_its_own, owns, owns_and_keeps, owns_its_project
from marketplace.projects.states import ProjectKind

OWNER = permit(Role.OWNER, when=owns_and_keeps)
OWNER_OF_ITS_PROJECT = permit(Role.OWNER, when=owns_its_project)

CASES = ("cases.submit", "cases.decline", "cases.withdraw", "cases.grant", "cases.refuse")


@dataclass(frozen=True)
class Terms:
    """What an owner says of a project."""

    code: str
    name: str
    area_id: int
    address: str
    kind: ProjectKind
    investment: Money


@operation("projects.enter", may=permit(Role.OWNER, when=is_its_own))
def enter(act: Act, _: None, *, terms: Terms) -> Project:
    """Put a project into the library."""
    code = _lawful_code(act, terms.code)
    project = Project(owner_id=act.actor.organisation_id, entered_at=act.now, code=code)
    _fill(project, terms)
    act.session.add(project)
    act.session.flush()
    words.refresh(act.session, "project", project.id)
    return project


@operation("projects.revise", may=OWNER)
def revise(act: Act, project: Project, *, terms: Terms) -> None:
    """Correct what was said of a project."""
    project.code = _lawful_code(act, terms.code, but=project.id)
    _fill(project, terms)
    words.refresh(act.session, "project", project.id)


@operation("projects.pick", may=OWNER, log=("matter",))
def pick(act: Act, project: Project, *, matter: Sequence[int]) -> None:
    """Say which approval matters the project needs; those picked before stay."""
    known = select(Matter.id).where(Matter.id.in_(matter), Matter.is_active)
    for one in act.session.scalars(known).all():
        values = {"project_id": project.id, "matter_id": one, "picked_at": act.now}
        insert_once(act.session, ProjectMatter, **values, requests_n=0)
    act.session.expire(project, ["needs"])


@operation("projects.unpick", may=OWNER_OF_ITS_PROJECT)
def unpick(act: Act, need: ProjectMatter) -> None:
    """Take a matter off the list, unless something was asked for on its account."""
    if need.requests_n or need.applied_at:
        text = say("A request or an application stands on this matter, so it stays on the list.")
        raise WrongStateError(text)
    act.session.delete(need)
    act.session.expire(need.project, ["needs"])


@operation("projects.use", may=permit(), within=("requests.draft",))
def use(act: Act, need: ProjectMatter) -> None:
    """Count a request that stands on this matter."""
    one_more = update(table_of(ProjectMatter)).where(ProjectMatter.id == need.id)
    act.session.execute(one_more.values(requests_n=ProjectMatter.requests_n + 1))
    act.session.expire(need, ["requests_n"])


@operation("projects.note", may=OWNER_OF_ITS_PROJECT, log=("applied_at", "decided_at"))
def note(
    act: Act, need: ProjectMatter, *, applied_at: date | None, decided_at: date | None
) -> None:
    """Note on which days the matter was applied for and decided."""
    today = act.now.astimezone(calendars.zone()).date()
    for field, day in (("applied_at", applied_at), ("decided_at", decided_at)):
        if day is not None and day > today:
            raise BadInputError(field, say("This day has not come yet."))
    if not rules.dates_follow(applied_at, decided_at):
        raise BadInputError("decided_at", say("A decision comes after the application."))
    need.applied_at, need.decided_at = _moment(applied_at), _moment(decided_at)


@operation("projects.mark", may=permit(), log=("applied_at", "decided_at"), within=CASES)
def mark(
    act: Act, need: ProjectMatter, *, applied_at: datetime | None, decided_at: datetime | None
) -> None:
    """Take over what the matter's case says: applied for, decided, or taken back."""
    need.applied_at, need.decided_at = applied_at, decided_at


@operation("projects.archive", may=OWNER)
def archive(act: Act, project: Project) -> None:
    """Put a finished project away; it is still shown, nothing new is asked for it."""
    project.archived_at = act.now


@operation("projects.restore", may=permit(Role.OWNER, when=owns))
def restore(_: Act, project: Project) -> None:
    """Take an archived project up again."""
    if project.archived_at is None:
        raise WrongStateError(say("This project is not archived."))
    project.archived_at = None


def _lawful_code(act: Act, text: str, but: int | None = None) -> str:
    code = rules.tidy_code(text)
    if not rules.code_is_well_formed(code):
        raise BadInputError(
            "code", say("Write the unified project code as in 2026-510701-48-01-123456.")
        )
    if queries.code_is_taken(act.session, code, but):
        raise BadInputError("code", say("A project with this code is in the library already."))
    return code


def _fill(project: Project, terms: Terms) -> None:
    project.name, project.address = terms.name, terms.address
    project.area_id, project.kind = terms.area_id, terms.kind
    project.investment = terms.investment


def _moment(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), calendars.zone()).astimezone(UTC) if day else None
