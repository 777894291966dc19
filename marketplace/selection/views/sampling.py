"""Direct selections that the lot of the public log sent an audit to."""

from flask import url_for
from flask.typing import ResponseReturnValue

from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.selection import operations
from marketplace.selection.forms import AuditForm
from marketplace.selection.queries import sampling
from marketplace.selection.views.blueprint import bp
from marketplace.web import acting, done, layout, page, public, reader

layout.menu(
    66, say("Audits of direct selections"), "selection.sampled", {Role.REGULATOR, Role.AUDITOR}
)


@bp.get("/direct_audits")
@public
def sampled() -> ResponseReturnValue:
    return page("selection/sampled.html", rows=sampling.sampled(db.session()))


@bp.route("/direct_audits/<int:id>/audit", methods=["GET", "POST"])
def audit(id: int) -> ResponseReturnValue:
    row, form = sampling.audit(db.session(), id), AuditForm()
    demand(reader(), "selection.audit", row)
    if form.sent():
        with acting(form, row) as act:
            operations.audit(act, row, **form.terms())
            text = say("The finding is published.")
            return done(text, url_for(".result", id=row.request_id))
    return page("selection/audit.html", form=form, audit=row, asked=row.request)
