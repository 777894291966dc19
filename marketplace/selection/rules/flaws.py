"""Why an offer does not take part at all, and how a kept reason is told to people."""

from enum import StrEnum, auto

from marketplace.core.texts import Text, name_all, name_of, say
from marketplace.requests.states import Ending
from marketplace.selection.rules.lots import Lot
from marketplace.selection.rules.lowest import Loss, Verdict


class Flaw(StrEnum):
    """Found before, or in place of, comparing prices."""

    NOT_CONFIRMED = auto()
    BROKEN = auto()


name_all(
    {
        Flaw.NOT_CONFIRMED: say("Not confirmed after the request was revised"),
        Flaw.BROKEN: say("The sealed envelope could not be opened"),
    }
)
REASONS: dict[str, Text] = {
    member.value: name_of(member) for kind in (Loss, Verdict, Flaw, Lot, Ending) for member in kind
}


def why(reason: str) -> str:
    """A reason kept by rule, in words to translate; what a person wrote, as he wrote it."""
    return REASONS.get(reason, reason)
