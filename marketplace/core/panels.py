"""How an upper room shows itself on a lower room's page without the lower one knowing it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from marketplace.core.act import Actor


@dataclass(frozen=True)
class Panel:
    """A template and what it shows."""

    template: str
    names: dict[str, Any]


Show = Callable[[Session, Actor, Any], "Panel | None"]
_PANELS: dict[str, list[tuple[int, Show]]] = {}


def panel(place: str, order: int = 50) -> Callable[[Show], Show]:
    """Register a panel on the page of a thing; `place` is as "directory.firm"."""

    def register(show: Show) -> Show:
        _PANELS.setdefault(place, []).append((order, show))
        return show

    return register


def panels(session: Session, place: str, actor: Actor, thing: object) -> list[Panel]:
    """What the upper rooms have to show about `thing`, in order, empty ones left out."""
    shows = sorted(_PANELS.get(place, ()), key=lambda pair: pair[0])
    shown = [show(session, actor, thing) for _, show in shows]
    return [panel for panel in shown if panel is not None]
