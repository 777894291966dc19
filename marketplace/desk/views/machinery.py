"""Outgoing mail, and what could not be processed."""

from flask import current_app, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.core import timekeeping
from marketplace.core.database import db
from marketplace.core.errors import NotFoundError
from marketplace.core.texts import say
from marketplace.desk import operations, queries
from marketplace.desk.forms import ResumeForm
from marketplace.desk.views.door import bp, only_for, read_by
from marketplace.web import acting, done, page


@bp.get("/desk/mail")
def mail() -> ResponseReturnValue:
    read_by("desk.resend")
    state = request.args.get("state", "")
    before = request.args.get("before", 0, type=int)
    letters, after = queries.letters(db.session(), state, before)
    return page("desk/mail.html", letters=letters, state=state, after=after)


@bp.get("/desk/mail/<int:id>")
def letter(id: int) -> ResponseReturnValue:
    """In the demo only: outside it a mail is its reader's business, and may hold a secret link."""
    only_for("desk.resend")
    if not current_app.config["HALL_DEMO"]:
        raise NotFoundError
    return page("desk/letter.html", letter=queries.letter(db.session(), id))


@bp.post("/desk/mail/<int:id>/resend")
def resend(id: int) -> ResponseReturnValue:
    letter = queries.letter(db.session(), id)
    with acting(None, letter) as act:
        operations.resend(act, letter)
        return done(say("The mail will be sent again."), url_for(".mail"))


@bp.route("/desk/clock", methods=["GET", "POST"])
def resume() -> ResponseReturnValue:
    """Whether the clock is trusted; after a jump the operator resumes, with a reason."""
    read_by("core.resume")
    mark, form = timekeeping.mark_of(db.session()), ResumeForm()
    if mark is not None and form.sent():
        with acting(form, mark) as act:
            timekeeping.resume(act, mark, **form.terms())
            return done(say("Closings, openings and draws go on."), url_for(".resume"))
    return page("desk/clock.html", mark=mark, form=form)


@bp.get("/desk/parked")
def parked() -> ResponseReturnValue:
    read_by("desk.retry")
    return page("desk/parked.html", parked=queries.parked(db.session()))


@bp.post("/desk/parked/<int:id>/retry")
def retry(id: int) -> ResponseReturnValue:
    pending = queries.parked_one(db.session(), id)
    with acting(None, pending) as act:
        operations.retry(act, pending)
        return done(say("It will be tried again within a minute."), url_for(".parked"))
