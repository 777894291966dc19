"""The owner picks from the short list, at the announced time."""

from flask import url_for
from flask.typing import ResponseReturnValue

from marketplace.core.database import db
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.selection import operations, queries
from marketplace.selection.forms import PickForm
from marketplace.selection.views.blueprint import bp, request_for
from marketplace.web import acting, done, page, reader
from marketplace.web.texts import name as named


@bp.route("/requests/<int:id>/pick", methods=["GET", "POST"])
def pick(id: int) -> ResponseReturnValue:
    session, asked = db.session(), request_for(id)
    found, form = queries.choice(session, asked), PickForm()
    demand(reader(), "selection.pick", found)
    listed = queries.short_list(session, asked)
    form.firm.choices = [(offer.firm_id, named(offer.firm)) for offer in listed]
    if form.sent():
        with acting(form, found, asked) as act:
            operations.pick(act, found, **form.terms())
            return done(say("Your choice is published."), url_for(".result", id=id))
    return page("selection/pick.html", form=form, asked=asked, choice=found, offers=listed)
