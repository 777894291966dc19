"""Generations of the index on disk: a folder each, and one small file that says which counts.

current        "g000002 17": the folder, and how often it was updated
g000002/KIND/  one Whoosh index for each kind of thing
"""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from marketplace.search.backend.protocol import IndexBusyError

_POINTER = re.compile(r"(g\d{6}) (\d+)")


@dataclass(frozen=True)
class Generation:
    folder: Path
    updates: int

    def __str__(self) -> str:
        return f"{self.folder.name} {self.updates}"


@dataclass(frozen=True)
class Folders:
    root: Path

    @property
    def pointer(self) -> Path:
        return self.root / "current"

    def stamp(self) -> tuple[int, int, int] | None:
        """What changes whenever the pointer is replaced: dear to nobody, asked on every query."""
        try:
            status = self.pointer.stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns, status.st_size

    def current(self) -> Generation | None:
        try:
            found = _POINTER.fullmatch(self.pointer.read_text("ascii"))
        except (OSError, ValueError):
            return None
        return found and Generation(self.root / found[1], int(found[2]))

    def point(self, generation: Generation) -> None:
        """Make a generation the one that counts, all at once."""
        fresh = self.root / "current.new"
        with fresh.open("w", encoding="ascii") as file:
            file.write(str(generation))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.pointer)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Only one process writes; a second is refused at once."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "writing.lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as held:
                raise IndexBusyError("Another process is writing the index.") from held
            yield

    def begin(self) -> Generation:
        """A new empty folder that nobody reads yet."""
        numbers = [int(path.name[1:]) for path in self._generations()]
        fresh = self.root / f"g{max(numbers, default=0) + 1:06}"
        fresh.mkdir()
        return Generation(fresh, 0)

    def tidy(self, *keep: Generation | None) -> None:
        """Drop other generations: abandoned ones, and those no reader opens any more."""
        kept = {generation.folder for generation in keep if generation}
        for path in self._generations():
            if path not in kept:
                shutil.rmtree(path, ignore_errors=True)

    def _generations(self) -> list[Path]:
        return [p for p in self.root.glob("g*") if re.fullmatch(r"g\d{6}", p.name)]
