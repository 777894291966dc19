"""Finding things by words: a port. The search room fills it; nothing else knows the index."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, Session, mapped_column

from marketplace.core.database import Row, insert_once


@dataclass(frozen=True)
class Entry:
    """What the index knows of a thing: texts by field, the name first; boost breaks ties."""

    kind: str
    id: int
    fields: Mapping[str, str]
    boost: int = 0


@dataclass(frozen=True)
class Found:
    """Ranked ids, and whether there are more than were asked for."""

    ids: tuple[int, ...] = ()
    more: bool = False


class Words(Protocol):
    def find(
        self, kind: str, text: str, filters: Mapping[str, str] = ..., limit: int = ...
    ) -> Found: ...

    def ready(self) -> bool: ...


Gather = Callable[[Session, Sequence[int] | None], Iterable[Entry]]
GATHERERS: dict[str, Gather] = {}


class Stale(Row):
    """A thing whose index entry must be written again."""

    __tablename__ = "index_stale"
    __table_args__ = (UniqueConstraint("kind", "thing_id"),)

    kind: Mapped[str] = mapped_column(String(32))
    thing_id: Mapped[int]


@dataclass
class _Port:
    backend: Words | None = field(default=None)


_port = _Port()


def connect(backend: Words) -> None:
    _port.backend = backend


def gather(kind: str) -> Callable[[Gather], Gather]:
    """Register how a room gives its entries: of these ids, or of all when None."""

    def register(entries: Gather) -> Gather:
        GATHERERS[kind] = entries
        return entries

    return register


def refresh(session: Session, kind: str, id: int) -> None:
    """Ask that the index entry of a thing be written again."""
    insert_once(session, Stale, kind=kind, thing_id=id)


def find(kind: str, text: str, filters: Mapping[str, str] = {}, limit: int = 1000) -> Found:
    """The things of a kind that match the words, best first; nothing when no index is connected."""
    return _port.backend.find(kind, text, filters, limit) if _port.backend else Found()


def is_ready() -> bool:
    """Can words be looked up now?"""
    return _port.backend is not None and _port.backend.ready()
