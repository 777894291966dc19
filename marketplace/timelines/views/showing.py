"""One project's timeline: for those it concerns, for everybody under a short address, as a file."""

import csv
import io
from typing import Any

import segno
from flask import Blueprint, Response, url_for
from flask.typing import ResponseReturnValue

from marketplace.core import clock, outbox
from marketplace.core.database import db
from marketplace.core.texts import say
from marketplace.projects.models import Project
from marketplace.timelines import queries
from marketplace.timelines.forms import ConfirmForm
from marketplace.timelines.policy import INSIDERS
from marketplace.timelines.queries import Timeline
from marketplace.timelines.states import HOLDERS
from marketplace.web import page, public, reader
from marketplace.web.texts import name, named, translate

bp = Blueprint("timelines", __name__)
HEADS = (
    say("First day"),
    say("Last day"),
    say("Calendar days"),
    say("Holder"),
    say("Organisation"),
    say("Step of the project"),
    say("Code"),
)


@bp.get("/timelines/<int:id>")
@public
def show(id: int) -> ResponseReturnValue:
    return _page(queries.get(db.session(), id, reader()))


@bp.get("/t/<code>")
@public
def short(code: str) -> ResponseReturnValue:
    """The address on paper and in the square code."""
    return _page(queries.by_code(db.session(), code).project)


def _page(project: Project) -> ResponseReturnValue:
    session = db.session()
    line = queries.timeline(session, project, clock.now())
    publication = queries.publication_of(session, project.id)
    names: dict[str, Any] = {
        "line": line,
        "holders": HOLDERS,
        "project": project,
        "foretold": queries.foretold(session, project.id),
        "targets": queries.targets_of(session, project.id),
        "publication": publication,
        "inside": INSIDERS(reader(), project),
        "keeper": queries.housekeeping_of(session, project.id),
    }
    if publication and publication.withdrawn_at is None:
        names |= square(publication.code)
    return page("timelines/show.html", confirm=ConfirmForm(), **names)


def square(code: str) -> dict[str, str]:
    """The short address, and its square code as a picture."""
    address = outbox.link(url_for("timelines.short", code=code))
    image = segno.make(address, error="m").svg_data_uri(scale=4, border=2, light="#fff")
    return {"address": address, "image": image}


@bp.get("/timelines/<int:id>/days.csv")
@public
def days(id: int) -> ResponseReturnValue:
    """Who had the ball from when to when, for a spreadsheet."""
    project = queries.get(db.session(), id, reader())
    line = queries.timeline(db.session(), project, clock.now())
    answer = Response(_table(line), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f"attachment; filename=timeline-{id}.csv"
    return answer


def _table(line: Timeline) -> str:
    """With a mark of byte order, which spreadsheets need to read Chinese."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow([translate(head) for head in HEADS])
    for run in line.runs:
        party, step = name(line.party(run.party_id)), name(line.name(run.code))
        cells = [run.first, run.last, run.days, named(run.holder), party, step, run.code]
        rows.writerow([_safe(str(cell)) for cell in cells])
    return "\ufeff" + text.getvalue()


def _safe(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula is made a text."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
