"""Translating at the edge: texts, names of states, names of records, days and money."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel, gettext
from flask_login import current_user

from marketplace.core.money import Money, format_amount
from marketplace.core.texts import Text, name_of

LOCALES = ("zh", "en")


def translate(text: str) -> str:
    """A `Text` in the reader's language; any other string as it is."""
    if not isinstance(text, Text):
        return text
    params = {key: _shown(value) for key, value in text.params.items()}
    return str(gettext(text.id, **params))


def _shown(value: object) -> object:
    return translate(value) if isinstance(value, Text) else value


def locale() -> str:
    """What the person chose, else the cookie, else what the browser asks for, else Chinese."""
    if not has_request_context():
        return LOCALES[0]
    if "locale" not in g:
        g.locale = _chosen()
    return str(g.locale)


def _chosen() -> str:
    wanted = getattr(current_user, "locale", "") or request.cookies.get("locale", "")
    if wanted in LOCALES:
        return wanted
    return request.accept_languages.best_match(LOCALES) or LOCALES[0]


def named(member: StrEnum) -> str:
    return translate(name_of(member))


def name(record: Any) -> str:
    """The record's name in the reader's language; the other one when it has none."""
    names = (record.name_zh, record.name_en)
    first, second = names if locale() == "zh" else names[::-1]
    return str(first or second)


def _babel_locale() -> str:
    return "zh_Hans_CN" if locale() == "zh" else "en_GB"


def local(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(current_app.config["HALL_ZONE"]))


def day(value: date | datetime | None) -> str:
    """A day in the hall's zone: 2026年3月5日, 5 March 2026."""
    if value is None:
        return ""
    value = local(value).date() if isinstance(value, datetime) else value
    return format_date(value, "long", locale=_babel_locale())


def moment(value: datetime | None) -> str:
    """A moment in the hall's zone, to the minute."""
    if value is None:
        return ""
    form = "y年M月d日 HH:mm" if locale() == "zh" else "d MMMM y, HH:mm"
    return format_datetime(local(value), form, locale=_babel_locale())


def money(amount: Money | None) -> str:
    return format_amount(amount, locale()) if amount else ""


def init_app(app: Flask) -> None:
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", f"{app.root_path}/translations")
    Babel(app, locale_selector=locale, default_locale="en")
    app.jinja_env.filters |= {
        "named": named,
        "name": name,
        "day": day,
        "moment": moment,
        "money": money,
        "say": translate,
    }
