"""What the owner does: publish, withdraw, aim at another day, ask for another housekeeper."""

from flask import url_for
from flask.typing import ResponseReturnValue

from marketplace.core.database import db
from marketplace.core.errors import NotFoundError
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.timelines import operations, queries
from marketplace.timelines.forms import ConfirmForm, ReplaceForm, RetargetForm
from marketplace.timelines.views.showing import bp
from marketplace.web import acting, done, page, reader


@bp.post("/timelines/<int:id>/publish")
def publish(id: int) -> ResponseReturnValue:
    project = queries.get(db.session(), id, reader())
    if ConfirmForm().sent():
        with acting(None, project) as act:
            operations.publish(act, project)
    return done(say("Everybody can see this timeline now."), url_for(".show", id=id))


@bp.post("/timelines/<int:id>/withdraw")
def withdraw(id: int) -> ResponseReturnValue:
    project = queries.get(db.session(), id, reader())
    if ConfirmForm().sent():
        with acting(None, project) as act:
            operations.withdraw(act, project)
    return done(say("The timeline is no longer public."), url_for(".show", id=id))


@bp.route("/timelines/<int:id>/retarget", methods=["GET", "POST"])
def retarget(id: int) -> ResponseReturnValue:
    project, form = queries.get(db.session(), id, reader()), RetargetForm()
    demand(reader(), "timelines.retarget", project)
    if form.sent():
        with acting(form, project) as act:
            operations.retarget(act, project, **form.terms())
            return done(say("The new target is set."), url_for(".show", id=id))
    return page("timelines/retarget.html", form=form, project=project)


@bp.route("/timelines/<int:id>/replace", methods=["GET", "POST"])
def replace(id: int) -> ResponseReturnValue:
    project, form = queries.get(db.session(), id, reader()), ReplaceForm()
    keeper = queries.housekeeping_of(db.session(), id)
    if keeper is None:
        raise NotFoundError
    demand(reader(), "timelines.replace", keeper)
    if form.sent():
        with acting(form, keeper) as act:
            operations.replace(act, keeper, **form.terms())
            return done(say("You have another housekeeper."), url_for("projects.show", id=id))
    return page("timelines/replace.html", form=form, project=project, keeper=keeper)
