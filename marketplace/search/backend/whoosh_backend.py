"""The index of words on disk: written by one process, read by all."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from threading import RLock
from typing import TypeVar

from marketplace.core.words import Entry, Found
from marketplace.search.backend import schema, writing
from marketplace.search.backend.folders import Folders, Generation
from marketplace.search.backend.opened import Opened
from marketplace.search.backend.protocol import Key, SearchUnavailableError

MOST_BESIDE_BASE = 5000
T = TypeVar("T")


class WhooshBackend:
    """Safe for threads and forks: Whoosh's files have a place of reading, so threads take turns."""

    def __init__(self, root: Path) -> None:
        self._folders = Folders(root)
        self._lock = RLock()
        self._forget()
        self._process = os.getpid()

    @property
    def generation(self) -> str:
        return str(self._folders.current() or "")

    def find(
        self, kind: str, text: str, filters: Mapping[str, str] = {}, limit: int = 1000
    ) -> Found:
        """Ids, the best first. An entry of no known kind is not found; no index is an error."""

        def ask(kinds: Mapping[str, Opened]) -> Found:
            opened = kinds.get(kind)
            return opened.find(text, filters, limit) if opened else Found()

        return self._ask(ask)

    def ready(self) -> bool:
        try:
            return self._ask(lambda kinds: True)
        except SearchUnavailableError:
            return False

    def crowded(self) -> bool:
        def ask(kinds: Mapping[str, Opened]) -> bool:
            counts = [opened.counts() for opened in kinds.values()]
            return any(later > max(MOST_BESIDE_BASE, base // 5) for base, later in counts)

        return self._ask(ask)

    def update(self, entries: Iterable[Entry], removals: Iterable[Key] = ()) -> None:
        """Write entries in place of what was known of them; a rebuild must have come before."""
        with self._folders.writing():
            if not (current := self._folders.current()):
                raise SearchUnavailableError
            for kind, (fresh, gone) in _by_kind(entries, removals).items():
                folder = schema.place(current.folder, kind)
                writing.change(folder, fresh.values(), gone | fresh.keys())
            self._folders.point(Generation(current.folder, current.updates + 1))

    def rebuild(self, entries: Iterable[Entry]) -> int:
        """Write everything anew beside the old index, then switch; the number of entries."""
        with self._folders.writing():
            before, fresh = self._folders.current(), self._folders.begin()
            self._folders.tidy(before, fresh)
            count = _write(fresh.folder, entries)
            self._folders.point(fresh)
        return count

    def close(self) -> None:
        with self._lock:
            for opened in self._kinds.values():
                opened.close()
            self._forget()

    def _forget(self) -> None:
        self._kinds: dict[str, Opened] = {}
        self._folder: Path | None = None
        self._stamp: tuple[int, int, int] | None = None

    def _ask(self, ask: Callable[[Mapping[str, Opened]], T]) -> T:
        """Ask the newest generation. A merge or a rebuild may take files away: then once more."""
        with self._lock:
            try:
                return ask(self._newest())
            except Exception:  # Whoosh raises anything when files vanish or rot
                self.close()
            try:
                return ask(self._newest())
            except Exception as broken:
                self.close()
                raise SearchUnavailableError from broken

    def _newest(self) -> Mapping[str, Opened]:
        if self._process != os.getpid():  # a fork shares the places of reading: open our own
            self._forget()
            self._process = os.getpid()
        stamp = self._folders.stamp()
        if stamp != self._stamp or stamp is None:
            self._open()
            self._stamp = stamp
        return self._kinds

    def _open(self) -> None:
        current = self._folders.current()
        if current is None or not current.folder.is_dir():
            raise SearchUnavailableError
        if current.folder != self._folder:
            self.close()
            self._folder = current.folder
        for path in current.folder.iterdir():
            if path.name in self._kinds:
                self._kinds[path.name].refresh()
            else:
                self._kinds[path.name] = Opened(path)


def _by_kind(
    entries: Iterable[Entry], removals: Iterable[Key]
) -> dict[str, tuple[dict[int, Entry], set[int]]]:
    changes: defaultdict[str, tuple[dict[int, Entry], set[int]]]
    changes = defaultdict(lambda: ({}, set()))
    for kind, thing_id in removals:
        changes[kind][1].add(thing_id)
    for entry in entries:
        changes[entry.kind][0][entry.id] = entry
    return changes


def _write(folder: Path, entries: Iterable[Entry]) -> int:
    spools: dict[str, writing.Spool] = {}
    try:
        for entry in entries:
            if entry.kind not in spools:
                spools[entry.kind] = writing.Spool()
            spools[entry.kind].add(entry)
        return sum(spool.write(schema.place(folder, kind)) for kind, spool in spools.items())
    finally:
        for spool in spools.values():
            spool.close()
