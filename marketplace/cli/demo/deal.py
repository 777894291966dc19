"""One contract of the demo whose price is to be paid, and who acts for its two sides."""

from dataclasses import dataclass

from marketplace.cli.demo.affair import Affair
from marketplace.cli.demo.fates import Fate
from marketplace.cli.demo.stage import Stage
from marketplace.contracts.models import Contract
from marketplace.core.act import Act


@dataclass
class Deal:
    asking: Affair
    contract_id: int

    @property
    def contract(self) -> Contract:
        return self.asking.world.row(Contract, self.contract_id)

    @property
    def stage(self) -> Stage:
        return self.asking.stage

    @property
    def fate(self) -> Fate:
        return self.asking.fate

    def owner(self) -> Act:
        return self.asking.by_owner()

    def colleague(self) -> Act:
        """A second person of the owner's."""
        return self.stage.act(self.asking.world.colleague_of(self.asking.wish.owner))

    def firm(self) -> Act:
        return self.stage.act(self.asking.world.party_of(self.contract.firm_id))

    def regulator(self) -> Act:
        return self.stage.act(self.asking.world.regulator_of(self.contract.item))
