"""Objections to a result in the demo: raised, answered, settled or decided."""

from marketplace.cli.demo import wording
from marketplace.cli.demo.affair import Affair
from marketplace.core.act import Act
from marketplace.requests.states import State
from marketplace.selection import operations, queries
from marketplace.selection.models import Objection
from marketplace.selection.states import ObjectionState


def maybe_object(asking: Affair) -> None:
    """A loser objects, when fate has it and the result stands."""
    request, fate = asking.request, asking.fate
    if not fate.objection or request.state is not State.SELECTED:
        return
    losers = [o for o in queries.of_request(asking.stage.session, request) if o.rank == 2]
    if not losers:
        return
    act = asking.stage.act(asking.world.party_of(losers[0].firm_id))
    grounds = asking.stage.rng.choice(wording.OBJECTIONS)
    objection = operations.contest(act, request, grounds=grounds)
    Quarrel(asking, objection.id, fate.objection)
    fate.objection = ""


class Quarrel:
    """An objection on its way.

    `outcome`: waiting, answered, settled, escalated, silent (the owner), upheld or dismissed.
    """

    def __init__(self, asking: Affair, id: int, outcome: str) -> None:
        self.asking, self.id, self.outcome = asking, id, outcome
        if outcome == "silent":
            asking.stage.wait(9, self.decide)
        elif outcome != "waiting":
            asking.stage.wait(1, self.answer)

    @property
    def objection(self) -> Objection:
        return self.asking.world.row(Objection, self.id)

    def _firm(self) -> Act:
        return self.asking.stage.act(self.asking.world.party_of(self.objection.firm_id))

    def answer(self) -> None:
        text = self.asking.stage.rng.choice(wording.ANSWERS)
        operations.answer(self.asking.by_owner(), self.objection, answer=text)
        if self.outcome != "answered":
            step = self.settle if self.outcome == "settled" else self.escalate
            self.asking.stage.wait(1, step)

    def settle(self) -> None:
        operations.settle(self._firm(), self.objection)

    def escalate(self) -> None:
        operations.escalate(self._firm(), self.objection)
        if self.outcome in wording.DECISIONS:
            self.asking.stage.wait(6, self.decide)

    def decide(self) -> None:
        if self.objection.state is not ObjectionState.ESCALATED:
            return
        item = self.asking.request.item
        regulator = self.asking.stage.act(self.asking.world.regulator_of(item))
        upheld = self.outcome == "upheld"
        decision = wording.DECISIONS["upheld" if upheld else "dismissed"]
        (operations.uphold if upheld else operations.dismiss)(
            regulator, self.objection, decision=decision
        )
