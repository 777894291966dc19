"""The calendar of working days: everybody may read it, the operator keeps it."""

from datetime import date, datetime, timedelta

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date

from marketplace.core import calendars, clock
from marketplace.core.database import db
from marketplace.core.errors import BadInputError
from marketplace.core.texts import Names, say
from marketplace.core.workdays import NoCalendarError
from marketplace.desk import operations, queries, rules
from marketplace.desk.forms import DayForm, YearsForm
from marketplace.desk.rules import Look
from marketplace.desk.views.door import bp, only_for
from marketplace.web import acting, done, page, public

INSTANT = timedelta(microseconds=1)  # a deadline at midnight belongs to the day before


@bp.app_template_filter("month_name")
def month_name(first: date) -> str:
    return str(format_date(first, "LLLL"))


@bp.app_template_test("provisional")
def is_provisional(end: date | datetime | None) -> bool:
    """Does this deadline lie in a year to come whose official days are not known yet?"""
    zone = calendars.zone()
    last = (end - INSTANT).astimezone(zone) if isinstance(end, datetime) else end
    if last is None or last.year <= clock.now().astimezone(zone).year:
        return False
    return not calendars.current(db.session()).years.get(last.year, True)


@bp.get("/calendar")
@public
def calendar() -> ResponseReturnValue:
    session = db.session()
    this_year = clock.now().astimezone(calendars.zone()).year
    year = request.args.get("year", this_year, type=int)
    known = {row.year: row for row in queries.known_years(session)}
    if year not in known:
        raise NoCalendarError(year)
    names = queries.day_names(session, year)
    months = rules.months(calendars.current(session), year, names)
    return page(
        "desk/calendar.html", year=known[year], years=known, months=months, names=names, looks=Look
    )


@bp.route("/calendar/day", methods=["GET", "POST"])
def set_day() -> ResponseReturnValue:
    only_for("desk.set_day")
    form = DayForm(data={"day": _asked_day()})
    if form.sent():
        terms = form.terms()
        name = Names(terms.pop("name_zh"), terms.pop("name_en"))
        terms["is_open"] = terms["is_open"] == "yes"
        with acting(form) as act:
            operations.set_day(act, None, name=name, **terms)
            return done(say("The day is kept."), url_for(".calendar", year=terms["day"].year))
    return page("desk/day.html", form=form)


def _asked_day() -> date | None:
    try:
        return date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return None


@bp.route("/calendar/load", methods=["GET", "POST"])
def load_years() -> ResponseReturnValue:
    only_for("desk.load_years")
    form = YearsForm()
    if form.sent():
        with acting(form) as act:
            years = _read(form.arrangement.data[0].read())
            operations.load_years(act, None, years=years, names=", ".join(years))
            return done(say("The calendar is loaded."), url_for(".calendar"))
    return page("desk/years.html", form=form)


def _read(text: bytes) -> dict[str, object]:
    try:
        return dict(rules.years_of(text))
    except ValueError as error:
        raise BadInputError("arrangement", error.args[0]) from error
