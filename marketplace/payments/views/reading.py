"""Payments listed, one payment, one bank transfer."""

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from marketplace.contracts.models import Contract
from marketplace.core import clock
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.policy import may
from marketplace.core.texts import say
from marketplace.files import queries as files
from marketplace.payments import queries
from marketplace.payments.models import Payment
from marketplace.payments.operations.deciding import OPEN_TO_REGULATOR, OPEN_TO_SIDES
from marketplace.payments.queries.pages import OPEN
from marketplace.payments.states import BANK, State
from marketplace.payments.views.door import bp
from marketplace.payments.views.wording import WORDING
from marketplace.web import layout, page, reader
from marketplace.web.texts import named

layout.menu(55, say("Payments"), "payments.index", {Role.OPERATOR, Role.AUDITOR})
SPOKEN = ("agree", "refuse", "second")
OF_PAYMENT = ("cancel", "propose", "rule")


@bp.get("/")
def index() -> ResponseReturnValue:
    asked = request.args.get("state", "")
    state = State(asked) if asked in set(State) else None
    before = request.args.get("before", 0, type=int)
    found, after = queries.mine(db.session(), reader(), state, before)
    more = url_for(".index", state=asked or None, before=after) if after else ""
    states = [(one.value, named(one)) for one in State]
    names: dict[str, Any] = {"payments": found, "states": states, "chosen": asked}
    return page("payments/index.html", more=more, **names)


@bp.get("/<int:id>")
def show(id: int) -> ResponseReturnValue:
    payment = queries.get(db.session(), reader(), id)
    lines, _ = queries.lines(db.session(), id)
    decision = next((one for one in payment.decisions if one.closed_at is None), None)
    names: dict[str, Any] = {"payment": payment, "lines": lines, "decision": decision}
    if payment.state is State.FUNDED and payment.contract.state in OPEN_TO_SIDES:
        names["goes_back_at"] = queries.goes_back_at(db.session(), payment)
    names["is_outdated"] = _is_outdated(payment)
    names["account"] = queries.account_of(db.session(), payment.firm_id, clock.now())
    return page("payments/show.html", wordings=WORDING, verbs=verbs(payment, decision), **names)


def _is_outdated(payment: Payment) -> bool:
    """Asked of open pages alone."""
    return payment.state in OPEN and queries.is_outdated(db.session(), payment)


def verbs(payment: Payment, decision: Any) -> list[tuple[str, str, str]]:
    """Verb, whose, and look of each button that this reader has now."""
    found = [verb for verb in OF_PAYMENT if _is_open(verb, payment, decision)]
    links = [(verb, payment) for verb in found]
    links += [(verb, decision) for verb in SPOKEN if decision is not None]
    return [
        (WORDING[verb].title, url_for(f".{verb}", id=thing.id), WORDING[verb].look)
        for verb, thing in links
        if may(reader(), f"payments.{verb}", thing)
    ]


def _is_open(verb: str, payment: Payment, decision: Any) -> bool:
    if verb == "cancel":
        return payment.state is State.REQUESTED and bool(payment.checkout_url)
    if payment.state is not State.FUNDED or payment.milestone.accepted_at is not None:
        return False
    if verb == "propose":
        return payment.contract.state in OPEN_TO_SIDES and decision is None
    return payment.contract.state in OPEN_TO_REGULATOR and not (decision and decision.ruled)


@bp.get("/transfers/<int:id>")
def transfer(id: int) -> ResponseReturnValue:
    found = queries.get_transfer(db.session(), reader(), id)
    contract = db.session().get_one(Contract, found.contract_id)
    links = [
        (WORDING[verb].title, url_for(f".{verb}", id=id), WORDING[verb].look)
        for verb in BANK.verbs_from(found.state)
        if verb in WORDING and may(reader(), f"payments.{verb}", found)
    ]
    names: dict[str, Any] = {"transfer": found, "contract": contract, "verbs": links}
    return page("payments/transfer.html", proof=files.of(db.session(), found, "proof"), **names)
