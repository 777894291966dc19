"""Counters and posts, a page or a button for each verb."""

from collections.abc import Callable
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from marketplace.accounts import queries as accounts
from marketplace.core.database import db
from marketplace.core.policy import demand
from marketplace.core.texts import Text, say
from marketplace.web import acting, done, page, reader
from marketplace.web.forms import Form
from marketplace.web.texts import name
from marketplace.windows import operations, queries
from marketplace.windows.forms import ConfirmForm, CounterForm, PairForm, PostForm, StandInForm
from marketplace.windows.models import Counter, Post
from marketplace.windows.rules import CounterTerms, PostTerms
from marketplace.windows.views.door import bp


@bp.route("/counters/open", methods=["GET", "POST"])
def open_counter() -> ResponseReturnValue:
    demand(reader(), "windows.open_counter")
    form = CounterForm()
    if form.sent():
        with acting(form) as act:
            operations.open_counter(act, None, terms=CounterTerms(**form.terms()))
            return done(say("The counter is open."), url_for(".house"))
    return page("windows/open_counter.html", form=form)


@bp.post("/counters/<int:id>/close")
def close_counter(id: int) -> ResponseReturnValue:
    counter = queries.get(db.session(), Counter, id)
    return press(operations.close_counter, counter, say("The counter is closed."))


@bp.route("/posts/open", methods=["GET", "POST"])
def open_post() -> ResponseReturnValue:
    demand(reader(), "windows.open_post")
    form = offering_people(PostForm())
    mine = queries.counters_of(db.session(), reader().organisation_id)
    form.counter_id.choices = [(one.id, f"{one.code} {name(one)}") for one in mine]
    if form.sent():
        with acting(form) as act:
            operations.open_post(act, None, terms=PostTerms(**form.terms()))
            return done(say("The post is there, with its A and its B."), url_for(".house"))
    return page("windows/open_post.html", form=form)


@bp.route("/posts/<int:id>/man", methods=["GET", "POST"])
def man(id: int) -> ResponseReturnValue:
    post = queries.get(db.session(), Post, id)
    form = offering_people(PairForm(obj=post))
    return decide("man", post, form, say("The post has its people."))


@bp.route("/posts/<int:id>/stand_in", methods=["GET", "POST"])
def stand_in(id: int) -> ResponseReturnValue:
    post = queries.get(db.session(), Post, id)
    return decide("stand_in", post, StandInForm(), say("B has the post and its open work."))


@bp.post("/posts/<int:id>/step_back")
def step_back(id: int) -> ResponseReturnValue:
    post = queries.get(db.session(), Post, id)
    return press(operations.step_back, post, say("A has the post and the work back."))


@bp.post("/posts/<int:id>/close")
def close(id: int) -> ResponseReturnValue:
    post = queries.get(db.session(), Post, id)
    return press(operations.close, post, say("The post is closed."))


@bp.post("/posts/<int:id>/reopen")
def reopen(id: int) -> ResponseReturnValue:
    post = queries.get(db.session(), Post, id)
    return press(operations.reopen, post, say("The post is there again."))


def decide(verb: str, post: Post, form: Form, message: Text) -> ResponseReturnValue:
    """One page for a verb that asks for something."""
    demand(reader(), f"windows.{verb}", post)
    if form.sent():
        with acting(form, post) as act:
            getattr(operations, verb)(act, post, **form.terms())
            return done(message, url_for(".house"))
    return page(f"windows/{verb}.html", form=form, post=post)


def press(do: Callable[..., object], thing: Any, message: Text) -> ResponseReturnValue:
    """A verb that needs no page: only its button."""
    if ConfirmForm().sent():
        with acting(None, thing) as act:
            do(act, thing)
    return done(message, url_for(".house"))


def offering_people(form: Any) -> Any:
    session = db.session()
    body = accounts.organisation(session, reader().organisation_id)
    people = [(person.id, person.name) for person in queries.staff(session, body)]
    form.a_id.choices, form.b_id.choices = people, people
    return form
