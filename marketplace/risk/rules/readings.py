"""What every signal answers, and the answers that all of them share."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from marketplace.core.money import Money
from marketplace.core.texts import Text, say


class ReadingState(StrEnum):
    FLAGGED = "flagged"
    CLEAR = "clear"
    INSUFFICIENT = "insufficient"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Offer:
    """One valid offer; the caller passes one for each bidder, all for the same lot."""

    id: str
    bidder: str
    price: Money


@dataclass(frozen=True)
class Reading:
    """A signal read once: its figures, how they are made, and how they mislead.

    `n` counts what was measured; `evidence` holds the ids behind the value, sorted; `peers` is
    the usual value in the category and `peers_n` what it rests on. A value that cannot be
    written as a number (a division by nothing) is None, and the text says so.
    """

    kind: str
    state: ReadingState
    value: float | None
    threshold: float | None
    n: int
    evidence: tuple[str, ...]
    formula: Text
    false_positives: Text
    text: Text
    peers: float | None = None
    peers_n: int = 0


@dataclass(frozen=True)
class Screen:
    """What stays the same in all readings of one signal."""

    kind: str
    minimum: int
    formula: Text
    false_positives: Text

    def refuse(self, offers: Sequence[Offer]) -> Reading | None:
        """The reading for offers that cannot be measured; None when they can."""
        if len({offer.price.currency for offer in offers}) > 1:
            return self.read(
                ReadingState.NOT_APPLICABLE,
                len(offers),
                say("The offers are in different currencies and are not compared."),
            )
        if any(offer.price.minor <= 0 for offer in offers):
            text = say("An offer of nothing or less cannot be compared.")
            return self.read(ReadingState.NOT_APPLICABLE, len(offers), text)
        if len(offers) < self.minimum:
            return self.read(
                ReadingState.INSUFFICIENT,
                len(offers),
                say("%(n)s valid offers; this needs %(least)s.", n=len(offers), least=self.minimum),
            )
        return None

    def read(self, state: ReadingState, n: int, text: Text) -> Reading:
        """A reading with no value."""
        return Reading(
            self.kind, state, None, None, n, (), self.formula, self.false_positives, text
        )


def flagged_if(is_flagged: bool) -> ReadingState:
    return ReadingState.FLAGGED if is_flagged else ReadingState.CLEAR


def ids(offers: Sequence[Offer]) -> tuple[str, ...]:
    return tuple(sorted(offer.id for offer in offers))


def percent(share: float, places: int = 1) -> str:
    return f"{100 * share:.{places}f}%"
