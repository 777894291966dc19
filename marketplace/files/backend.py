"""Where the bytes of uploads lie: under random names, each safe on the disk before its row.

Only the files of a demo being filled reach it `together`, at its end.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

TOKEN_BYTES = 32
FOLDER = "uploads"
_roots: list[Path] = []
_together: list[bool] = []  # whether files wait for one another


def connect(data: Path) -> None:
    """Say which data folder this process works on."""
    _roots[:] = [data / FOLDER]


def root() -> Path:
    return _roots[-1]


def place(token: str, folder: Path | None = None) -> Path:
    return (folder or root()) / token[:2] / token


def store(body: bytes) -> str:
    """Keep the bytes under a new random name and give it, once the disk has both."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    file = place(token)
    file.parent.mkdir(parents=True, exist_ok=True)
    with open(file, "xb", opener=_private) as new:
        new.write(body)
    if not _together:
        for one in (file, file.parent, file.parent.parent):
            _settle(one)
    return token


@contextmanager
def together() -> Iterator[None]:
    """What is stored meanwhile reaches the disk when the block ends: for a hall of the demo."""
    _together.append(True)
    try:
        yield
    finally:
        _together.clear()
        os.sync()


def forget(token: str) -> None:
    place(token).unlink(missing_ok=True)


def stored(folder: Path | None = None) -> Iterator[tuple[str, datetime]]:
    """The name of every file kept, and when it was written."""
    for file in (folder or root()).glob("*/*"):
        yield file.name, datetime.fromtimestamp(file.stat().st_mtime, UTC)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _settle(what: Path) -> None:
    """Make a file, or the names in a folder, outlive a power cut."""
    handle = os.open(what, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
