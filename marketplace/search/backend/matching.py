"""Which documents of a segment match a query, in three steps of nearness."""

from collections.abc import Iterable
from functools import reduce
from operator import and_

from marketplace.search.backend.reading import Leaf
from marketplace.search.rules.query import Group, Han, initials, readings

Steps = tuple[int, int, int]


def steps(leaf: Leaf, groups: Iterable[Group], filters: Iterable[str]) -> Steps:
    """Sets that do not overlap: found in the names, in their sound, and in any text."""
    groups = tuple(groups)
    within = leaf.having_all("tag", filters)
    if not within:
        return 0, 0, 0
    sound = {group: _sounding(leaf, group) for group in groups}
    name = {group: _written(leaf, "name", group) for group in groups}
    text = {group: _written(leaf, "text", group) for group in groups}
    first = reduce(and_, name.values(), within)
    second = reduce(and_, (name[g] | sound[g] for g in groups), within)
    third = reduce(and_, (name[g] | sound[g] | text[g] for g in groups), within)
    return first, second & ~first, third & ~second & ~first


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
