"""The areas of the city."""

from collections.abc import Callable

from flask import url_for
from flask.typing import ResponseReturnValue

from marketplace.core.act import Act
from marketplace.core.database import db
from marketplace.core.places import Area
from marketplace.core.texts import Text, say
from marketplace.desk import operations, queries
from marketplace.desk.forms import AddAreaForm, RenameAreaForm
from marketplace.desk.views.door import bp, only_for, read_by
from marketplace.web import acting, done, page


@bp.get("/desk/areas")
def areas() -> ResponseReturnValue:
    read_by("desk.add_area")
    return page("desk/areas.html", areas=queries.areas(db.session()))


@bp.route("/desk/areas/add", methods=["GET", "POST"])
def add_area() -> ResponseReturnValue:
    only_for("desk.add_area")
    form = AddAreaForm()
    if form.sent():
        with acting(form) as act:
            operations.add_area(act, None, **form.terms())
            return done(say("The area is added."), url_for(".areas"))
    return page("desk/area.html", form=form, area=None)


@bp.route("/desk/areas/<int:id>/rename", methods=["GET", "POST"])
def rename_area(id: int) -> ResponseReturnValue:
    only_for("desk.rename_area")
    area = queries.area(db.session(), id)
    form = RenameAreaForm(obj=area)
    if form.sent():
        with acting(form, area) as act:
            operations.rename_area(act, area, **form.terms())
            return done(say("The area is renamed."), url_for(".areas"))
    return page("desk/area.html", form=form, area=area)


@bp.post("/desk/areas/<int:id>/retire")
def retire_area(id: int) -> ResponseReturnValue:
    return _pressed(id, operations.retire_area, say("The area is retired."))


@bp.post("/desk/areas/<int:id>/restore")
def restore_area(id: int) -> ResponseReturnValue:
    return _pressed(id, operations.restore_area, say("The area can be chosen again."))


def _pressed(id: int, do: Callable[[Act, Area], None], message: Text) -> ResponseReturnValue:
    area = queries.area(db.session(), id)
    with acting(None, area) as act:
        do(act, area)
        return done(message, url_for(".areas"))
