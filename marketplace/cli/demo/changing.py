"""Contracts of the demo in parts, and what becomes of changes that firms ask for."""

from dataclasses import replace

from marketplace.cli.demo import wording
from marketplace.cli.demo.fates import Fate
from marketplace.contracts import operations, queries
from marketplace.contracts.models import Contract
from marketplace.contracts.rules import Asked, Part
from marketplace.contracts.states import Cause
from marketplace.core.act import Act

MORE_DAYS = 3
COSTLY = frozenset({"agreed", "waiting"})
BY_NUMBER = {3: "agreed", 5: "unanswered", 7: "refused", 11: "agreed", 13: "withdrawn"}
ANSWERS = frozenset({"agreed", "refused", "withdrawn"})


def fall(fate: Fate, contract: Contract) -> None:
    """Some contracts have parts, some changes; by their number, so that no other die is cast."""
    if fate.prompt or fate.ended:
        return
    if contract.id % 6 == 1 and contract.days >= MORE_DAYS:
        fate.parts = 2 + contract.id % 2
    fate.change = BY_NUMBER.get(contract.id % 16, fate.change)


def cut(contract: Contract, n: int) -> list[Part]:
    """Even parts; what is left over belongs to the last."""
    days, minor = contract.days // n, contract.price.minor // n
    parts = [Part(no, wording.PARTS[no - 1], days, minor) for no in range(1, n)]
    rest = contract.days - days * (n - 1), contract.price.minor - minor * (n - 1)
    return [*parts, Part(n, wording.PARTS[-1], *rest)]


def ask(act: Act, contract: Contract, *, costs: bool) -> None:
    """The firm needs some days more; where the owner will agree, there is a little more work."""
    now, more = contract.current.no, contract.price.minor // 20 if costs else 0
    parts = [
        replace(part, days=part.days + MORE_DAYS, minor=part.minor + more)
        if part.no == now
        else part
        for part in queries.parts_of(contract)
    ]
    cause = Cause.OWNER_WISH if costs else Cause.FIRM
    asked = Asked(cause, wording.CHANGES[costs], parts, wording.MORE_WORK if costs else "")
    operations.propose_change(act, contract, asked=asked)


def answer(act: Act, contract: Contract, verb: str) -> None:
    """The owner agrees or refuses, or the firm takes it back."""
    if verb == "refused":
        operations.refuse_change(act, contract, reason=wording.NO_CHANGE)
    else:
        do = operations.agree_change if verb == "agreed" else operations.withdraw_change
        do(act, contract)
