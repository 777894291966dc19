"""What I was told, newest first. Looking writes nothing: the buttons do."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.accounts.queries import count_beside
from marketplace.core.database import db
from marketplace.core.texts import say
from marketplace.notices import operations, queries
from marketplace.notices.forms import MarkAllForm
from marketplace.web import acting, done, page, reader

bp = Blueprint("notices", __name__, url_prefix="/notices")
count_beside(queries.UNREAD)


@bp.get("")
def index() -> ResponseReturnValue:
    before = request.args.get("before", 0, type=int)
    only = "unread" in request.args
    shown, after = queries.page(db.session(), reader(), before, only)
    return page("notices/index.html", notices=shown, after=after, only=only, words=queries.words)


@bp.post("/<int:id>/open", endpoint="open")
def open_one(id: int) -> ResponseReturnValue:
    """Marks the notice as read and shows what it is about."""
    notice = queries.get(db.session(), id, reader())
    with acting(None, notice) as act:
        operations.mark_read(act, notice)
        return redirect(notice.path, 303)


@bp.post("/read")
def mark_all() -> ResponseReturnValue:
    form = MarkAllForm()
    if form.sent():
        with acting(form) as act:
            operations.mark_all(act, None, newest=form.newest.data or 0)
            return done(say("All notices are marked as read."), url_for(".index"))
    return redirect(url_for(".index"), 303)
