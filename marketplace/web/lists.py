"""The options of a filter, written once: there are dozens, the same on every page."""

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup

MOST_KEPT = 256


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
