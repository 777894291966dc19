"""Why an offer does not take part at all, and how a kept reason is told to people."""

from enum import StrEnum, auto

from marketplace.core.texts import Text, name_all, name_of, say
from marketplace.requests.rules.conflicts import MEETS, PREPARED
from marketplace.requests.states import Ending
from marketplace.selection.rules.lots import Lot
from marketplace.selection.rules.lowest import Loss, Verdict
from marketplace.selection.states import ClarificationKind


class Flaw(StrEnum):
    """Found before, after, or in place of, comparing prices."""

    NOT_CONFIRMED = auto()
    BROKEN = auto()
    EXCHANGED = auto()
    LINKED = auto()
    PREPARED = auto()
    PRICE_NOT_JUSTIFIED = auto()
    PAPERS_NOT_MENDED = auto()
    DECLINED = auto()
    NOT_SIGNED = auto()


class Silence(StrEnum):
    """Who let the time of a clarification go by; kept as the reason of its end."""

    OF_THE_FIRM = auto()
    OF_THE_OWNER = auto()


SILENT_FIRM, SILENT_OWNER = Silence.OF_THE_FIRM, Silence.OF_THE_OWNER


name_all(
    {
        Flaw.NOT_CONFIRMED: say("Not confirmed after the request was revised"),
        Flaw.BROKEN: say("The sealed envelope could not be opened"),
        Flaw.EXCHANGED: say("The sealed envelope is not the one in the public log"),
        Flaw.LINKED: say("A linked firm offered before it; they may not meet in one selection"),
        Flaw.PREPARED: say("Prepared or reviewed a work of this project that meets this one"),
        Flaw.PRICE_NOT_JUSTIFIED: say("The unusually low price was not justified"),
        Flaw.PAPERS_NOT_MENDED: say("The papers were not mended in time"),
        Flaw.DECLINED: say("Refused the work after winning it"),
        Flaw.NOT_SIGNED: say("Did not confirm the contract in time"),
        Silence.OF_THE_FIRM: say("The firm did not answer in time."),
        Silence.OF_THE_OWNER: say("The owner did not decide in time, which counts as a yes."),
    }
)
REASONS: dict[str, Text] = {
    member.value: name_of(member)
    for kind in (Loss, Verdict, Flaw, Silence, Lot, Ending)
    for member in kind
}


def why(reason: str) -> str:
    """A reason kept by rule, in words to translate; what a person wrote, as he wrote it."""
    return REASONS.get(reason, reason)


def flaw_behind(refusal: Text) -> Flaw | Loss:
    """What an offer lacks when its firm may not take the work for this reason."""
    by_text = {MEETS.id: Flaw.LINKED, PREPARED.id: Flaw.PREPARED}
    return by_text.get(refusal.id, Loss.NOT_QUALIFIED)


def flaw_of(kind: ClarificationKind) -> Flaw:
    """What an offer lacks when its clarification failed."""
    low = kind is ClarificationKind.LOW_PRICE
    return Flaw.PRICE_NOT_JUSTIFIED if low else Flaw.PAPERS_NOT_MENDED
