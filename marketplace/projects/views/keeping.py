"""Saving a plan, attaching it to a project, making it anew, sharing it."""

import secrets

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.core.database import db
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.matters import queries as matters
from marketplace.matters.rules.guidance import make_plan
from marketplace.matters.rules.guidance.coding import decode
from marketplace.projects import operations, queries
from marketplace.projects.forms import AttachForm, ConfirmForm, SaveForm
from marketplace.projects.models import Plan, Project
from marketplace.projects.views.plans import plans
from marketplace.web import acting, done, page, reader
from marketplace.web.texts import translate

SECRET_BYTES = 16


@plans.route("/save", methods=["GET", "POST"])
def save() -> ResponseReturnValue:
    demand(reader(), "projects.save")
    form, draft = _save_form(), _draft()
    if form.sent():
        chosen = form.project.data
        project = _project(chosen) if chosen.isdecimal() else None
        kept = operations.Draft(draft.answers, draft.guidance, form.name.data or "")
        with acting(form, *([project] if project else [])) as act:
            plan = operations.save(act, project, draft=kept)
            act.session.flush()
            return done(say("The plan is saved."), _after(plan, chosen))
    return page("projects/save.html", form=form)


@plans.route("/<int:id>/attach", methods=["GET", "POST"])
def attach(id: int) -> ResponseReturnValue:
    plan, form = _own(id, "attach"), AttachForm()
    form.project.choices = _projects()
    if form.sent():
        with acting(form, plan) as act:
            operations.attach(act, plan, **form.terms())
            return done(say("The plan belongs to the project now."), url_for(".show", id=id))
    return page("projects/attach.html", form=form, plan=plan)


@plans.post("/<int:id>/rerun")
def rerun(id: int) -> ResponseReturnValue:
    plan = _own(id, "rerun")
    if not ConfirmForm().sent():
        return redirect(url_for(".show", id=id), 303)
    with acting(None, plan) as act:
        again = operations.rerun(act, plan)
        act.session.flush()
        place = url_for(".compare", id=again.id, then=id)
    return done(say("The plan is made anew by the rules in force. The old one is kept."), place)


@plans.post("/<int:id>/share")
def share(id: int) -> ResponseReturnValue:
    plan = _own(id, "share")
    if ConfirmForm().sent():
        with acting(None, plan) as act:
            operations.share(act, plan, token=secrets.token_urlsafe(SECRET_BYTES))
    return done(say("Whoever has the link may read this plan."), url_for(".show", id=id))


@plans.post("/<int:id>/unshare")
def unshare(id: int) -> ResponseReturnValue:
    plan = _own(id, "unshare")
    if ConfirmForm().sent():
        with acting(None, plan) as act:
            operations.unshare(act, plan)
    return done(say("The link leads nowhere now."), url_for(".show", id=id))


def _own(id: int, verb: str) -> Plan:
    plan = queries.plan(db.session(), id, reader())
    demand(reader(), f"projects.{verb}", plan)
    return plan


def _draft() -> operations.Draft:
    """What the address says; refused by name before anything is asked of the person."""
    guidance = matters.guidance(db.session(), request.args.get("v", type=int))
    answers = decode(request.args.get("a", ""))
    make_plan(matters.book(guidance), answers)
    return operations.Draft(answers, guidance, "")


def _save_form() -> SaveForm:
    form = SaveForm(data={"name": translate(say("What my project needs"))})
    alone = (SaveForm.ALONE, say("For none yet: keep the plan by itself"))
    new = (SaveForm.NEW, say("For a new project, which I enter next"))
    form.project.choices = [*((str(one), called) for one, called in _projects()), new, alone]
    return form


def _projects() -> list[tuple[int, str]]:
    rows = queries.library(db.session(), reader()).rows
    return [(row.id, row.name) for row in rows if row.archived_at is None]


def _project(id: str) -> Project:
    return queries.get(db.session(), int(id), reader())


def _after(plan: Plan, chosen: str) -> str:
    if chosen == SaveForm.NEW:
        return url_for("projects.enter", plan=plan.id)
    return url_for(".show", id=plan.id)
