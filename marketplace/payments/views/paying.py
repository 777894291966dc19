"""The owner pays a milestone, by the payment service or by bank; the firm's account."""

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from marketplace.contracts.models import Contract
from marketplace.core import clock
from marketplace.core.database import db
from marketplace.core.errors import NotAllowedError
from marketplace.core.money import EXPONENT, Money
from marketplace.core.policy import demand
from marketplace.core.texts import say
from marketplace.payments import backend, operations, queries
from marketplace.payments.forms import AnswerForm, PlainForm, RecordForm
from marketplace.payments.policy import ACCOUNT_FIRM
from marketplace.payments.views.door import bp
from marketplace.web import acting, done, page, reader

TEN_THOUSAND = 10_000


def names_of(id: int, permission: str) -> dict[str, Any]:
    """A milestone and its money, for the owner."""
    contract, part = queries.part_of(db.session(), reader(), id)
    demand(reader(), permission, contract)
    money = queries.figures_of_part(db.session(), part)
    back = url_for("contracts.show", id=contract.id)
    return {"contract": contract, "part": part, "money": money, "back": back}


@bp.route("/milestones/<int:id>/pay", methods=["GET", "POST"])
def pay(id: int) -> ResponseReturnValue:
    names, form = names_of(id, "payments.pay"), PlainForm()
    contract, part = names["contract"], names["part"]
    if form.sent():
        with acting(form, contract) as act:
            payment = operations.pay(act, contract, part=part)
            return done(say("The payment page is being prepared."), url_for(".show", id=payment.id))
    return page("payments/pay.html", form, gateway=backend.gateway(), **names)


@bp.route("/milestones/<int:id>/record", methods=["GET", "POST"])
def record(id: int) -> ResponseReturnValue:
    names, form = names_of(id, "payments.record"), RecordForm()
    contract, part = names["contract"], names["part"]
    form.amount.currency = part.price.currency
    if form.sent():
        with acting(form, contract) as act:
            terms = operations.Record(**form.terms())
            new = operations.record(act, contract, part=part, terms=terms)
            return done(say("The transfer is recorded."), url_for(".transfer", id=new.id))
    names["limit"] = two_person_limit(contract)
    return page("payments/record.html", form, **names)


def two_person_limit(contract: Contract) -> Money:
    """From this amount on two persons of a side are needed."""
    whole = contract.rule_set.rules.two_person_limit_wan * TEN_THOUSAND
    currency = contract.price.currency
    return Money(whole * 10 ** EXPONENT.get(currency, 2), currency)


@bp.get("/account")
def account() -> ResponseReturnValue:
    session, mine = db.session(), reader().organisation_id
    if ACCOUNT_FIRM.says(reader().role) == "-":
        raise NotAllowedError(rule=say("A firm sees its own account, and nobody else's."))
    used = queries.account_of(session, mine, clock.now())
    waiting = queries.waiting_account(session, mine, clock.now())
    names: dict[str, Any] = {"used": used, "waiting": waiting, "online": backend.gateway()}
    return page("payments/account.html", **names)


@bp.route("/contracts/<int:id>/answer", methods=["GET", "POST"])
def answer(id: int) -> ResponseReturnValue:
    contract, form = queries.contract_of(db.session(), reader(), id), AnswerForm()
    demand(reader(), "payments.answer", contract)
    back = url_for("contracts.show", id=id)
    if form.sent():
        with acting(form, contract) as act:
            operations.answer(act, contract, said=operations.Said(**form.terms()))
            return done(say("Your answer is with the regulator, and nobody else."), back)
    return page("payments/answer.html", form, contract=contract, back=back)
