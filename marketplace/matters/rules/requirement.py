"""What the requirement box of a matter says to the owner."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

from marketplace.core.texts import Text, say
from marketplace.matters.rules.shape import REQUIRED_INPUT
from marketplace.matters.states import Obligation

BY_DEPARTMENT = Obligation.DEPARTMENT_COMMISSIONS_AND_PAYS


class Box(StrEnum):
    """The three things a matter can say."""

    NOTHING = auto()  # no service at all
    DEPARTMENT = auto()  # only such as the department commissions and pays
    OWNER = auto()  # at least one is the owner's affair


@dataclass(frozen=True)
class Duty:
    """One obligation in the words of the box."""

    verdict: Text
    who_pays: Text
    himself: Text


DUTIES: dict[Obligation, Duty] = {
    Obligation.APPLICANT_COMMISSIONS: Duty(
        say("The owner has this work done by a firm of his own choice."),
        say("The owner pays, by the contract he makes. Nobody else may collect the fee."),
        say("No: a firm that meets the conditions does it. No authority may name the firm."),
    ),
    Obligation.APPLICANT_MAY_SELF_PREPARE: Duty(
        say("The owner may do this himself, or choose a firm to do it."),
        say("Nobody, if the owner does it himself; the owner, if he has a firm do it."),
        say("Yes. No authority may insist that a firm does it, nor name one."),
    ),
    BY_DEPARTMENT: Duty(
        say("The department has this work done and pays for it. Nobody may charge the owner."),
        say("The department pays. Whoever asks the owner for money breaks the rules."),
        say("Not the owner's affair: he neither does it nor chooses who does."),
    ),
    Obligation.MARKET_OPTIONAL: Duty(
        say("The owner chooses freely on the open market. Nobody may name a firm."),
        say("The owner pays, by the contract he makes."),
        say("Yes, if he meets the conditions himself."),
    ),
    Obligation.NEVER_REQUIRED: Duty(
        say("Never required: no approval may ask for it or depend on it."),
        say("Nobody has to pay for it."),
        say("Yes. Owners may always act for themselves."),
    ),
}


def obligation_of(requirement: str, item: Obligation) -> Obligation:
    """What the matter says goes before what the item says in general."""
    return item if requirement == REQUIRED_INPUT else Obligation(requirement)


def box_of(obligations: Sequence[Obligation]) -> Box:
    if not obligations:
        return Box.NOTHING
    return Box.DEPARTMENT if set(obligations) == {BY_DEPARTMENT} else Box.OWNER
