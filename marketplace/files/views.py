"""Handing files out; never shown in the page, never run, never kept by a cache."""

from flask import Blueprint, send_file
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from marketplace.core.database import db
from marketplace.files import backend, queries
from marketplace.files.rules import fit
from marketplace.web import public, reader
from marketplace.web.fields import FilesField

bp = Blueprint("files", __name__, url_prefix="/files")
FilesField.checks[:] = [fit]
SANDBOX = "sandbox; default-src 'none'"


@bp.record
def connect(state: BlueprintSetupState) -> None:
    backend.connect(state.app.config["HALL_DATA"])


@bp.get("/<token>")
@public
def show(token: str) -> Response:
    """The file itself; @public because public ones are for all, and the query asks who reads."""
    upload = queries.get(db.session(), token, reader())
    answer = send_file(
        backend.place(upload.token),
        mimetype=upload.mime,
        as_attachment=True,
        download_name=upload.name,
        etag=upload.sha256,
    )
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["Cache-Control"] = "private, no-cache" if upload.is_public else "no-store"
    return answer
