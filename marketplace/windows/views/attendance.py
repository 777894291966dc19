"""My day: in, out on an errand, back, home."""

from flask import url_for
from flask.typing import ResponseReturnValue

from marketplace.core.database import db
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.web import acting, done, page, reader
from marketplace.windows import operations, queries
from marketplace.windows.forms import ConfirmForm, OutingForm
from marketplace.windows.models import Attendance, Outing
from marketplace.windows.views.door import bp
from marketplace.windows.views.posts import press


@bp.post("/arrive")
def arrive() -> ResponseReturnValue:
    if ConfirmForm().sent():
        with acting() as act:
            operations.arrive(act, None)
    return done(say("Good morning. You are signed in."), url_for(".house"))


@bp.post("/sheets/<int:id>/depart")
def depart(id: int) -> ResponseReturnValue:
    sheet = queries.get(db.session(), Attendance, id)
    return press(operations.depart, sheet, say("You are signed out."))


@bp.route("/go_out", methods=["GET", "POST"])
def go_out() -> ResponseReturnValue:
    demand(reader(), "windows.go_out")
    form = OutingForm()
    if form.sent():
        with acting(form) as act:
            operations.go_out(act, None, **form.terms())
            return done(say("You are down as out."), url_for(".house"))
    return page("windows/go_out.html", form=form)


@bp.post("/outings/<int:id>/come_back")
def come_back(id: int) -> ResponseReturnValue:
    outing = queries.get(db.session(), Outing, id)
    return press(operations.come_back, outing, say("You are down as back."))
