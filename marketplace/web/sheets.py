"""A list as a CSV sheet, each cell safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from flask import Response, stream_with_context

BOM = "\ufeff"  # or a spreadsheet takes the Chinese for something else
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def sheet(name: str, heads: Sequence[object], rows: Iterable[Sequence[object]]) -> Response:
    """An answer to be kept as a file, sent line by line."""
    answer = Response(stream_with_context(_lines(heads, rows)), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f"attachment; filename={name}.csv"
    return answer


def _lines(heads: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield BOM + _line(heads)
    for row in rows:
        yield _line(row)


def _line(cells: Sequence[object]) -> str:
    text = StringIO()
    csv.writer(text).writerow([safe_cell(cell) for cell in cells])
    return text.getvalue()


def safe_cell(value: object) -> str:
    """The text of a cell; what a spreadsheet would take for a formula gets an apostrophe."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULAS) else text
