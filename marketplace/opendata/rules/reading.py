"""Files of releases: JSON or JSONL, plain or gzip. A bad line never stops the rest."""

import gzip
import json
import zlib
from collections.abc import Iterator
from decimal import Decimal
from io import BufferedIOBase
from pathlib import Path
from typing import Any

from marketplace.opendata.rules.packages import Release, unpack
from marketplace.opendata.rules.refusals import Refusal, Rule, refuse

GZIP = b"\x1f\x8b"
LONGEST_LINE = 64 * 1024 * 1024  # bytes; one release of the largest publishers is below 10 MiB
NOT_JSON = object()

Found = Iterator[tuple[int, Release | Refusal]]


def read(path: Path) -> Found:
    """Each process with its line (JSONL) or its place in the package (JSON); never raises.

    JSONL is streamed. A release that appears on several lines is yielded each time: only within
    one package are the releases of a process merged (see `packages.merge`).
    """
    line = 0
    try:
        with _open(path) as file:
            for line, found in _read(file, as_lines=".jsonl" in path.suffixes):
                yield line, found
    except (OSError, EOFError, zlib.error):
        yield line + 1, refuse(line + 1, "", "", Rule.UNREADABLE_FILE, path.name)


def _open(path: Path) -> BufferedIOBase:
    with path.open("rb") as file:
        zipped = file.read(2) == GZIP
    return gzip.open(path, "rb") if zipped else path.open("rb")


def _read(file: BufferedIOBase, as_lines: bool) -> Found:
    """A file whose first line is whole JSON is taken as JSONL, whatever it is called."""
    first = file.readline(LONGEST_LINE)
    start = _decode(first)
    if as_lines or start is not NOT_JSON:
        yield from _lines(first, file)
        return
    whole = _decode(first + file.read())
    if whole is NOT_JSON:
        yield 1, _not_json(first, 1)
    else:
        yield from unpack(whole)


def _lines(first: bytes, file: BufferedIOBase) -> Found:
    """A single line holding a package counts its releases, as a file of several lines cannot."""
    line, raw, following = 1, first, file.readline(LONGEST_LINE)
    alone = not following
    while raw:
        if raw.strip():
            yield from _line(raw, 0 if alone else line)
        line, raw, following = line + 1, following, file.readline(LONGEST_LINE)


def _line(raw: bytes, line: int) -> Found:
    found = _decode(raw)
    if found is NOT_JSON:
        yield line or 1, _not_json(raw, line or 1)
    else:
        yield from unpack(found, line)


def _not_json(raw: bytes, line: int) -> Refusal:
    return refuse(line, "", "", Rule.NOT_JSON, raw[:60].decode("utf-8", "replace"))


def _decode(raw: bytes) -> Any:
    """Amounts stay exact; NaN and Infinity become text, which no amount accepts."""
    try:
        return json.loads(
            raw.decode("utf-8-sig", "replace"), parse_float=Decimal, parse_constant=str
        )
    except (ValueError, ArithmeticError, RecursionError):
        return NOT_JSON
