"""The blueprint of money, and where the payment service knocks."""

import structlog
from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from marketplace.core.act import CLOCKWORK, writing
from marketplace.core.database import db
from marketplace.payments import backend, operations
from marketplace.payments.backend.port import ForgedError
from marketplace.payments.rules.commands import is_fresh
from marketplace.web import public
from marketplace.web.security import csrf

bp = Blueprint("payments", __name__, url_prefix="/payments")
MOST_BYTES = 256 * 1024
log = structlog.get_logger()


@bp.post("/webhook")
@public
@csrf.exempt  # no browser and no form: the signature over the raw body says who speaks
def webhook() -> ResponseReturnValue:
    """Keep a signed word and answer at once; the worker does what follows."""
    gateway = backend.gateway()
    if gateway is None or (request.content_length or 0) > MOST_BYTES:
        return "", 404 if gateway is None else 413
    try:
        told = gateway.hear(request.get_data(), request.headers.get("Stripe-Signature", ""))
    except ForgedError:
        log.warning("webhook forged")
        return "", 400
    with writing(db.session(), CLOCKWORK) as act:
        if not is_fresh(told.signed_at, act.now):
            return "", 400
        operations.receive(act, told)
    return "", 200
