"""The options of a filter, written once: there are dozens, the same on every page."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from marketplace.core.places import Known
from marketplace.web.texts import locale

MOST_KEPT = 256


def named(rows: Iterable[Any]) -> list[tuple[Any, str]]:
    """Rows of id, name_zh and name_en as pairs, with the name in the reader's language."""
    first, second = (1, 2) if locale() == "zh" else (2, 1)
    return [(row[0], row[first] or row[second]) for row in rows]


def offered(known: Mapping[int, Known], active: bool = False) -> list[tuple[int, str]]:
    """Ids and names in the reader's language; only of what is active, if so wished."""
    chosen = [one for one in known.values() if one.is_active or not active]
    if locale() == "zh":
        return [(one.id, one.name_zh or one.name_en) for one in chosen]
    return [(one.id, one.name_en or one.name_zh) for one in chosen]


def options(pairs: Iterable[tuple[object, object]], chosen: object = "") -> Markup:
    """Pairs of value and text as options, one of them chosen."""
    made = _options(tuple(pairs))
    if not chosen:
        return made
    mark = Markup('value="%s"') % chosen
    return made.replace(mark + Markup(">"), mark + Markup(" selected>"), 1)


@lru_cache(MOST_KEPT)
def _options(pairs: tuple[tuple[object, object], ...]) -> Markup:
    """By what they say, so that they are never out of date."""
    return Markup("").join(
        Markup('<option value="%s">%s</option>') % (value, text) for value, text in pairs
    )
