"""What a change order may change, and the parts of a contract before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from marketplace.contracts.states import Cause
from marketplace.core.money import Money
from marketplace.core.texts import Text, say


@dataclass(frozen=True)
class Part:
    """A part of the work: price in minor units, working days from its beginning."""

    no: int
    title: str
    days: int
    minor: int


@dataclass(frozen=True)
class Hold:
    """What of the parts as they stand cannot change any more, by their numbers."""

    closed: frozenset[int] = frozenset()  # delivered or accepted
    paid_in: frozenset[int] = frozenset()  # the owner has paid in their price
    taken: Mapping[int, Money] = field(default_factory=dict)  # paid for them, or under way


@dataclass(frozen=True)
class Asked:
    """What is to change: `parts` as they would stand, `scope` what is done from then on."""

    cause: Cause
    reason: str
    parts: Sequence[Part]
    scope: str = ""


def plan(rows: Sequence[Mapping[str, Any]]) -> list[Part]:
    """The parts that a change order keeps."""
    return [Part(**row) for row in rows]


def kept(parts: Sequence[Part]) -> list[dict[str, Any]]:
    return [asdict(part) for part in parts]


def change_fault(
    before: Sequence[Part], after: Sequence[Part], hold: Hold, scope: str
) -> Text | None:
    """Why these parts cannot take the place of those; None when they can."""
    if list(before) == list(after) and not scope.strip():
        return say("Nothing would change. Change a price, days, or say what work is to be done.")
    if [part.no for part in after] != list(range(1, len(after) + 1)) or len(after) < len(before):
        return say("A part cannot be taken away; make it smaller, or end the contract.")
    return next(filter(None, map(_fault(before, hold), after)), None)


def _fault(before: Sequence[Part], hold: Hold) -> Any:
    old = {part.no: part for part in before}

    def fault(part: Part) -> Text | None:
        if part.minor <= 0 or part.days <= 0:
            return say("Part %(no)s needs a price and days above zero.", no=part.no)
        if part.no in hold.closed and part != old[part.no]:
            return say("Part %(no)s is delivered: it cannot change any more.", no=part.no)
        return _fault_of_price(old.get(part.no, part), part, hold)

    return fault


def _fault_of_price(old: Part, new: Part, hold: Hold) -> Text | None:
    """Money that is paid, or on its way, was asked for at the old price."""
    taken = hold.taken.get(new.no)
    if new.minor == old.minor:
        return None
    if new.no in hold.paid_in or (taken is not None and taken.minor >= old.minor):
        return say(
            "The price of part %(no)s is paid in. Put what is added into a new part.",
            no=new.no,
        )
    if taken is not None and new.minor < taken.minor:
        text = say("For part %(no)s %(amount)s is paid or under way: it cannot cost less.")
        return text % {"no": new.no, "amount": taken}
    return None


def split_fault(parts: Sequence[Part], minor: int, days: int) -> Text | None:
    """Why these parts are not the contract's price and days; None when they are, exactly."""
    if any(part.minor <= 0 or part.days <= 0 for part in parts):
        return say("Each part needs a price and days above zero.")
    if sum(part.minor for part in parts) != minor:
        return say("The prices of the parts must add up to the agreed price, to the last cent.")
    if sum(part.days for part in parts) != days:
        return say("The days of the parts must add up to the agreed %(days)s.", days=days)
    return None
