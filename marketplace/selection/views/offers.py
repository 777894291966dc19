"""A firm's offers: sealed here, shown to nobody else."""

import json

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from marketplace.core.database import db
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.requests.models import Request
from marketplace.selection import operations, queries
from marketplace.selection.forms import ConfirmForm, OfferForm, PlannedOfferForm
from marketplace.selection.operations import Terms
from marketplace.selection.queries.receipts import receipt
from marketplace.selection.rules.flaws import why
from marketplace.selection.rules.methods import Answer, rule_of
from marketplace.selection.views.blueprint import bp, request_for
from marketplace.web import acting, done, page, reader


@bp.get("/offers")
def index() -> ResponseReturnValue:
    demand(reader(), "selection.offer")
    after = request.args.get("after", type=int)
    listed = queries.mine(db.session(), reader(), after)
    return page("selection/index.html", listed=listed, why=why)


@bp.route("/requests/<int:id>/offer", methods=["GET", "POST"])
def offer(id: int) -> ResponseReturnValue:
    asked = request_for(id, "offer", plain=request.method == "POST")
    form = _form_for(asked)
    if form.sent():
        with acting(form, asked) as act:
            made = operations.offer(
                act, asked, terms=Terms(**form.terms()), device=current_user.device
            )
            return done(say("Your offer is sealed."), url_for(".show", id=made.id))
    return page("selection/offer.html", form=form, asked=asked)


def _form_for(asked: Request) -> OfferForm:
    return PlannedOfferForm() if _with_plan(asked) else OfferForm()


def _with_plan(asked: Request) -> bool:
    return rule_of(asked.method).answer is Answer.PLAN


@bp.get("/offers/<int:id>")
def show(id: int) -> ResponseReturnValue:
    mine = queries.offer(db.session(), id, reader())
    draw = queries.living_draw(db.session(), mine.request) if mine.request.by_draw else None
    asked, planned = mine.request, _with_plan(mine.request)
    return page(
        "selection/receipt.html", offer=mine, asked=asked, planned=planned, draw=draw, why=why
    )


@bp.get("/offers/<int:id>/receipt.json")
def receipt_json(id: int) -> ResponseReturnValue:
    """For the bidder to keep; static/verify/verify_receipt.py checks it without the hall."""
    mine = queries.offer(db.session(), id, reader())
    told = json.dumps(receipt(db.session(), mine), indent=1, ensure_ascii=False) + "\n"
    name = f'attachment; filename="receipt-{mine.request.number}-{mine.version}.json"'
    headers = {"Content-Disposition": name}
    return Response(told, mimetype="application/json", headers=headers)


@bp.route("/offers/<int:id>/replace", methods=["GET", "POST"])
def replace(id: int) -> ResponseReturnValue:
    mine = queries.offer(db.session(), id, reader())
    form = _form_for(mine.request)
    if form.sent():
        with acting(form, mine.request, mine) as act:
            made = operations.replace(
                act, mine, terms=Terms(**form.terms()), device=current_user.device
            )
            return done(say("Your new offer is sealed."), url_for(".show", id=made.id))
    return page("selection/replace.html", form=form, offer=mine, asked=mine.request)


@bp.route("/offers/<int:id>/withdraw", methods=["GET", "POST"])
def withdraw(id: int) -> ResponseReturnValue:
    mine, form = queries.offer(db.session(), id, reader()), ConfirmForm()
    if form.sent():
        with acting(form, mine.request, mine) as act:
            operations.withdraw(act, mine)
            return done(say("Your offer is withdrawn."), url_for(".show", id=id))
    return page("selection/withdraw.html", form=form, offer=mine, asked=mine.request)
