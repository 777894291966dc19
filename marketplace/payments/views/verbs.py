"""Acting on money: each verb has its own address and one page to enter it."""

from collections.abc import Callable
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from marketplace.core import clock
from marketplace.core.database import db
from marketplace.core.policy import demand
from marketplace.payments import operations, queries
from marketplace.payments.views.door import bp
from marketplace.payments.views.wording import WORDING
from marketplace.web import acting, done, page, reader

Find = Callable[[Any, Any, int], Any]
# Where the verbs of each kind of thing are, how the thing is found, where one goes afterwards.
KINDS: dict[str, tuple[tuple[str, ...], Find, str]] = {
    "/<int:id>": (("cancel", "propose", "rule"), queries.get, "payments.show"),
    "/decisions/<int:id>": (
        ("agree", "refuse", "second"),
        queries.get_decision,
        "payments.show",
    ),
    "/transfers/<int:id>": (
        ("approve", "drop", "confirm", "deny", "rule_paid", "rule_unpaid"),
        queries.get_transfer,
        "payments.transfer",
    ),
    "/account/<int:id>": (
        ("stop_account", "renew_link"),
        queries.get_account,
        "payments.account",
    ),
}


def enter(verb: str, thing: Any, where: str) -> ResponseReturnValue:
    """Say what it means, ask what is needed, do it, go where it shows."""
    wording = WORDING[verb]
    demand(reader(), f"payments.{verb}", thing)
    form = wording.form()
    if form.sent():
        things = () if thing is None else (thing,)
        with acting(form, *things) as act:
            getattr(operations, verb)(act, thing, **form.terms())
            return done(wording.done, where)
    names = {"thing": thing, "wording": wording, "verb": verb, "back": where}
    return page("payments/enter.html", form, **names)


def where(endpoint: str, thing: Any) -> str:
    if endpoint == "payments.account":
        return url_for(endpoint)
    return url_for(endpoint, id=getattr(thing, "payment_id", thing.id))


def page_of(verb: str, find: Find, endpoint: str) -> Callable[[int], ResponseReturnValue]:
    """A view of its own; not a partial, for the check of forgeries asks views for their names."""

    def view(id: int) -> ResponseReturnValue:
        thing = find(db.session(), reader(), id)
        return enter(verb, thing, where(endpoint, thing))

    return view


for path, (verbs, find, endpoint) in KINDS.items():
    for verb in verbs:
        view = page_of(verb, find, endpoint)
        bp.add_url_rule(f"{path}/{verb}", verb, view, methods=["GET", "POST"])


@bp.route("/account/open", methods=["GET", "POST"])
def open_account() -> ResponseReturnValue:
    used = queries.account_in_use(db.session(), reader(), clock.now())
    return enter("open_account", used, url_for(".account"))
