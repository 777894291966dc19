"""The city's days by holder, matter, firm, district and month; and what is behind each number."""

import re
from datetime import date
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.texts import Names, Text, name_of, say
from marketplace.timelines import queries
from marketplace.timelines.queries import Wanted
from marketplace.timelines.states import HOLDERS, Dimension, Holder
from marketplace.timelines.views.showing import bp
from marketplace.web import layout, page, public, reader

LOOKERS = {Role.STRANGER, Role.REGULATOR, Role.SPECIALIST, Role.OPERATOR, Role.AUDITOR}
layout.menu(41, say("Timelines"), "timelines.index", LOOKERS, also=("timelines.behind",))
layout.footer(7, say("Timelines"), "timelines.index")
READS_ALL = frozenset({Role.REGULATOR, Role.AUDITOR, Role.OPERATOR, Role.SPECIALIST})
MONTHS = 18
KEYS = ("holder", "matter", "firm", "area", "month", "now")
BY_KEY = {Dimension.MATTER: "matter", Dimension.FIRM: "firm", Dimension.AREA: "area"}


@bp.get("/timelines")
@public
def index() -> ResponseReturnValue:
    session = db.session()
    whole = queries.lines(session, Dimension.ALL)
    days = whole[0].days if whole else {}
    return page(
        "timelines/index.html",
        whole=whole[0] if whole else None,
        shares=queries.stacked(days),
        now_held=queries.held_now(session),
        months=queries.lines(session, Dimension.MONTH)[-MONTHS:],
        areas=queries.lines(session, Dimension.AREA),
        matters=queries.top(session, Dimension.MATTER),
        firms=queries.top(session, Dimension.FIRM),
        score=queries.how_forecasts_fared(session),
        holders=HOLDERS,
        stacked=queries.stacked,
    )


@bp.get("/timelines/days")
@public
def behind() -> ResponseReturnValue:
    """The projects behind a number."""
    wanted, after = _wanted(), _cursor(request.args.get("after", ""))
    found, last = queries.behind(db.session(), wanted, after)
    asked: dict[str, Any] = {k: value for k, value in request.args.items() if k in KEYS}
    more = url_for(".behind", **asked, after=f"{last[0]}-{last[1]}") if last else ""
    names: dict[str, Any] = {"found": found, "more": more, "now": wanted.now}
    names["reads_all"] = reader().role in READS_ALL
    return page("timelines/behind.html", filters=_filters(wanted), **names)


def _wanted() -> Wanted:
    args = request.args
    return Wanted(
        holder=_holder(args.get("holder", "")),
        matter=args.get("matter", type=int),
        firm=args.get("firm", type=int),
        area=args.get("area", type=int),
        month=_month(args.get("month", "")),
        now=_holder(args.get("now", "")),
    )


def _holder(text: str) -> Holder | None:
    return Holder(text) if text in set(HOLDERS) else None


def _month(text: str) -> date | None:
    """Written as 202603."""
    if not re.fullmatch(r"(19|20)\d\d(0[1-9]|1[0-2])", text, re.ASCII):
        return None
    return date(int(text[:4]), int(text[4:]), 1)


def _cursor(text: str) -> tuple[int, int] | None:
    found = re.fullmatch(r"(\d{1,9})-(\d{1,15})", text, re.ASCII)
    return (int(found[1]), int(found[2])) if found else None


def _filters(wanted: Wanted) -> list[Text]:
    """What the number was counted by, in words."""
    words: list[Text] = []
    if wanted.now:
        words.append(say("now with: %(holder)s", holder=name_of(wanted.now)))
    if wanted.holder:
        words.append(say("days of: %(holder)s", holder=name_of(wanted.holder)))
    for dimension, key in BY_KEY.items():
        if value := getattr(wanted, key):
            found = queries.name_of(db.session(), dimension, value)
            words.append(say("%(name)s", name=Names(found.name_zh, found.name_en) if found else ""))
    if wanted.month:
        words.append(say("%(month)s", month=f"{wanted.month:%Y-%m}"))
    return words


@bp.get("/timelines/public")
@public
def published() -> ResponseReturnValue:
    before = request.args.get("before", 0, type=int)
    found, after = queries.published(db.session(), before)
    more = url_for(".published", before=after) if after else ""
    figures = queries.figures_by_project(db.session(), [one.project_id for one in found])
    names: dict[str, Any] = {"found": found, "figures": figures, "more": more}
    return page("timelines/published.html", **names)
