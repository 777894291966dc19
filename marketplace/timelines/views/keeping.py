"""The desk of a housekeeper: his projects, his first contacts, his fields."""

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from marketplace.core import calendars, clock
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.policy import demand, demand_reading
from marketplace.core.texts import say
from marketplace.timelines import operations, queries
from marketplace.timelines.forms import ContactForm, SpecialiseForm
from marketplace.timelines.rules import Watch
from marketplace.timelines.views.showing import bp
from marketplace.web import acting, done, layout, page, reader

layout.menu(50, say("Projects I look after"), "timelines.mine", {Role.SPECIALIST})


def watch() -> Watch:
    return Watch(clock.now(), calendars.current(db.session()), calendars.zone())


@bp.get("/timelines/mine")
def mine() -> ResponseReturnValue:
    demand_reading(reader(), "timelines.specialise")
    before = request.args.get("before", 0, type=int)
    found, after = queries.of_person(db.session(), reader(), before)
    fields = queries.fields_of(db.session(), reader().person_id)
    more = url_for(".mine", before=after) if after else ""
    names: dict[str, Any] = {"found": found, "more": more, "fields": fields}
    return page("timelines/mine.html", watch=watch(), **names)


@bp.route("/timelines/housekeepings/<int:id>/contact", methods=["GET", "POST"])
def contact(id: int) -> ResponseReturnValue:
    housekeeping, form = queries.housekeeping(db.session(), id), ContactForm()
    demand(reader(), "timelines.contact", housekeeping)
    if form.sent():
        with acting(form, housekeeping) as act:
            operations.contact(act, housekeeping, **form.terms())
            return done(say("The first contact is noted."), url_for(".mine"))
    return page("timelines/contact.html", form=form, kept=housekeeping, watch=watch())


@bp.route("/timelines/fields", methods=["GET", "POST"])
def specialise() -> ResponseReturnValue:
    demand(reader(), "timelines.specialise")
    kinds = queries.fields_of(db.session(), reader().person_id)
    form = SpecialiseForm(data={"kinds": kinds})
    if form.sent():
        with acting(form) as act:
            operations.specialise(act, None, **form.terms())
            return done(say("Your fields are kept."), url_for(".mine"))
    return page("timelines/specialise.html", form=form)
