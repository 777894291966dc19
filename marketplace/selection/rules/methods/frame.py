"""The questions that every method answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

from marketplace.core.money import Money
from marketplace.core.rulesets import Rules
from marketplace.core.texts import Text, say
from marketplace.selection.rules.lowest import Bid, Ranking

Rank = Callable[[Sequence[Bid], Money | None], Ranking]
HIDDEN_TO_THE_CLOSING = say("Prices, days and notes stay sealed until offers close.")


class Answer(StrEnum):
    """What a firm hands in."""

    PRICE = auto()
    SIGN_UP = auto()
    PLAN = auto()  # a price and a plan, in two envelopes
    BIDS = auto()  # live, in an auction
    NOTHING = auto()


class Step(StrEnum):
    """What the opening leads to."""

    RANK = auto()  # the prices decide at once
    DRAW = auto()  # the list is frozen, secrets decide later
    LIST = auto()  # the same for a short list, from which the owner picks
    SCORE = auto()  # evaluators decide later
    BID = auto()  # an auction is announced, its bids decide later
    NOTHING = auto()


@dataclass(frozen=True)
class Rule:
    """One method: who may offer what, what is hidden, who wins, what if too few, what it costs.

    Who may offer is the same for all: a firm that may take the work. With fewer than `fewest`
    nobody wins; the request is noticed once more, then the owner may choose directly.
    """

    answer: Answer
    step: Step
    fewest: Callable[[Rules], int]
    chosen: Text  # the rule in words; %(n)s is the fewest
    hidden: Text = HIDDEN_TO_THE_CLOSING
    won: str = ""  # kept as the reason of the award
    rank: Rank | None = None
    warning: Text | None = None  # what it costs the public

    @property
    def by_draw(self) -> bool:
        return self.step in (Step.DRAW, Step.LIST)


def fewest_plans(rules: Rules) -> int:
    return rules.minimum_plans


def minimum(rules: Rules) -> int:
    return rules.minimum_offers
