"""What firms told owners in the demo, and what departments stand by: checks, a report, a lead."""

from collections.abc import Callable
from datetime import time
from functools import partial

from sqlalchemy import select

from marketplace.accounts.models import Organisation
from marketplace.claims import operations as claims
from marketplace.claims.queries import Telling
from marketplace.claims.rules import Days, Said
from marketplace.claims.states import Unit
from marketplace.cli.demo import stories
from marketplace.cli.demo.stage import SETTLING
from marketplace.cli.demo.world import World
from marketplace.core.money import Money
from marketplace.matters import operations as catalogue
from marketplace.matters.models import Matter, Requirement
from marketplace.risk import operations as risk
from marketplace.risk.states import Asker

MATTER, ITEM, PAID_BY_THE_DEPARTMENT = "M118", "S14", "S16"
FREE_MATTER = "M101"
CONFIRMED_BY = ("EE", "WR", "DRC")
THREE_MONTHS = Days(3, Unit.MONTHS)
UNLISTED = "涪川速批咨询服务部"
TOLD = (  # working days ago, owner, what was said
    (6, "company0", Said(THREE_MONTHS, service_price=Money(80_000_00, "CNY"), must_use_us=True)),
    (4, "company2", Said(THREE_MONTHS, must_use_us=True, demanded_item=True)),
    (2, "body1", Said(THREE_MONTHS, very_hard=True, need_someone=True)),
)
NOTE = "窗口电话通知须另交一份盖章的情况说明，否则不予受理。"


class Hearsay:
    """Put on the agenda when the play begins; it draws no lots, so the rest plays as before."""

    def __init__(self, world: World) -> None:
        self.world, self.stage = world, world.stage

    def plan(self) -> None:
        for days, owner, said in TOLD:
            self._back(days, partial(self._check, owner, said))
        self._back(3, self._check_the_unlisted)
        self._back(2, self._report)
        for code in CONFIRMED_BY:
            self._back(30, partial(self._confirm, code))

    def _back(self, days: int, do: Callable[[], object]) -> None:
        day = self.stage.ago(days)
        if day >= self.stage.first + SETTLING:
            self.stage.at(self.stage.moment(day, time(10, 20)), do)

    def _matter(self, code: str) -> Matter:
        return self.world.row(Matter, self.world.matter_ids[code])

    def _check(self, owner: str, said: Said) -> None:
        firm_id = self.world.cast.actors[stories.LATE].organisation_id
        telling = Telling(
            said,
            self._matter(MATTER),
            self.world.item(ITEM),
            self.world.item(PAID_BY_THE_DEPARTMENT) if said.demanded_item else None,
            self.world.row(Organisation, firm_id),
        )
        claims.check(self.world.act_as(owner), None, telling=telling)

    def _check_the_unlisted(self) -> None:
        said = Said(need_someone=True, demanded_other="办件加急费收据")
        telling = Telling(said, self._matter(FREE_MATTER), firm_name=UNLISTED)
        claims.check(self.world.act_as("company0"), None, telling=telling)

    def _report(self) -> None:
        matter = self._matter(FREE_MATTER)
        told = risk.Report(matter, None, "盖章的情况说明", Asker.DEPARTMENT, None, "", NOTE)
        risk.report(self.world.act_as("company3"), None, report=told)

    def _confirm(self, code: str) -> None:
        """The articles as the catalogue has them; since when they hold nobody has looked up."""
        act = self.world.act_as(code)
        theirs = select(Requirement).join(Requirement.matter)
        own = theirs.where(Matter.department_id == act.actor.organisation_id)
        for row in self.stage.session.scalars(own.order_by(Requirement.id)):
            catalogue.confirm(act, row, article=row.item.legal_basis, since=None)
