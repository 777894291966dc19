"""Finding by words beside a bare Whoosh query on the same index, in one process."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from whoosh import query

from marketplace.search.backend import schema
from marketplace.search.backend.folders import Folders
from marketplace.search.backend.whoosh_backend import WhooshBackend
from marketplace.search.rules.query import Han, parse
from tests.bench.report import say

KIND, HITS, TIMES = "firm", 20, 30


def measure(index: Path, asked: dict[str, str]) -> None:
    """For each word: the hall's finding when it is new and when it is known, and bare Whoosh."""
    say(f"\n{'finding, CPU ms':38} {'first':>7} {'again':>7} {'Whoosh':>7} {'again/Whoosh':>12}")
    current = Folders(index).current()
    assert current is not None
    searcher = schema.open_index(schema.place(current.folder, KIND)).searcher()
    for name, text in asked.items():
        backend = WhooshBackend(index)
        backend.find(KIND, "无此字号")  # opens the index; that is not what is measured
        find = partial(backend.find, KIND, text)
        first, again = _cost(find, 1), _cost(find, TIMES)
        bare = _cost(partial(searcher.search, _bare(text), limit=HITS), TIMES)
        backend.close()
        say(f"{name:38} {first:>7.2f} {again:>7.2f} {bare:>7.2f} {again / bare:>12.2f}")


def _bare(text: str) -> Any:
    """The same terms, all of them wanted, in the names."""
    terms: list[str] = []
    for group in parse(text):
        terms += group.grams if isinstance(group, Han) else [group.word]
    return query.And([query.Term("name", term) for term in terms])


def _cost(do: Callable[[], object], times: int) -> float:
    began = time.process_time()
    for _ in range(times):
        do()
    return 1000 * (time.process_time() - began) / times
