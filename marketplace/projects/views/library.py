"""The owner's own projects."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.core import calendars, places
from marketplace.core.act import Act, Role
from marketplace.core.database import db
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.projects import operations, queries
from marketplace.projects.forms import ConfirmForm, NoteForm, PickForm, ProjectForm
from marketplace.projects.models import Project
from marketplace.web import acting, done, layout, page, reader
from marketplace.web.texts import name

bp = Blueprint("projects", __name__, url_prefix="/projects")
layout.menu(50, say("My projects"), "projects.index", {Role.OWNER})
LONGEST_WORDS = 100


@bp.get("")
def index() -> ResponseReturnValue:
    after = request.args.get("after", type=int)
    return page("projects/index.html", listed=queries.library(db.session(), reader(), after))


@bp.route("/enter", methods=["GET", "POST"])
def enter() -> ResponseReturnValue:
    demand(reader(), "projects.enter")
    form = _offering_areas(ProjectForm())
    if form.sent():
        with acting(form) as act:
            project = operations.enter(act, None, terms=operations.Terms(**form.terms()))
            act.session.flush()
            return _entered(act, project)
    return page("projects/enter.html", form=form)


def _entered(act: Act, project: Project) -> ResponseReturnValue:
    """On to its matters; a plan that was saved for this new project brings them along."""
    waiting = request.args.get("plan", type=int)
    if waiting is None:
        text = say("The project is in the library. Now say which approvals it needs.")
        return done(text, url_for(".pick", id=project.id))
    plan = queries.plan(act.session, waiting, act.actor)
    operations.attach(act, plan, project=project.id)
    text = say("The project is in the library, with the approvals of your plan.")
    return done(text, url_for("plans.show", id=plan.id))


@bp.get("/<int:id>")
def show(id: int) -> ResponseReturnValue:
    project = _get(id)
    plans = queries.plans_of(db.session(), id)
    return page("projects/show.html", project=project, plans=plans, confirm=ConfirmForm())


@bp.route("/<int:id>/revise", methods=["GET", "POST"])
def revise(id: int) -> ResponseReturnValue:
    project = _get(id)
    demand(reader(), "projects.revise", project)
    form = _offering_areas(ProjectForm(obj=project))
    if form.sent():
        with acting(form, project) as act:
            operations.revise(act, project, terms=operations.Terms(**form.terms()))
            return done(say("Your changes are kept."), url_for(".show", id=id))
    return page("projects/revise.html", form=form, project=project)


@bp.route("/<int:id>/pick", methods=["GET", "POST"])
def pick(id: int) -> ResponseReturnValue:
    project, text = _get(id), request.args.get("q", "").strip()[:LONGEST_WORDS]
    demand(reader(), "projects.pick", project)
    stages, form = queries.matters(db.session(), text), PickForm()
    form.matter.choices = [(matter.id, "") for _, matters in stages for matter in matters]
    if form.sent():
        with acting(form, project) as act:
            operations.pick(act, project, **form.terms())
            return done(say("The matters are on the project's list."), url_for(".show", id=id))
    return page("projects/pick.html", form=form, project=project, stages=stages, text=text)


@bp.post("/<int:id>/matters/<int:need_id>/unpick")
def unpick(id: int, need_id: int) -> ResponseReturnValue:
    need = queries.need(db.session(), need_id)
    if ConfirmForm().sent():
        with acting(None, need) as act:
            operations.unpick(act, need)
    return done(say("The matter is off the list."), url_for(".show", id=id))


@bp.route("/<int:id>/matters/<int:need_id>/note", methods=["GET", "POST"])
def note(id: int, need_id: int) -> ResponseReturnValue:
    need, zone = queries.need(db.session(), need_id), calendars.zone()
    demand(reader(), "projects.note", need)
    moments = {"applied_at": need.applied_at, "decided_at": need.decided_at}
    form = NoteForm(data={key: at and at.astimezone(zone).date() for key, at in moments.items()})
    if form.sent():
        with acting(form, need) as act:
            operations.note(act, need, **form.terms())
            return done(say("The days are noted."), url_for(".show", id=id))
    return page("projects/note.html", form=form, need=need)


@bp.post("/<int:id>/archive")
def archive(id: int) -> ResponseReturnValue:
    project = _get(id)
    if ConfirmForm().sent():
        with acting(None, project) as act:
            operations.archive(act, project)
    return done(say("The project is archived."), url_for(".show", id=id))


@bp.post("/<int:id>/restore")
def restore(id: int) -> ResponseReturnValue:
    project = _get(id)
    if ConfirmForm().sent():
        with acting(None, project) as act:
            operations.restore(act, project)
    return done(say("The project is taken up again."), url_for(".show", id=id))


def _get(id: int) -> Project:
    return queries.get(db.session(), id, reader())


def _offering_areas(form: ProjectForm) -> ProjectForm:
    form.area_id.choices = [(area.id, name(area)) for area in places.areas(db.session())]
    return form
