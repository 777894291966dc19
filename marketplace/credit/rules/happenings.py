"""What a score is made of, as it was found in the rooms below."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from marketplace.credit.states import Kind


@dataclass(frozen=True)
class Happening:
    """One thing that gives or takes points. `about` is what the page says of its source."""

    kind: Kind
    source_kind: str
    source_id: int
    at: datetime
    regulator_id: int | None = None
    stars: float = 0
    place: int = 1
    about: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[Kind, str, int]:
        return self.kind, self.source_kind, self.source_id
