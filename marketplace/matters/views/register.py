"""The requirement register, what may be asked for, and the departments' confirmation."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.core.database import db
from marketplace.core.errors import NotAllowedError
from marketplace.core.policy import may
from marketplace.core.texts import say
from marketplace.matters import operations, queries
from marketplace.matters.forms import ConfirmForm
from marketplace.matters.queries import Entry, Sought
from marketplace.matters.rules.requirement import DUTIES
from marketplace.matters.rules.wording import chinese_part
from marketplace.matters.states import Obligation, Payer
from marketplace.matters.views.catalogue import LONGEST_WORDS, bp
from marketplace.web import acting, done, page, public, reader, sheets
from marketplace.web.texts import day, name, named, translate

KEYS = ("department", "payer", "item", "obligation")
UNKNOWN = say("Not yet confirmed")
HEADS = (
    say("Matter code"), say("Matter"), say("Department"), say("Service code"), say("Service"),
    say("Obligation"), say("Who pays"), say("Law and article"), say("In force since"),
    say("Last confirmed"), say("Confirmed by"),
)  # fmt: skip


@bp.get("/register")
@public
def register() -> ResponseReturnValue:
    session, sought = db.session(), _sought()
    entries, after = queries.register(session, sought, request.args.get("after", ""))
    return page(
        "matters/register.html",
        sought=sought,
        entries=entries,
        lists=_lists(),
        more=_address(".register", sought, after=after) if after else "",
        first=_address(".register", sought) if request.args.get("after") else "",
        sheet=_address(".register_sheet", sought),
    )


@bp.get("/register.csv")
@public
def register_sheet() -> Response:
    """All rows that are filtered for, as a sheet."""
    lines = _lines(queries.whole_register(db.session(), _sought()))
    return sheets.sheet("requirements", [translate(head) for head in HEADS], lines)


@bp.get("/<code>/asked")
@public
def asked(code: str) -> ResponseReturnValue:
    """Was the owner asked for something? May they?"""
    session, wanted = db.session(), request.args.get("item", "")
    matter, items = queries.matter(session, code), queries.active_items(session, selectable=False)
    item = next((one for one in items if one.code == wanted), None)
    return page(
        "matters/asked.html",
        question=queries.Asked(matter, item),
        items=[(one.code, name(one)) for one in items],
        other=wanted == "other",
        entry=queries.entry(session, matter.id, item.id) if item else None,
        duties=DUTIES,
        chinese_part=chinese_part,
    )


@bp.route("/register/<int:id>/confirm", methods=["GET", "POST"])
def confirm(id: int) -> ResponseReturnValue:
    row = queries.requirement(db.session(), id)
    if not may(reader(), "matters.confirm", row):
        text = say("The regulator of the department in charge of the matter confirms its rows.")
        raise NotAllowedError(text)
    entry = queries.entry_of(row)
    form = ConfirmForm(data={"article": entry.article, "since": row.since})
    if form.sent():
        with acting(form, row) as act:
            operations.confirm(act, row, **form.terms())
            back = url_for(".register", department=row.matter.department.department)
            return done(say("The row is confirmed."), back)
    return page("matters/confirm.html", form=form, entry=entry)


def _sought() -> Sought:
    text = request.args.get("q", "").strip()[:LONGEST_WORDS]
    return Sought(text, **{key: request.args.get(key, "").strip() for key in KEYS})


def _address(endpoint: str, sought: Sought, **more: str) -> str:
    asked: dict[str, Any] = {"q": sought.text} | {key: getattr(sought, key) for key in KEYS}
    return url_for(endpoint, **{key: value for key, value in (asked | more).items() if value})


def _lists() -> dict[str, list[tuple[str, str]]]:
    """What can be chosen in the filters."""
    session = db.session()
    departments = queries.departments(session)
    return {
        "department": [(str(one.department), name(one)) for one in departments],
        "item": [(i.code, name(i)) for i in queries.active_items(session, selectable=False)],
        "payer": _members(Payer),
        "obligation": _members(Obligation),
    }


def _members(enum: type[StrEnum]) -> list[tuple[str, str]]:
    return [(member.value, named(member)) for member in enum]


def _lines(entries: Iterator[Entry]) -> Iterator[list[object]]:
    for entry in entries:
        row, unknown = entry.row, translate(UNKNOWN)
        yield [
            row.matter.code, name(row.matter), name(row.matter.department), row.item.code,
            name(row.item), named(entry.obligation), named(entry.payer), entry.article,
            row.since or unknown, day(row.confirmed_at) if row.confirmed_at else unknown,
            name(row.confirmed_by) if row.confirmed_by else "",
        ]  # fmt: skip
