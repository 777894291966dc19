"""The operator's rooms, and what the hall says of itself."""

from flask import current_app, url_for
from flask.typing import ResponseReturnValue

from marketplace.core import places
from marketplace.core.database import db
from marketplace.core.texts import say
from marketplace.desk import operations
from marketplace.desk.forms import HallForm
from marketplace.desk.operations.setting import Hall
from marketplace.desk.views.door import bp, only_for, read_by
from marketplace.web import acting, done, page


@bp.get("/desk/administration")
def administration() -> ResponseReturnValue:
    read_by("desk.set_hall")
    return page("desk/administration.html")


@bp.route("/desk/hall", methods=["GET", "POST"])
def set_hall() -> ResponseReturnValue:
    only_for("desk.set_hall")
    form = HallForm(data=_known())
    if form.sent():
        with acting(form) as act:
            operations.set_hall(act, None, hall=Hall(**form.terms()))
            current_app.extensions.pop("hall", None)
            return done(say("The hall's name and contacts are kept."), url_for(".administration"))
    return page("desk/hall.html", form=form)


def _known() -> dict[str, str]:
    """What is kept, and the name the hall bears until one is set."""
    named = {"name_zh": "中介服务大厅", "name_en": "Intermediary Service Hall"}
    return named | places.settings(db.session())
