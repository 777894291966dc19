"""Which documents of a segment match a query, in steps of nearness."""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import and_

from marketplace.search.backend.reading import Leaf
from marketplace.search.rules.query import Group, Han, initials, readings


def steps(leaf: Leaf, groups: Sequence[Group], filters: Iterable[str]) -> Iterator[int]:
    """Sets that do not overlap: found in the names, in their sound too, in any text too.

    Who has enough after the first step never pays for the others.
    """
    within = leaf.having_all("tag", filters)
    found = [_written(leaf, "name", group) for group in groups]
    yield (first := reduce(and_, found, within))
    found = [names | _sounding(leaf, group) for names, group in zip(found, groups, strict=True)]
    yield (second := reduce(and_, found, within)) & ~first
    found = [
        names | _written(leaf, "text", group) for names, group in zip(found, groups, strict=True)
    ]
    yield reduce(and_, found, within) & ~second


def _written(leaf: Leaf, field: str, group: Group) -> int:
    if isinstance(group, Han):
        return leaf.having_all(field, group.grams)
    found = leaf.having(field, group.word) | leaf.having(field, group.root)
    return found | leaf.beginning(field, group.word) if len(group.word) >= 2 else found


def _sounding(leaf: Leaf, word: Group) -> int:
    """The word as pinyin, whole or unfinished, or as the initials of Chinese words."""
    found = 0
    if isinstance(word, Han):
        return found
    if short := initials(word):
        found = leaf.having_all("sound", short)
    for *whole, last in readings(word, leaf.syllables):
        found |= leaf.having_all("sound", whole) & leaf.beginning("sound", last)
    return found
