"""Who comes to the hall, and when: most in its first weeks, the others as the months go by."""

from datetime import date, timedelta
from functools import partial

from marketplace.cli.demo.entry import Entry
from marketplace.cli.demo.firms import FirmPlan, of_trade
from marketplace.cli.demo.market import Market
from marketplace.cli.demo.owners import OwnerPlan, ProjectPlan
from marketplace.cli.demo.shows import BODY, PROTECTED
from marketplace.cli.demo.stories import FAITHFUL
from marketplace.cli.demo.world import World

EARLY = 0.75
EARLY_OWNERS = (BODY, FAITHFUL)
LEAVER, RENEWER, CHANGER = "fire1", "eia3", "cost2"
AT_ONCE = PROTECTED | {LEAVER, RENEWER, CHANGER}
FIRST_DAYS, LATER_DAYS = 9, 460
# Applications that are not simply admitted: how they stand, and working days ago.
APPLICATIONS = (("in_check", 1), ("in_check", 0), ("returned", 4), ("draft", 3), ("refused", 30))
APPLICANTS = ("eia", "design", "test", "water", "consult")
# Certificates that end, in calendar days from today.
ENDINGS = (24, 5, -12)


class Arrivals:
    def __init__(self, world: World, market: Market) -> None:
        self.world, self.market, self.stage = world, market, world.stage
        self.rng = world.stage.rng

    def plan(
        self, firms: list[FirmPlan], owners: list[OwnerPlan], projects: list[ProjectPlan]
    ) -> None:
        newest = [list(of_trade(firms, trade))[-1] for trade in APPLICANTS]
        known = [firm for firm in firms if firm not in newest]
        for owner in owners:
            self.stage.on(self.stage.first, partial(self.world.cast.owner, owner))
        for firm in known:
            entry = Entry(self.world, firm, self._ending(firm, known))
            self.stage.on(self._day(firm.key in AT_ONCE), entry.begin)
            self._later(firm.key, entry)
        for firm, (state, days) in zip(newest, APPLICATIONS, strict=True):
            firm.entry = state
            self.stage.on(self.stage.ago(max(days, 1)), Entry(self.world, firm).begin)
        for number, project in enumerate(projects):
            day = self._day(number < 12 or project.owner in EARLY_OWNERS) + timedelta(days=1)
            self.stage.on(day, partial(self.market.enter, project))

    def _later(self, key: str, entry: Entry) -> None:
        """One firm leaves, one renewed a certificate, one waits for such a check."""
        if key == LEAVER:
            self.stage.on(self.stage.ago(35), entry.leave)
        elif key == RENEWER:
            self.stage.on(self.stage.ago(60), entry.renew)
            self.stage.on(self.stage.ago(58), entry.check_renewal)
        elif key == CHANGER:
            self.stage.on(self.stage.ago(1), entry.renew)

    def _day(self, early: bool) -> date:
        if early or self.rng.random() < EARLY:
            return self.stage.first + timedelta(days=self.rng.randint(0, FIRST_DAYS))
        return self.stage.first + timedelta(days=self.rng.randint(FIRST_DAYS, LATER_DAYS))

    def _ending(self, firm: FirmPlan, known: list[FirmPlan]) -> date | None:
        """The last firm of three trades has a certificate that ends about now."""
        marked = [plan.key for plan in known if plan.key in ("eia2", "water1", "cost1")]
        if firm.key not in marked:
            return None
        return self.stage.today + timedelta(days=ENDINGS[marked.index(firm.key)])
