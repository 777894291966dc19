"""For everybody: how promised and taken days compare, and the list behind each number."""

from datetime import UTC, datetime
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement

from marketplace.accounts import queries as accounts
from marketplace.cases import queries
from marketplace.cases.models import Case
from marketplace.cases.queries.lists import WHAT
from marketplace.cases.rules.milestones import slip
from marketplace.cases.rules.reduction import percent
from marketplace.cases.views.door import bp, cursor
from marketplace.core import calendars, clock
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.errors import NotFoundError
from marketplace.core.texts import say
from marketplace.matters import queries as matters
from marketplace.web import page, public, reader
from marketplace.web.texts import name

YEARS = 6
WAITING = {Role.OWNER, Role.CLERK, Role.REGULATOR, Role.INTERMEDIARY, Role.SPECIALIST, Role.AUDITOR}
TITLES = {
    "decided": say("Decided cases"),
    "late": say("Decided later than promised"),
    "open": say("Accepted and not decided yet"),
    "open_late": say("Not decided yet and past the promise"),
    "withdrawn": say("Withdrawn after acceptance"),
    "again": say("Gaps notified a second time"),
}


@bp.get("/")
@public
def index() -> ResponseReturnValue:
    """The reduction with all its numbers, for the whole city or for one choice."""
    session, chosen = db.session(), choice()
    conditions = behind(chosen)
    names: dict[str, Any] = {
        "sums": queries.sums(session, *conditions),
        "again": queries.counted(session, WHAT["again"], *conditions),
        "late_entries": queries.late_entries(session, *conditions),
        "departments": queries.sums_by_department(session, *conditions),
        "percent": percent,
        "chosen": chosen,
        "waiting": reader().role in WAITING,
    }
    return page("cases/index.html", **names, **offered(), titles=TITLES)


@bp.get("/list/<what>")
@public
def listed(what: str) -> ResponseReturnValue:
    """The cases behind a number: matter, department and days, and nobody's name."""
    if what not in WHAT:
        raise NotFoundError
    chosen = choice()
    found = queries.listed(db.session(), [WHAT[what], *behind(chosen)], cursor())
    asked: dict[str, Any] = {"what": what, "before": found.next, **chosen}
    more = url_for(".listed", **asked) if found.next else ""
    names: dict[str, Any] = {"found": found, "more": more, "chosen": chosen}
    return page("cases/listed.html", title=TITLES[what], what=what, **names)


@bp.get("/breaches")
@public
def breaches() -> ResponseReturnValue:
    return page("cases/breaches.html", letters=queries.breaches(db.session()))


@bp.get("/milestones")
@public
def milestones() -> ResponseReturnValue:
    found = queries.projects_elsewhere(db.session())
    return page("cases/milestones.html", projects=found, slip=slip)


def choice() -> dict[str, str]:
    """What the reader chose, and nothing else that stands in the address."""
    wanted = {key: request.args.get(key, "") for key in ("matter", "department", "year")}
    return {key: value for key, value in wanted.items() if value}


def behind(chosen: dict[str, str]) -> list[ColumnElement[bool]]:
    session, conditions = db.session(), list[ColumnElement[bool]]()
    if code := chosen.get("matter"):
        conditions.append(Case.matter_id == matters.matter(session, code).id)
    if code := chosen.get("department"):
        department = accounts.department(session, code)
        conditions.append(Case.department_id == (department.id if department else 0))
    if chosen.get("year", "").isdecimal():
        conditions.append(within(int(chosen["year"])))
    return conditions


def within(year: int) -> ColumnElement[bool]:
    """Accepted in a year of the hall's zone."""
    if not 1 < year < 9999:
        raise NotFoundError
    zone = calendars.zone()
    first, last = (datetime(one, 1, 1, tzinfo=zone).astimezone(UTC) for one in (year, year + 1))
    return (Case.accepted_at >= first) & (Case.accepted_at < last)


def offered() -> dict[str, Any]:
    """What may be chosen: matters and departments that have cases, and the last years."""
    session = db.session()
    this = clock.now().astimezone(calendars.zone()).year
    return {
        "matters": [(one.code, name(one)) for one in queries.matters_with_cases(session)],
        "offices": [
            (one.department or "", name(one)) for one in queries.departments_with_cases(session)
        ],
        "years": [(str(year), str(year)) for year in range(this, this - YEARS, -1)],
    }
