"""How contracts of the demo are paid: in advance through the stand-in, or from bank to bank."""

from functools import partial

from marketplace.cli.demo import cards, settling, transfers
from marketplace.cli.demo.affair import Affair
from marketplace.cli.demo.deal import Deal
from marketplace.payments import backend, queries
from marketplace.payments.rules.settling import needs_two_persons

ONLINE_EACH = 6
LATE_EACH, NEVER_EACH = 9, 13
LATE_DAYS = 30  # working days; later than the rules allow


class Paying:
    """What both sides of one contract do about its price."""

    def __init__(self, asking: Affair, contract_id: int) -> None:
        self.deal, self.stage, self.no = Deal(asking, contract_id), asking.stage, contract_id
        self.course = asking.fate.money

    @property
    def is_online(self) -> bool:
        """Large sums too, for most owners of the demo have one person only."""
        if self.course:
            return self.course not in transfers.COURSES
        contract = self.deal.contract
        large = needs_two_persons(contract.price, contract.rule_set.rules.two_person_limit_wan)
        return large or self.no % ONLINE_EACH == 0

    def concluded(self) -> None:
        """Who pays online pays before the work is done; one in some only afterwards."""
        prompt = self.course or (self.no % LATE_EACH and self.no % NEVER_EACH)
        if self.is_online and prompt and self._can_pay():
            self.stage.wait(2, partial(cards.pay_in, self.deal))

    def accepted(self) -> None:
        """What is not paid in is paid now, late or never."""
        paid = queries.of_contract(self.stage.session, self.no)
        settled = not any(money.rest for money in paid)
        never = not self.course and self.no % NEVER_EACH == 0
        if settled or never or not self._can_pay():
            return
        late = not self.course and self.no % LATE_EACH == 0
        pay = cards.pay_in if self.is_online else transfers.record
        self.stage.wait(LATE_DAYS if late else 3, partial(pay, self.deal))

    def ended(self) -> None:
        settling.divide(self.deal)

    def _can_pay(self) -> bool:
        return backend.gateway() is not None or not self.is_online
