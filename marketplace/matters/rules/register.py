"""The rows of the requirement register: who pays, and whose duty it is."""

from marketplace.matters.rules.requirement import BY_DEPARTMENT
from marketplace.matters.states import Obligation, Payer

OWNERS = (Obligation.APPLICANT_COMMISSIONS, Obligation.APPLICANT_MAY_SELF_PREPARE)


def payer_of(obligation: Obligation, payer: Payer) -> Payer:
    """What the row says goes before what the item says in general."""
    if obligation is BY_DEPARTMENT:
        return Payer.DEPARTMENT
    return Payer.NOBODY_SHOULD if obligation is Obligation.NEVER_REQUIRED else payer


def is_owners_duty(obligation: Obligation) -> bool:
    """What the department commissions and pays never is."""
    return obligation in OWNERS


def key_of(matter: str, item: str) -> str:
    """The cursor of a row, as "M117.S15"."""
    return f"{matter}.{item}"


def read_key(text: str) -> tuple[str, str] | None:
    """The codes in a cursor; None when there is none, or a spoiled one."""
    matter, dot, item = text.partition(".")
    return (matter, item) if dot and matter and item else None
