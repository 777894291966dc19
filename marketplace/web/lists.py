"""The options of a filter, written once: there are dozens, the same on every page."""

from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import Any

from markupsafe import Markup

from marketplace.core.places import All
from marketplace.web.texts import locale

MOST_KEPT = 256
Pair = tuple[Any, str]


class Pairs(tuple[Pair, ...]):
    """Values and texts put together once: known by what they are, not by what they say."""

    __slots__ = ()
    __hash__ = object.__hash__
    __eq__ = object.__eq__


def in_each_language(make: Callable[[], Iterable[Pair]]) -> Callable[[], Pairs]:
    """Options that never change are put together once for each language."""
    kept: dict[str, Pairs] = {}

    @wraps(make)
    def pairs() -> Pairs:
        language = locale()
        if language not in kept:
            kept[language] = Pairs(make())
        return kept[language]

    return pairs


def named(rows: Iterable[Any]) -> list[Pair]:
    """Rows of id, name_zh and name_en as pairs, with the name in the reader's language."""
    first, second = (1, 2) if locale() == "zh" else (2, 1)
    return [(row[0], row[first] or row[second]) for row in rows]


def offered(known: All, active: bool = False) -> Pairs:
    """Ids and names in the reader's language; only of what is active, if so wished."""
    return _offered(known, active, locale())


@lru_cache(MOST_KEPT)
def _offered(known: All, active: bool, language: str) -> Pairs:
    chosen = [one for one in known.values() if one.is_active or not active]
    if language == "zh":
        return Pairs((one.id, one.name_zh or one.name_en) for one in chosen)
    return Pairs((one.id, one.name_en or one.name_zh) for one in chosen)


def options(pairs: Iterable[tuple[object, object]], chosen: object = "") -> Markup:
    """Pairs of value and text as options, one of them chosen."""
    made = _options(pairs if isinstance(pairs, Pairs) else tuple(pairs))
    if not chosen:
        return made
    mark = Markup('value="%s"') % chosen
    return made.replace(mark + Markup(">"), mark + Markup(" selected>"), 1)


@lru_cache(MOST_KEPT)
def _options(pairs: tuple[tuple[object, object], ...]) -> Markup:
    """Others are kept by what they say, so that they are never out of date."""
    return Markup("").join(
        Markup('<option value="%s">%s</option>') % (value, text) for value, text in pairs
    )
