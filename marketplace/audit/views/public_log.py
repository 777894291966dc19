"""The public log: what it is, its heads and leaves, and proofs by address."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask import Response, request, stream_with_context
from flask.typing import ResponseReturnValue

from marketplace.audit import queries
from marketplace.audit.rules import STEPS, THINGS, path_of
from marketplace.audit.views.blueprint import bp
from marketplace.core.database import db
from marketplace.core.errors import NotFoundError
from marketplace.core.texts import say
from marketplace.core.transparency import heads, proofs, rotating
from marketplace.core.transparency.export import head_line
from marketplace.web import layout, page, public

layout.footer(35, say("Public log"), "audit.public_log")
NAMES: dict[str, Any] = {
    "steps": STEPS,
    "things": THINGS,
    "path_of": path_of,
    "at": datetime.fromisoformat,
}


@bp.get("/transparency")
@public
def public_log() -> ResponseReturnValue:
    found = queries.leaves(db.session(), request.args.get("before", 0, type=int))
    head = heads.newest(db.session())
    return page("audit/public_log.html", found=found, head=head, key=heads.public_key(), **NAMES)


@bp.get("/transparency/heads")
@public
def list_heads() -> ResponseReturnValue:
    listed = queries.recent_heads(db.session())
    return page("audit/heads.html", heads=listed, key=heads.public_key(), **NAMES)


@bp.get("/transparency/leaves/<int:seq>")
@public
def leaf(seq: int) -> ResponseReturnValue:
    session, told = db.session(), queries.leaf(db.session(), seq)
    head = heads.newest(session)
    held = head is not None and head.size > seq
    proof = proofs.inclusion(session, seq, head.size) if head is not None and held else []
    names: dict[str, Any] = {"told": told, "head": head if held else None, "proof": proof}
    return page("audit/leaf.html", **names, **NAMES)


@bp.get("/transparency/head")
@public
def head() -> ResponseReturnValue:
    """The newest head and who signed it too."""
    found = heads.newest(db.session())
    if found is None:
        raise NotFoundError
    signed = [
        {"witness": one.witness.value, "key": one.key, "sig": one.signature}
        for one in found.cosignatures
    ]
    told = {"size": found.size, "root": found.root, "time": found.time, "sig": found.signature}
    return told | {"key": heads.public_key(), "cosigned": signed}


@bp.get("/transparency/inclusion")
@public
def inclusion() -> ResponseReturnValue:
    """Of leaf `leaf` in the log of `size`, else in that of the newest head."""
    session, leaf = db.session(), _number("leaf")
    newest = heads.newest(session)
    size = _number("size", newest.size if newest else 0)
    proof = proofs.inclusion(session, leaf, size)
    kept = {"leaf": leaf, "size": size, "data": proofs.leaf_of(session, leaf).data}
    return kept | {"root": proofs.root_at(session, size).hex(), "proof": [p.hex() for p in proof]}


@bp.get("/transparency/consistency")
@public
def consistency() -> ResponseReturnValue:
    session, first, second = db.session(), _number("first"), _number("second")
    proof = proofs.consistency(session, first, second)
    names = {"first_root": first, "second_root": second}
    found = {name: proofs.root_at(session, size).hex() for name, size in names.items()}
    return {"first": first, "second": second, "proof": [p.hex() for p in proof]} | found


@bp.get("/transparency/export.jsonl")
@public
def export() -> ResponseReturnValue:
    """The leaves the newest head covers."""
    newest = heads.newest(db.session())
    return _lines(proofs.lines(db.session(), newest.size if newest else 0))


@bp.get("/transparency/heads.jsonl")
@public
def export_heads() -> ResponseReturnValue:
    return _lines(head_line(one) for one in proofs.heads(db.session()))


@bp.get("/transparency/keys.jsonl")
@public
def export_keys() -> ResponseReturnValue:
    """How one key followed on another; empty while the first one signs."""
    return _lines(map(rotating.line_of, rotating.rotations(db.session())))


@bp.get("/transparency/log-key.txt")
@public
def export_key() -> ResponseReturnValue:
    return Response(heads.public_key() + "\n", mimetype="text/plain")


def _lines(lines: Iterator[str]) -> Response:
    told = stream_with_context(line + "\n" for line in lines)
    return Response(told, mimetype="application/x-ndjson")


def _number(name: str, otherwise: int = -1) -> int:
    return request.args.get(name, otherwise, type=int)
