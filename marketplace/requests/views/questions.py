"""Questions about a request: asked by firms, answered by its owner, read by all."""

from flask import url_for
from flask.typing import ResponseReturnValue

from marketplace.core.database import db
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.requests import operations, queries
from marketplace.requests.forms import QuestionForm, ReplyForm
from marketplace.requests.views.blueprint import bp, get
from marketplace.web import acting, done, page, reader


@bp.route("/<int:id>/ask", methods=["GET", "POST"])
def ask(id: int) -> ResponseReturnValue:
    asked, form = get(id, "ask"), QuestionForm()
    if form.sent():
        with acting(form, asked) as act:
            operations.ask(act, asked, **form.terms())
            text = say("Your question is published without your name.")
            return done(text, url_for(".show", id=id, _anchor="questions"))
    until = queries.questions_until(db.session(), asked)
    return page("requests/ask.html", form=form, asked=asked, until=until)


@bp.route("/questions/<int:id>/reply", methods=["GET", "POST"])
def reply(id: int) -> ResponseReturnValue:
    found, form = queries.question(db.session(), id), ReplyForm()
    demand(reader(), "requests.reply", found)
    if form.sent():
        with acting(form, found.request, found) as act:
            operations.reply(act, found, **form.terms())
            back = url_for(".show", id=found.request_id, _anchor="questions")
            return done(say("Your answer is published."), back)
    return page("requests/reply.html", form=form, question=found, asked=found.request)
