"""Is the owner charged for what the department must commission and pay?"""

from dataclasses import replace

from marketplace.core.texts import say
from marketplace.matters.rules.requirement import BY_DEPARTMENT
from marketplace.matters.states import Obligation
from marketplace.risk.rules.readings import Reading, ReadingState, Screen, flagged_if

CHARGED = Screen(
    "owner_charged",
    1,
    say(
        "1 when the requirement register says of this service, for this matter, that the department"
        " commissions and pays it, and the request is not that department's own; else 0. Flagged"
        " from 1."
    ),
    say(
        "The department asked the owner to pay first and pays it back; the register changed after"
        " the request was made; the owner wants more than the department has done."
    ),
)


def owner_charged(obligation: Obligation, by_the_department: bool, id: str = "") -> Reading:
    """`id` is the evidence: the request."""
    if by_the_department:
        text = say("The department itself asked for this work.")
        return CHARGED.read(ReadingState.NOT_APPLICABLE, 1, text)
    charged = obligation is BY_DEPARTMENT
    if charged:
        text = say("An owner pays for work that the department must commission and pay.")
    else:
        text = say("The register names this work as the owner's own, or as free.")
    return replace(
        CHARGED.read(flagged_if(charged), 1, text),
        value=float(charged),
        threshold=1.0,
        evidence=(id,) if id and charged else (),
    )
