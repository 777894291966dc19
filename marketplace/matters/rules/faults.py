"""What is wrong with a catalogue, so that its maker can find the place."""

from collections.abc import Sequence
from dataclasses import dataclass

from marketplace.core.errors import DomainError
from marketplace.core.texts import Text, say


@dataclass(frozen=True)
class Fault:
    """`row` is the row's own id, or "#3" for the third row when it has none."""

    file: str
    row: str
    field: str
    text: Text


class CatalogueError(DomainError):
    """The whole catalogue is refused; `faults` lists every reason."""

    status = 422

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(
            say("The catalogue has faults (%(n)s). Nothing of it was loaded.", n=len(faults)),
            say("A catalogue is loaded whole or not at all."),
        )
        self.faults = tuple(faults)
