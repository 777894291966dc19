"""Acting on a contract: each verb has its own address, one page to enter it, one page after."""

from collections.abc import Callable
from typing import Any

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from marketplace.accounts.forms import ProofForm
from marketplace.contracts import operations, queries
from marketplace.contracts.views.change_wording import CHANGE_WORDING
from marketplace.contracts.views.door import bp
from marketplace.contracts.views.wording import WORDING
from marketplace.core.database import db
from marketplace.core.errors import NotFoundError
from marketplace.core.policy import demand
from marketplace.web import acting, page, reader
from marketplace.web.forms import Form
from marketplace.web.proof import PROOF, proven

EVERY = {**WORDING, **CHANGE_WORDING}


def proved(form: Form) -> bool:
    """A form that signs asks who it is; other forms do not."""
    return not isinstance(form, ProofForm) or proven(form)


def terms_of(form: Form) -> dict[str, Any]:
    """What the operation takes; password and code stay here."""
    return {name: value for name, value in form.terms().items() if name not in PROOF}


def enter(id: int, verb: str) -> ResponseReturnValue:
    """Say what will happen, ask what is needed, do it."""
    contract, wording = queries.get(db.session(), reader(), id), EVERY[verb]
    demand(reader(), f"contracts.{verb}", contract)
    form = wording.form_for(contract)
    if form.sent() and proved(form):
        with acting(form, contract) as act:
            getattr(operations, verb)(act, contract, **terms_of(form))
            return redirect(url_for(".after", id=id, verb=verb), 303)
    return page("contracts/enter.html", form, contract=contract, wording=wording)


@bp.get("/<int:id>/<verb>/done")
def after(id: int, verb: str) -> ResponseReturnValue:
    """What was done, and what happens next."""
    if verb not in EVERY:
        raise NotFoundError
    contract = queries.get(db.session(), reader(), id)
    return page("contracts/after.html", contract=contract, wording=EVERY[verb])


def page_of(verb: str) -> Callable[[int], ResponseReturnValue]:
    """A view of its own; not a partial, for the check of forgeries asks views for their names."""

    def view(id: int) -> ResponseReturnValue:
        return enter(id, verb)

    return view


for verb in EVERY:
    bp.add_url_rule(f"/<int:id>/{verb}", verb, page_of(verb), methods=["GET", "POST"])
