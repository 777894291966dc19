"""The signed papers: to take away, and to check."""

import json

from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from marketplace.contracts import queries
from marketplace.contracts.views.door import bp
from marketplace.core.database import db
from marketplace.web import page, public, reader


@bp.get("/<int:id>/papers/<int:no>.pdf")
def paper(id: int, no: int) -> ResponseReturnValue:
    """The file as both sides sign it, byte for byte."""
    contract = queries.get(db.session(), reader(), id)
    found = queries.paper(contract, no)
    return _file(found.body, "application/pdf", f"{contract.number}-{no}.pdf")


@bp.get("/<int:id>/papers/<int:no>-signed.pdf")
def signed(id: int, no: int) -> ResponseReturnValue:
    """The paper with a page that says who signed, when, and how to check it."""
    contract = queries.get(db.session(), reader(), id)
    copy = queries.signed_copy(db.session(), contract, no)
    return _file(copy, "application/pdf", f"{contract.number}-{no}-signed.pdf")


@bp.get("/<int:id>/papers/<int:no>.json")
def signatures(id: int, no: int) -> ResponseReturnValue:
    """Digest, public key and signatures, in the form that verify_contract.py reads."""
    contract = queries.get(db.session(), reader(), id)
    told = json.dumps(queries.signatures_file(contract, no), ensure_ascii=False, indent=1)
    return _file(f"{told}\n".encode(), "application/json", f"{contract.number}-{no}.json")


@bp.get("/<int:id>/verify")
def verify(id: int) -> ResponseReturnValue:
    """Every paper and signature, checked now."""
    contract = queries.get(db.session(), reader(), id)
    checked = queries.checked(contract)
    return page("contracts/verify.html", contract=contract, checked=checked, key=queries.hall_key())


@bp.get("/contract-key.txt")
@public
def key() -> ResponseReturnValue:
    """The public key with which the hall signs contracts."""
    return Response(queries.hall_key() + "\n", mimetype="text/plain")


def _file(body: bytes, mimetype: str, name: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "no-store",
    }
    return Response(body, mimetype=mimetype, headers=headers)
