"""Rating the other side of a finished contract; replying; hiding."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from marketplace.contracts import queries as contracts
from marketplace.core.database import db
from marketplace.core.policy import demand
from marketplace.core.texts import Text, say
from marketplace.ratings import operations, queries
from marketplace.ratings.forms import RateForm, ReasonForm, ReplyForm
from marketplace.web import acting, done, page, reader
from marketplace.web.forms import Form

bp = Blueprint("ratings", __name__, url_prefix="/ratings")


@bp.route("/contracts/<int:id>/rate", methods=["GET", "POST"])
def rate(id: int) -> ResponseReturnValue:
    contract, form = contracts.get(db.session(), reader(), id), RateForm()
    demand(reader(), "ratings.rate", contract)
    if form.sent():
        with acting(form, contract) as act:
            operations.rate(act, contract, **form.terms())
            return done(say("Your rating is kept."), url_for("contracts.show", id=id))
    return page("ratings/rate.html", form, contract=contract)


def change(verb: str, id: int, form: Form, message: Text) -> ResponseReturnValue:
    """One page for each verb on an open rating; it leads back to the page of the rated side."""
    rating = queries.get(db.session(), id)
    demand(reader(), f"ratings.{verb}", rating)
    if form.sent():
        with acting(form, rating) as act:
            getattr(operations, verb)(act, rating, **form.terms())
            return done(message, url_for("contracts.show", id=rating.contract_id))
    return page("ratings/change.html", form, rating=rating, verb=verb)


@bp.route("/<int:id>/reply", methods=["GET", "POST"])
def reply(id: int) -> ResponseReturnValue:
    return change("reply", id, ReplyForm(), say("Your reply is published."))


@bp.route("/<int:id>/hide", methods=["GET", "POST"])
def hide(id: int) -> ResponseReturnValue:
    return change("hide", id, ReasonForm(), say("The rating is hidden and counts no more."))


@bp.route("/<int:id>/unhide", methods=["GET", "POST"])
def unhide(id: int) -> ResponseReturnValue:
    return change("unhide", id, ReasonForm(), say("The rating is shown and counts again."))
