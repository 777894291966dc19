"""The public list and the profiles."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue

from marketplace.core import clock
from marketplace.core.database import db
from marketplace.core.places import known_areas
from marketplace.core.texts import say
from marketplace.directory import queries
from marketplace.directory.queries import lists
from marketplace.directory.queries.walk import Listed
from marketplace.directory.rules.lists import Sort, Wanted, read_cursor, safe_cell
from marketplace.directory.rules.papers import GRADES, grade_name
from marketplace.directory.states import Standing
from marketplace.matters.queries import known_items
from marketplace.web import page, public
from marketplace.web.layout import address, menu
from marketplace.web.lists import Pair, in_each_language, offered
from marketplace.web.texts import named as named_member
from marketplace.web.texts import translate

bp = Blueprint("directory", __name__, url_prefix="/directory")
bp.add_app_template_filter(grade_name, "grade")
menu(30, say("Directory"), "directory.index")
LONGEST_TEXT = 100
NAMED = 3  # so many services of a firm are named in a list
BOM = "\ufeff"
HEADS = (
    say("Unified social credit code"), say("Name in Chinese"), say("Name in English"),
    say("Standing of the firm"), say("Grade held"), say("Rating (1 to 5)"),
    say("Number of ratings"),
    say("On-time rate"), say("Finished contracts"), say("Credit score"),
    say("Business phone"), say("Address"),
    say("Page"),
)  # fmt: skip


@bp.get("")
@public
def index() -> ResponseReturnValue:
    """The list of firms; unless asked otherwise, of those that may take work."""
    session, wanted = db.session(), asked()
    cursor = read_cursor(request.args.get("at", ""), wanted.sort)
    shown = lists.page(session, wanted, cursor)
    items = offered(known_items(session), active=True)
    return page(
        "directory/index.html",
        shown=shown,
        wanted=wanted,
        items=items,
        areas=offered(known_areas(session), active=True),
        services=_services(shown.firms, dict(items)),
        grades_named=_grades(),
        standings_named=_standings(),
        sorts=_sorts(wanted),
        link=link,
    )


@bp.get("/firms.csv")
@public
def export() -> Response:
    """The whole list as it is filtered, for a spreadsheet."""
    rows = stream_with_context(_lines(asked()))
    answer = Response(rows, mimetype="text/csv")
    answer.headers["Content-Disposition"] = "attachment; filename=firms.csv"
    return answer


@bp.get("/admitted")
@public
def admitted() -> ResponseReturnValue:
    """Admission is public."""
    return page("directory/admitted.html", firms=queries.admitted(db.session(), 50))


@bp.get("/<int:id>")
@public
def show(id: int) -> ResponseReturnValue:
    """The public page of a firm."""
    profile = queries.profile(db.session(), id)
    return page(
        "directory/show.html",
        firm=profile.firm,
        profile=profile,
        today=queries.today(clock.now()),
        last_day=queries.last_day,
    )


def asked() -> Wanted:
    """What the address asks for; what it cannot mean is left out."""
    args = request.args
    text = args.get("q", "").strip()[:LONGEST_TEXT]
    sort = _member(Sort, args.get("sort", ""))
    if sort is None or (sort is Sort.RELEVANCE and not text):
        sort = Sort.RELEVANCE if text else Sort.RATING
    return Wanted(
        text=text,
        item_id=_number("item"),
        area_id=_number("area"),
        grade=args.get("grade", "") if args.get("grade", "") in GRADES else "",
        standing=_member(Standing, args.get("standing", "")),
        sort=sort,
    )


def link(wanted: Wanted, endpoint: str = "directory.index", **changes: Any) -> str:
    """The address of the same list with something changed; changes by query name, "" leaves out."""
    args: dict[str, Any] = {
        "q": wanted.text,
        "item": wanted.item_id,
        "area": wanted.area_id,
        "grade": wanted.grade,
        "standing": wanted.standing,
        "sort": wanted.sort if wanted.sort is not Sort.RATING or wanted.text else "",
    }
    args |= changes
    given = urlencode({key: str(value) for key, value in args.items() if value})
    return f"{address(endpoint)}?{given}" if given else address(endpoint)


@in_each_language
def _grades() -> list[Pair]:
    return [(grade, translate(text)) for grade, text in GRADES.items()]


@in_each_language
def _standings() -> list[Pair]:
    return [(standing, named_member(standing)) for standing in Standing]


def _services(firms: Sequence[Listed], names: dict[int, str]) -> dict[int, str]:
    """What each firm does, in a few words."""
    between, more, told = translate(say("; ")), translate(say("and %(n)s more")), {}
    for firm in firms:
        does = lists.services(firm)
        told[firm.id] = between.join([names.get(item, "") for item in does[:NAMED]])
        if len(does) > NAMED:
            told[firm.id] += " " + more % {"n": len(does) - NAMED}
    return told


def _sorts(wanted: Wanted) -> list[tuple[str, str, bool]]:
    return [
        (named_member(sort), link(wanted, sort=sort), sort is wanted.sort)
        for sort in Sort
        if sort is not Sort.RELEVANCE or wanted.text
    ]


def _number(name: str) -> int:
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _member(enum: Any, text: str) -> Any:
    return enum(text) if text and text in set(enum) else None


def _lines(wanted: Wanted) -> Iterator[str]:
    """Lines of CSV, each cell safe to open in a spreadsheet."""
    yield BOM + _line([translate(head) for head in HEADS])
    for firm in lists.everything(db.session(), wanted):
        yield _line(
            [
                firm.code, firm.name_zh, firm.name_en, named_member(firm.standing),
                translate(str(firm.grade)), _rounded(firm.rating_mean), firm.rating_n,
                _rounded(firm.on_time_rate), firm.contracts_n, firm.credit_score,
                firm.contact_phone, firm.address,
                url_for("directory.show", id=firm.id, _external=True),
            ]
        )  # fmt: skip


def _line(cells: list[object]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([safe_cell(cell) for cell in cells])
    return line.getvalue()


def _rounded(value: float | None) -> object:
    return None if value is None else round(value, 3)
