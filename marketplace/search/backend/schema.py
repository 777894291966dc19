"""The fields of the index, and the parts of Whoosh that are used; its import warns."""

import re
import warnings
from array import array
from pathlib import Path
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import columns, fields, formats, index
    from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher
    from whoosh.reading import ReaderClosed, SegmentReader
    from whoosh.support import levenshtein  # noqa: F401 (imported late by whoosh: let it warn here)

__all__ = ["NO_NUMBER", "ReaderClosed", "SegmentReader", "W3Codec", "W3LeafMatcher"]

NO_NUMBER = -(2**31)  # a column leaves out its default, so the default is a number nobody has
_KIND = re.compile(r"[a-z][a-z_]{0,31}")


def _terms() -> Any:
    """Terms made by us; only whether one is there counts, not how often or where."""
    field = fields.KEYWORD()
    field.format = formats.Existence()
    return field


def schema() -> Any:
    terms = {name: _terms() for name in ("key", "name", "text", "sound", "word", "tag")}
    numbers = {
        name: fields.COLUMN(columns.NumericColumn("i", NO_NUMBER)) for name in ("id", "boost")
    }
    return fields.Schema(**terms, **numbers)


def place(folder: Path, kind: str) -> Path:
    if not _KIND.fullmatch(kind):
        raise ValueError(f"{kind!r} cannot name a kind of thing")
    return folder / kind


def create(folder: Path) -> Any:
    folder.mkdir()
    return index.create_in(str(folder), schema())


def open_index(folder: Path) -> Any:
    return index.open_dir(str(folder))


def open_segment(index: Any, segment: Any) -> Any:
    return SegmentReader(index.storage, index.schema, segment)


def segments_of(index: Any) -> list[Any]:
    """The segments as they are on disk now, each with its deletions."""
    return list(index._read_toc().segments)  # no public way gives the deletions


def numbers_column(reader: Any, field: str) -> "array[int]":
    """A whole column at once; Whoosh's own reader unpacks number by number."""
    name = W3Codec.column_filename(reader.segment(), field)
    storage = reader.storage()
    with storage.open_file(name) as file:
        found: array[int] = file.get_array(0, "i", storage.file_length(name) // 4)
    return found
