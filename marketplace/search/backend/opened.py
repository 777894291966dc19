"""One kind's index held open for finding."""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from marketplace.core.words import Found
from marketplace.search.backend import schema, writing
from marketplace.search.backend.matching import steps
from marketplace.search.backend.reading import Leaf, numbers_in
from marketplace.search.rules.query import Group, cut, parse
from marketplace.search.rules.tokens import tag

Ranked = tuple[int, int]  # the boost turned round, and the id: the least comes first


class Opened:
    """The segments of one kind. `refresh` reads the list anew and keeps those still there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._leaves: dict[str, Leaf] = {}
        self.refresh()

    def refresh(self) -> None:
        index = schema.open_index(self._folder)
        segments = {segment.segment_id(): segment for segment in schema.segments_of(index)}
        base = writing.base_of(self._folder)
        for name in self._leaves.keys() - segments.keys():
            self._leaves.pop(name).close()
        for name, segment in segments.items():
            if name not in self._leaves:
                reader = schema.open_segment(index, segment)
                self._leaves[name] = Leaf(reader, is_base=name == base)
            self._leaves[name].bury(segment.deleted_docs() or ())
        index.close()

    def find(self, text: str, filters: Mapping[str, str], limit: int) -> Found:
        """The query as typed; when that finds nothing, its Chinese cut into words."""
        groups = parse(text)
        if not groups:
            return Found()
        tags = [tag(key, value) for key, value in filters.items()]
        found = self._best(groups, tags, limit)
        pieces = cut(groups, self._is_word) if not found.ids else groups
        return found if pieces == groups else self._best(pieces, tags, limit)

    def counts(self) -> tuple[int, int]:
        """Living documents of the base, and of all later segments."""
        sizes = [(leaf.is_base, leaf.alive.bit_count()) for leaf in self._leaves.values()]
        return sum(n for base, n in sizes if base), sum(n for base, n in sizes if not base)

    def close(self) -> None:
        for leaf in self._leaves.values():
            leaf.close()

    def _is_word(self, word: str) -> bool:
        return any(leaf.knows("word", word) for leaf in self._leaves.values())

    def _best(self, groups: Sequence[Group], tags: Sequence[str], limit: int) -> Found:
        leaves = list(self._leaves.values())
        matched = zip(*(steps(leaf, groups, tags) for leaf in leaves), strict=True)
        ids = list(islice(_ranked(leaves, matched), limit + 1))
        return Found(tuple(ids[:limit]), more=len(ids) > limit)


def _ranked(leaves: Sequence[Leaf], matched: Iterable[Sequence[int]]) -> Iterator[int]:
    """Step by step the best first; a base that stands alone is in order, so nothing is merged."""
    if len(leaves) == 1 and leaves[0].is_base:
        ids, alive = leaves[0].ids, leaves[0].alive
        return (ids[number] for (found,) in matched for number in numbers_in(found & alive))
    return (found for sets in matched for _, found in _merged(leaves, sets))


def _merged(leaves: Sequence[Leaf], sets: Sequence[int]) -> Iterator[Ranked]:
    """One step of all segments, best first; the base is in order already and is read lazily."""
    return heapq.merge(*map(_in_order, leaves, sets))


def _in_order(leaf: Leaf, found: int) -> Iterator[Ranked]:
    ranked = ((-leaf.boosts[number], leaf.ids[number]) for number in numbers_in(found & leaf.alive))
    return ranked if leaf.is_base else iter(sorted(ranked))
