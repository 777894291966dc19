"""Putting an application together: which matters, which papers, then send it."""

from flask import request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from marketplace.cases import forms, operations, queries
from marketplace.cases.models import Case
from marketplace.cases.rules.papers import not_here
from marketplace.cases.views.door import bp, seen
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.errors import NotFoundError
from marketplace.core.policy import demand
from marketplace.core.texts import Names, Text, say
from marketplace.matters.models import Material
from marketplace.projects.models import Project
from marketplace.projects.rules import tidy_code
from marketplace.web import acting, done, page, reader
from marketplace.web.texts import name, translate
from marketplace.windows import queries as windows


@bp.route("/receive", methods=["GET", "POST"])
def receive() -> ResponseReturnValue:
    """A clerk looks up the project of whoever stands at the counter."""
    if reader().role is not Role.CLERK:
        demand(reader(), "cases.accept")
    form = forms.ProjectCodeForm()
    if form.sent():
        found = queries.project_by_code(db.session(), tidy_code(form.code.data or ""))
        if found is not None:
            return Response(status=303, headers={"Location": url_for(".apply", project=found.id)})
        no = say("No project has this code. The owner enters it in the library first.")
        form.code.errors = [translate(no)]
    return page("cases/receive.html", form=form)


@bp.route("/apply", methods=["GET", "POST"])
def apply() -> ResponseReturnValue:
    session = db.session()
    project = session.get(Project, request.args.get("project", 0, type=int))
    if project is None:
        raise NotFoundError
    demand(reader(), "cases.apply", project)
    form, elsewhere = apply_form(project)
    if form.sent():
        with acting(form, project) as act:
            new = operations.apply(act, project, **form.terms())
            return done(
                say("Now the papers. What the hall has already is there."),
                url_for(".application", id=new.id),
            )
    return page("cases/apply.html", form=form, project=project, elsewhere=elsewhere)


def apply_form(project: Project) -> tuple[forms.ApplyForm, list[Text]]:
    """The matters that can be applied for, and why others cannot; a clerk names his counter."""
    session, form, elsewhere = db.session(), forms.ApplyForm(), list[Text]()
    form.matter.choices = []
    for one in queries.of_project_with_matters(session, project):
        names = Names(one.name_zh, one.name_en)
        if fault := not_here(names, in_hall=one.in_hall, kind=one.type):
            elsewhere.append(fault)
        else:
            form.matter.choices += [(one.id, f"{one.code} {name(one)}")]
    if reader().role is Role.CLERK:
        mine = windows.counters_of(session, reader().organisation_id)
        form.counter_id.choices = [(one.id, f"{one.code} {name(one)}") for one in mine]
    else:
        del form.counter_id
    return form, elsewhere


@bp.post("/applications/<int:id>/submit")
def submit(id: int) -> ResponseReturnValue:
    found = queries.application(db.session(), id)
    if forms.ConfirmForm().sent():
        with acting(None, found) as act:
            operations.submit(act, found)
    text = say("The application is with the front desk. Each matter goes its own way from here.")
    return done(text, url_for(".application", id=id))


@bp.route("/<int:id>/attach/<int:material_id>", methods=["GET", "POST"])
def attach(id: int, material_id: int) -> ResponseReturnValue:
    case, material, form = seen(id), _material(material_id), forms.AttachForm()
    demand(reader(), "cases.attach", case)
    if form.sent():
        with acting(form, case) as act:
            operations.attach(act, case, material_id=material_id, **form.terms())
            return _back(case, say("The paper is added."))
    return page("cases/attach.html", form=form, case=case, material=material)


@bp.post("/<int:id>/reuse/<int:material_id>")
def reuse(id: int, material_id: int) -> ResponseReturnValue:
    case = seen(id)
    if forms.ConfirmForm().sent():
        with acting(None, case) as act:
            operations.reuse(act, case, material_id=material_id)
    return _back(case, say("The hall takes this paper from where it is."))


@bp.post("/<int:id>/defer/<int:material_id>")
def defer(id: int, material_id: int) -> ResponseReturnValue:
    case = seen(id)
    if forms.ConfirmForm().sent():
        with acting(None, case) as act:
            operations.defer(act, case, material_id=material_id)
    return _back(case, say("You have promised this paper for later."))


def _material(id: int) -> Material:
    found = db.session.get(Material, id)
    if found is None:
        raise NotFoundError
    return found


def _back(case: Case, message: Text) -> ResponseReturnValue:
    """To the application while it is put together, then to the case."""
    if case.received_at is None:
        return done(message, url_for(".application", id=case.application_id))
    return done(message, url_for(".show", id=case.id))
