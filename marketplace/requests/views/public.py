"""What everybody may read: the list, its sheet, one request."""

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from io import StringIO
from itertools import pairwise
from typing import Any, TypeVar

from flask import Response, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue

from marketplace.core import clock, facts
from marketplace.core.database import db
from marketplace.core.places import known_areas
from marketplace.core.texts import Text
from marketplace.files import queries as files
from marketplace.matters.queries import known_items
from marketplace.requests import queries
from marketplace.requests.models import Request
from marketplace.requests.queries import Filters, Line
from marketplace.requests.rules.happenings import HAPPENINGS, dated
from marketplace.requests.rules.phases import phase, reason_shown
from marketplace.requests.rules.versions import changes
from marketplace.requests.states import PUBLIC, USABLE, Method, State
from marketplace.requests.views.blueprint import bp, get
from marketplace.requests.views.verbs import Idle, links
from marketplace.web import lists, page, public
from marketplace.web.texts import moment, money, name, named, translate

S = TypeVar("S", bound=StrEnum)
LONGEST_WORDS = 100
FILTERS = ("q", "state", "item", "area", "method")
HEADS = ("number", "title", "service", "owner", "district", "method", "state", "published",
         "closes", "ceiling")  # fmt: skip


@bp.get("")
@public
def index() -> ResponseReturnValue:
    session, filters = db.session(), _filters()
    chosen = {key: request.args[key] for key in FILTERS if request.args.get(key)}
    listed = queries.listed(session, filters, request.args.get("after", ""))
    return page(
        "requests/index.html",
        filters=filters,
        listed=listed,
        chosen=chosen,
        next_url=_next_url(chosen, listed.next),
        items=lists.offered(known_items(session)),
        areas=lists.offered(known_areas(session), active=True),
        states=_states(),
        methods=_methods(),
        phase=phase,
    )


@lists.in_each_language
def _states() -> list[lists.Pair]:
    return [(state.value, named(state)) for state in State if state in PUBLIC]


@lists.in_each_language
def _methods() -> list[lists.Pair]:
    return [(method.value, named(method)) for method in (*USABLE, Method.IMPORTED)]


@bp.get("/list.csv")
@public
def sheet() -> ResponseReturnValue:
    """The filtered list as a sheet, row by row."""
    rows = stream_with_context(_lines(queries.every(db.session(), _filters())))
    answer = Response(rows, mimetype="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = "attachment; filename=requests.csv"
    return answer


def _happenings(asked: Request, told: Sequence[facts.Fact]) -> list[tuple[Text, datetime, Any]]:
    """Each step, when, and in which role; of imported history only the dates are known."""
    if asked.method is Method.IMPORTED:
        return [(text, at, None) for text, at in dated(asked)]
    return [(HAPPENINGS[one.name], one.at, one.role) for one in told if one.name in HAPPENINGS]


@bp.get("/<int:id>")
@public
def show(id: int) -> ResponseReturnValue:
    session, asked, now = db.session(), get(id), clock.now()
    versions = queries.versions(session, asked)
    pairs = list(pairwise(versions))
    told = facts.history(session, Request.__tablename__, id)
    follower = queries.next_of(session, asked)
    return page(
        "requests/show.html",
        asked=asked,
        phase=phase(asked, now),
        days_left=queries.days_left(session, _due(asked), now),
        verbs=links(asked, now, _idle(asked, follower, told)),
        revisions=[(new, changes(old.terms, new.terms)) for old, new in reversed(pairs)],
        happenings=_happenings(asked, told),
        uploads=files.of(session, asked),
        alternatives=queries.alternatives(session, asked),
        price_band=queries.price_band(asked),
        questions=queries.questions(session, asked),
        questions_until=queries.questions_until(session, asked),
        conflicting=queries.conflicting(session, asked),
        next=follower,
        why=reason_shown,
    )


def _idle(asked: Request, follower: Request | None, told: Sequence[facts.Fact]) -> Idle:
    return Idle(follower is None, all(one.name != "requests.leave" for one in told))


def _due(asked: Request) -> datetime | None:
    """What its page counts down to."""
    return asked.check_due_at if asked.state is State.IN_CHECK else asked.closes_at


def _next_url(chosen: dict[str, Any], key: str) -> str:
    return url_for(".index", **chosen, after=key) if key else ""


def _filters() -> Filters:
    return Filters(
        words=request.args.get("q", "").strip()[:LONGEST_WORDS],
        state=_member(State, request.args.get("state", "")),
        item_id=request.args.get("item", type=int),
        area_id=request.args.get("area", type=int),
        method=_member(Method, request.args.get("method", "")),
    )


def _member(kind: type[S], value: str) -> S | None:
    """The chosen member; what is not one filters nothing."""
    return kind(value) if value and value in set(kind) else None


def _lines(rows: Iterator[Line]) -> Iterator[str]:
    yield "\ufeff" + _line(HEADS)
    now = clock.now()
    for row in rows:
        yield _line(
            (
                row.number,
                row.title,
                name(row.item) if row.item else "",
                name(row.owner),
                name(row.area) if row.area else "",
                named(row.method),
                translate(phase(row, now)),
                moment(row.published_at),
                moment(row.closes_at),
                money(row.ceiling),
            )
        )


def _line(cells: tuple[str, ...]) -> str:
    """One line; a cell that a spreadsheet would run as a formula is made plain text."""
    plain = [f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell for cell in cells]
    text = StringIO()
    csv.writer(text).writerow(plain)
    return text.getvalue()
