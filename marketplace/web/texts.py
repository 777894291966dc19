"""Translating at the edge: texts, names of states, names of records, days and money."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from gettext import NullTranslations
from typing import Any

from babel.dates import format_date, format_datetime
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, get_translations
from flask_login import current_user
from markupsafe import Markup

from marketplace.core.calendars import zone
from marketplace.core.money import Money, format_amount
from marketplace.core.texts import Names, Several, Text, connect_translator, name_of

LOCALES = ("zh", "en")


def translate(text: str) -> str:
    """A `Text` in the reader's language; any other string as it is."""
    if not isinstance(text, Text):
        return text
    words = _catalogue().gettext(text.id)
    if not text.params:
        return words
    return words % {key: _shown(value) for key, value in text.params.items()}


_CATALOGUES: dict[str, NullTranslations] = {}


def _catalogue() -> NullTranslations:
    """The messages of the reader's language, looked up once."""
    wanted = locale()
    if wanted not in _CATALOGUES:
        found = get_translations()
        assert isinstance(found, NullTranslations)  # noqa: S101 (narrows what Babel gives)
        _CATALOGUES[wanted] = found
    return _CATALOGUES[wanted]


def message(id: str, /, **params: object) -> Markup:
    """`_` of the templates: a message of ours is markup, what fills its places is not."""
    known = _said()
    words = known.get(id)
    if words is None:
        words = known[id] = Markup(_catalogue().gettext(id))  # noqa: S704 (our own words)
    return words if "%" not in words else words % params


_SAID: dict[str, dict[str, Markup]] = {}


def _said() -> dict[str, Markup]:
    """Messages of the reader's language as markup, made once: a page says a hundred."""
    return _SAID.setdefault(locale(), {})


def _shown(value: object) -> object:
    """A parameter of a text as the reader reads it: texts, names, money, moments, days."""
    return next((say(value) for kind, say in READ_AS if isinstance(value, kind)), value)


def locale() -> str:
    """What the person chose, else the cookie, else what the browser asks for, else Chinese."""
    try:
        return g.locale  # type: ignore[no-any-return]
    except AttributeError:
        kept: str = _chosen() if has_request_context() else LOCALES[0]
        g.locale = kept
        return kept
    except RuntimeError:  # nobody reads
        return LOCALES[0]


def translator(app: Flask) -> Callable[[str, str], str]:
    """Says a text in any language, in a context of its own: for mails."""

    def in_language(text: str, wanted: str) -> str:
        with app.app_context():
            g.locale = wanted if wanted in LOCALES else LOCALES[0]
            return translate(text)

    return in_language


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


def filters(locale: str) -> dict[str, Callable[..., Any]]:
    """Filters of the templates of one language, which need not ask for it in every row."""
    first, second = ("name_zh", "name_en") if locale == "zh" else ("name_en", "name_zh")
    return {
        "name": lambda record: str(getattr(record, first) or getattr(record, second)),
        "named": lru_cache(4096, typed=True)(named),
        "day": lambda value: day(value, locale),
        "moment": lambda value: moment(value, locale),
        "money": lambda amount: format_amount(amount, locale) if amount else "",
    }


FORMS = {"zh": "zh_Hans_CN", "en": "en_GB"}  # whose ways of writing a day are ours


def local(moment: datetime) -> datetime:
    return moment.astimezone(zone())


def day(value: date | datetime | None, language: str = "") -> str:
    """A day in the hall's zone: 2026年3月5日, 5 March 2026; in the reader's language."""
    if value is None:
        return ""
    value = local(value).date() if isinstance(value, datetime) else value
    return _day(value, FORMS[language or locale()])


def last_day(value: date | datetime | None) -> str:
    """The last day in time: a deadline is the first moment too late, midnight the day before's."""
    return day(value - timedelta(microseconds=1) if isinstance(value, datetime) else value)


@lru_cache(4096)
def _day(value: date, locale: str) -> str:
    """Kept, for Babel is slow and a list tells the same days again and again."""
    return format_date(value, "long", locale=locale)


def moment(value: datetime | None, language: str = "") -> str:
    """A moment in the hall's zone, to the minute; in the reader's language."""
    if value is None:
        return ""
    minute = local(value).replace(second=0, microsecond=0, tzinfo=None)
    return _moment(minute, FORMS[language or locale()])


@lru_cache(4096)
def _moment(value: datetime, locale: str) -> str:
    form = "y年M月d日 HH:mm" if locale.startswith("zh") else "d MMMM y, HH:mm"
    return format_datetime(value, form, locale=locale)


def second(value: datetime | None) -> str:
    """The time of day in the hall's zone, to the second; for what is live."""
    return "" if value is None else f"{local(value):%H:%M:%S}"


def money(amount: Money | None) -> str:
    return format_amount(amount, locale()) if amount else ""


def listed(texts: Several) -> str:
    return ("、" if locale() == "zh" else ", ").join(map(translate, texts))


READ_AS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (Text, translate),
    (Names, name),
    (Several, listed),
    (Money, money),
    (datetime, moment),
    (date, day),
)


def init_app(app: Flask) -> None:
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", f"{app.root_path}/translations")
    Babel(app, locale_selector=locale, default_locale="en")
    connect_translator(translator(app))
    app.jinja_env.globals["_"] = message
    app.jinja_env.filters |= {
        "named": named,
        "name": name,
        "day": day,
        "last_day": last_day,
        "moment": moment,
        "second": second,
        "money": money,
        "say": translate,
    }
