"""The life of a contract in the demo: confirmed, delivered, returned, accepted, rated."""

from sqlalchemy import select

from marketplace.cli.demo import changing, papers, wording
from marketplace.cli.demo.affair import Affair
from marketplace.cli.demo.aftermath import Aftermath
from marketplace.cli.demo.paying import Paying
from marketplace.contracts import operations
from marketplace.contracts.models import Contract
from marketplace.contracts.states import State
from marketplace.core.act import Act, Actor


class Working:
    """What both sides do about one contract; they look at it every few days."""

    def __init__(self, asking: Affair) -> None:
        self.asking, self.world, self.stage = asking, asking.world, asking.stage
        self.fate, self.rng, self.step = asking.fate, asking.stage.rng, asking.step
        self.contract_id = 0

    @property
    def contract(self) -> Contract:
        return self.world.row(Contract, self.contract_id)

    def owner(self) -> Act:
        return self.asking.by_owner()

    def firm(self) -> Act:
        return self.stage.act(self._firm_actor())

    def _firm_actor(self) -> Actor:
        return self.world.party_of(self.contract.firm_id)

    def look(self) -> None:
        mine = select(Contract.id).where(Contract.request_id == self.asking.request_id)
        self.contract_id = self.stage.session.scalar(mine) or 0
        if not self.contract_id:
            self.stage.wait(1, self.look)
            return
        changing.fall(self.fate, self.contract)
        if self.fate.parts > 1:
            parts = changing.cut(self.contract, self.fate.parts)
            operations.plan_parts(self.owner(), self.contract, parts=parts)
        self.step(1, 3, self.owner_confirms)
        self.step(1, 5, self.firm_confirms)

    def owner_confirms(self) -> None:
        self._confirm(self.owner())

    def firm_confirms(self) -> None:
        self._confirm(self.firm())

    def _confirm(self, act: Act) -> None:
        contract = self.contract
        if contract.state is State.DRAFTED:
            operations.confirm(act, contract)
        elif contract.state is State.HALF_CONFIRMED:
            operations.conclude(act, contract)
            self._paying().concluded()
            plan = self.world.plan_of(contract.firm_id)
            pace = self.fate.lateness or plan.punctual * self.rng.uniform(0.85, 1.06)
            days = self.fate.takes or max(1, round(contract.current.days * pace))
            if self.fate.change:
                self.stage.wait(1, self.ask_change)
                days = max(days, 4)  # it is answered, or refused by rule, before the delivery
            self.step(days, days, self.end if self.fate.ended else self.deliver)

    def _paying(self) -> Paying:
        return Paying(self.asking, self.contract_id)

    def ask_change(self) -> None:
        """What is paid in keeps its price, so only the days change where money came first."""
        costs = self.fate.change in changing.COSTLY and not self._paying().is_online
        changing.ask(self.firm(), self.contract, costs=costs)
        if self.fate.change in changing.ANSWERS:
            self.stage.wait(1, self.answer_change)

    def answer_change(self) -> None:
        by_firm = self.fate.change == "withdrawn"
        changing.answer(self.firm() if by_firm else self.owner(), self.contract, self.fate.change)

    def next_part(self) -> None:
        """The firm works on, at its own pace."""
        pace = self.world.plan_of(self.contract.firm_id).punctual
        days = max(1, round(self.contract.current.days * pace))
        self.step(days, days, self.deliver)

    def end(self) -> None:
        operations.propose_end(self.owner(), self.contract, reason=wording.ENDED)
        self.stage.wait(1, self.agree)

    def agree(self) -> None:
        operations.agree_end(self.firm(), self.contract)
        self._paying().ended()

    def deliver(self) -> None:
        contract, item = self.contract, self.contract.item
        code = item.code if item else "S"
        file = papers.paper(f"{code}.pdf", f"Deliverable {code}", "Demo hall: no real content.")
        version = len(contract.deliverables) + 1
        named = papers.renamed(file, f"{contract.number}-v{version}.pdf")
        note = self.rng.choice(wording.DELIVERED)
        operations.deliver(self.firm(), contract, note=note, files=[named])
        if self.fate.silent:
            self.stage.wait(6, self.rate)
        else:
            self.step(1, 4, self.answer)

    def answer(self) -> None:
        """The owner accepts, or returns as often as fate has it."""
        if self.contract.returns < self.fate.returns:
            reasons = self.rng.choice(wording.RETURNED)
            operations.give_back(self.owner(), self.contract, reasons=reasons)
            referred = self.contract.state is State.REFERRED
            self.step(3, 6, self.rule if referred else self.mend)
        else:
            operations.accept(self.owner(), self.contract)
            self.rate()

    def mend(self) -> None:
        self.deliver()

    def rule(self) -> None:
        regulator = self.stage.act(self.world.regulator_of(self.contract.item))
        reason = wording.RULED[self.fate.ruling]
        if self.fate.ruling == "accepted":
            operations.rule_accepted(regulator, self.contract, reason=reason)
            self.rate()
        else:
            operations.rule_returned(regulator, self.contract, reason=reason)
            self.fate.returns, self.fate.ruling = 0, "accepted"
            self.step(4, 4, self.mend)

    def rate(self) -> None:
        """Each side in its own time; the owner then goes on to the department."""
        if self.contract.state is State.IN_SERVICE:
            self.next_part()
        if self.contract.state is not State.ACCEPTED:
            return  # nobody answered, and the clock has not yet accepted for him
        self._paying().accepted()
        after = Aftermath(self.asking, self.contract_id)
        by_owner, by_firm = self.fate.rated
        if by_owner:
            self.step(0, 2, after.owner_rates)
        if by_firm:
            self.step(1, 3, after.firm_rates)
        after.aside()
        self.step(1, 5, after.apply)
