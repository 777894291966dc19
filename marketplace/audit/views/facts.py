"""The log for auditors, and the history of one thing."""

import json
from datetime import date
from operator import itemgetter
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from marketplace.audit import queries
from marketplace.audit.queries import Filters, Page
from marketplace.audit.rules import DETAILS, PATHS, STEPS, THINGS, path_of, said, steps_like
from marketplace.audit.views.blueprint import bp
from marketplace.core import calendars
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.facts import Fact
from marketplace.core.texts import say
from marketplace.web import layout, page, reader, sheets
from marketplace.web.texts import name, named, translate

layout.menu(80, say("Log of facts"), "audit.index", {Role.AUDITOR})
LONGEST = 100
ASKED = ("name", "kind", "person", "since", "until")
HEADS = (
    say("Number in the log"), say("When"), say("Short name"), say("Step"), say("Kind of thing"),
    say("Number of the record"), say("Who"), say("Organisation"), say("Role"), say("Inside"),
    say("With"),
)  # fmt: skip
WORDS: dict[str, Any] = {"steps": STEPS, "things": THINGS, "details": DETAILS, "said": said}


@bp.get("/audit")
def index() -> ResponseReturnValue:
    before = request.args.get("before", 0, type=int)
    found = queries.page(db.session(), reader(), filters(), before)
    kinds = sorted(((kind, translate(THINGS[kind])) for kind in PATHS), key=itemgetter(1))
    return page("audit/index.html", found=found, asked=asked(), kinds=kinds, **WORDS)


@bp.get("/audit/sheet.csv")
def sheet() -> ResponseReturnValue:
    """The filtered log as a file."""
    pages = queries.sheet(db.session(), reader(), filters())
    rows = (_cells(fact, page) for page in pages for fact in page.facts)
    return sheets.sheet("log", [translate(head) for head in HEADS], rows)


def asked() -> dict[str, str]:
    return {key: request.args.get(key, "").strip()[:LONGEST] for key in ASKED}


def filters() -> Filters:
    """What the reader asked for; a day that is none filters nothing."""
    wanted = asked()
    steps = frozenset(steps_like(wanted["name"], translate)) if wanted["name"] else None
    since, until = _day(wanted["since"]), _day(wanted["until"])
    return Filters(steps, wanted["kind"], wanted["person"], since, until)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _cells(fact: Fact, found: Page) -> list[object]:
    body = found.organisations.get(fact.organisation_id)
    told = {key: value for key, value in fact.data.items() if value is not None}
    return [
        fact.id,
        fact.at.astimezone(calendars.zone()).isoformat(timespec="seconds"),
        fact.name,
        translate(STEPS.get(fact.name, fact.name)),
        fact.thing_kind,
        fact.thing_id,
        found.people.get(fact.person_id, ""),
        name(body) if body else "",
        named(fact.role),
        fact.cause,
        json.dumps(told, ensure_ascii=False) if told else "",
    ]


@bp.get("/audit/<kind>/<int:id>")
def history(kind: str, id: int) -> ResponseReturnValue:
    found = queries.history(db.session(), reader(), kind, id)
    path = path_of(kind, id)
    return page("audit/history.html", found=found, kind=kind, id=id, path=path, **WORDS)
