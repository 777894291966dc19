"""The terms of a segment while it is written."""

from array import array
from collections.abc import Iterator
from typing import Any

Posting = tuple[str, bytes, int, float, bytes]


class Pool:
    """In place of Whoosh's pool, which keeps a tuple for each posting and sorts them all on disk.

    Documents come in order, so a list of numbers for each term is enough: four bytes a posting.
    """

    def __init__(self) -> None:
        self.fieldnames: set[str] = set()  # Whoosh asks for it
        self._documents: dict[tuple[str, bytes], array[int]] = {}

    def add(self, posting: Posting | Any) -> None:
        field, term, number, _, _ = posting
        try:
            self._documents[field, term].append(number)
        except KeyError:
            self._documents[field, term] = array("I", (number,))

    def iter_postings(self) -> Iterator[Posting]:
        for field, term in sorted(self._documents):
            for number in sorted(self._documents[field, term]):
                yield field, term, number, 1.0, b""

    def cleanup(self) -> None:
        self._documents.clear()
