"""Writing a Whoosh index: a base segment in order of boost, and small segments of later updates."""

import json
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

from marketplace.core.words import Entry
from marketplace.search.backend import schema
from marketplace.search.backend.pool import Pool
from marketplace.search.rules.tokens import tokens

BASE = "base"  # the file that names the base segment
MOST_SMALL = 8
SMALL = 2000
WORST = -(2**31) + 1
BEST = 2**31 - 1


class Spool:
    """Entries of one kind kept on disk until they are written from the greatest boost down."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed by `write`)
        self._places: dict[int, tuple[int, int, int]] = {}

    def add(self, entry: Entry) -> None:
        self._places[entry.id] = (-entry.boost, entry.id, self._file.tell())
        self._file.write(json.dumps([entry.id, entry.boost, dict(entry.fields)]).encode() + b"\n")

    def write(self, folder: Path) -> int:
        """Make the index; the best come first, so a reader may stop early."""
        writer, seen = _writer(schema.create(folder)), set[str]()
        for _, _, place in sorted(self._places.values()):
            self._file.seek(place)
            known, boost, fields = json.loads(self._file.readline())
            _add(writer, Entry("", known, fields, boost), seen)
        base = writer.newsegment.segment_id()
        writer.commit(merge=False)
        (folder / BASE).write_text(base, "ascii")
        self.close()
        return len(self._places)

    def close(self) -> None:
        self._file.close()


def change(folder: Path, entries: Iterable[Entry], ids: set[int]) -> None:
    """Delete what has one of the ids by document number, then add the entries."""
    index = schema.open_index(folder) if folder.exists() else schema.create(folder)
    writer, seen = _writer(index), set[str]()
    try:
        reader = index.reader()
        for number in _numbers(reader, ids):
            writer.delete_document(number)
        reader.close()
        for entry in entries:
            _add(writer, entry, seen)
    except BaseException:
        writer.cancel()
        raise
    writer.commit(mergetype=_merging(base_of(folder)))


def base_of(folder: Path) -> str:
    path = folder / BASE
    return path.read_text("ascii") if path.exists() else ""


def _writer(index: Any) -> Any:
    """Plain files: Whoosh would copy a compound segment whole into each reader's memory."""
    codec = schema.W3Codec(blocklimit=1024)
    codec.length_stats = False  # else Whoosh looks for a file of lengths once for each posting
    writer = index.writer(compound=False, codec=codec)
    writer.pool = Pool()
    return writer


def _add(writer: Any, entry: Entry, seen: set[str]) -> None:
    """A word is written with the first entry that has it: only that it is a word counts."""
    kept = tokens(entry.fields)
    kept.word -= seen
    seen |= kept.word
    writer.add_document(
        key=[str(entry.id)],
        id=entry.id,
        boost=max(WORST, min(BEST, entry.boost)),
        **{field: sorted(terms) for field, terms in vars(kept).items()},
    )


def _numbers(reader: Any, ids: set[int]) -> list[int]:
    found: list[int] = []
    for key in map(str, ids):
        if ("key", key) in reader:
            found.extend(reader.postings("key", key).all_ids())
    return found


def _merging(base: str) -> Callable[[Any, list[Any]], list[Any]]:
    """Keep the base as it is; when many small segments stand beside it, make one of them."""

    def merge(writer: Any, segments: list[Any]) -> list[Any]:
        alive = [s for s in segments if s.segment_id() == base or s.doc_count() > 0]
        small = [s for s in alive if s.segment_id() != base and s.doc_count_all() < SMALL]
        if len(small) < MOST_SMALL:
            return alive
        for segment in small:
            reader = schema.SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
        return [segment for segment in alive if segment not in small]

    return merge
