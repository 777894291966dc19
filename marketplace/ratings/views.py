"""Rating the other side of a finished contract."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from marketplace.contracts import queries as contracts
from marketplace.core.database import db
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.ratings import operations
from marketplace.ratings.forms import RateForm
from marketplace.web import acting, done, page, reader

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
