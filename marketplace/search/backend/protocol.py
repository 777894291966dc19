"""What the hall asks of an index of words."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from marketplace.core.errors import DomainError
from marketplace.core.texts import say
from marketplace.core.words import Entry, Found

Key = tuple[str, int]


class SearchUnavailableError(DomainError):
    """There is no readable index; `hall reindex` makes one."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            say("Search by words is not ready yet. Use the filters, or try again in some minutes.")
        )


class IndexBusyError(RuntimeError):
    """Another process is writing the index."""


class SearchBackend(Protocol):
    @property
    def generation(self) -> str:
        """Changes with every update and rebuild; empty when there is no index."""

    def find(
        self, kind: str, text: str, filters: Mapping[str, str] = {}, limit: int = 1000
    ) -> Found: ...

    def update(self, entries: Iterable[Entry], removals: Iterable[Key] = ()) -> None: ...

    def rebuild(self, entries: Iterable[Entry]) -> int: ...

    def ready(self) -> bool: ...

    def crowded(self) -> bool:
        """True when so much was updated that a rebuild would make finding faster."""
