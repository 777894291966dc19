"""The planted stories that docs/demo.md tells how to find."""

from dataclasses import replace
from functools import partial

from sqlalchemy import select

from marketplace.cli.demo import prices
from marketplace.cli.demo.entry import Entry
from marketplace.cli.demo.fates import Fate
from marketplace.cli.demo.firms import FirmPlan
from marketplace.cli.demo.judging import Grievance
from marketplace.cli.demo.market import Market
from marketplace.cli.demo.trades import Trade
from marketplace.cli.demo.world import World
from marketplace.complaints.states import Kind, Measure
from marketplace.contracts.models import Contract

RING = ("survey0", "survey1", "survey2", "survey3")
VISITORS = "survey4"  # the intermediary that visitors of the demo sign in as
LATE = "eia1"
FAITHFUL, FAVOURITE = "body0", "consult0"
EXPELLED, RETURNED = "safety0", "safety-again"
BRANDS = {  # as docs/demo.md names them
    RING[0]: ("阡禾", "Qianhe"),
    RING[1]: ("陌桥", "Moqiao"),
    RING[2]: ("弋原", "Yiyuan"),
    RING[3]: ("嵇丰", "Jifeng"),
    VISITORS: ("翎岫", "Lingxiu"),
    LATE: ("姗垣", "Shanyuan"),
    FAVOURITE: ("邻恒", "Linheng"),
    EXPELLED: ("虔峦", "Qianluan"),
    RETURNED: ("复溪", "Fuxi"),
}
RING_DAYS = (330, 290, 255, 215, 180, 140, 100, 62, 24)
LATE_DAYS = (300, 262, 230, 195, 160, 128, 95)
FAITHFUL_DAYS = (320, 285, 240, 205, 165, 120, 80, 45)
RING_SPREAD = (1.0, 1.006, 1.011, 1.017)


def prepare(plans: list[FirmPlan]) -> None:
    """Make the firms of the stories what the stories need, before anybody enters."""
    by_key = {plan.key: plan for plan in plans}
    everywhere = max((plan.areas for plan in plans), key=len)
    for key in BRANDS.keys() - {RETURNED}:
        by_key[key].areas = everywhere
        by_key[key].name_zh, by_key[key].name_en = _names(key, by_key[key].trade)
    for key in (*RING, VISITORS):
        plan = by_key[key]
        plan.items, plan.punctual, plan.skill = plan.trade.items, 0.95, 3.8
    by_key[VISITORS].skill, by_key[VISITORS].size = 4.6, 3
    first, second = by_key[RING[0]], by_key[RING[1]]
    second.device = first.device  # a shared phone or name would keep them from meeting at all
    by_key[LATE].items, by_key[LATE].skill = ("S15", "S14"), 2.9
    by_key[FAVOURITE].items = ("S02", "S04", "S44", "S45")
    by_key[EXPELLED].items, by_key[EXPELLED].skill = ("S40", "S42"), 2.4


def _names(key: str, trade: Trade) -> tuple[str, str]:
    zh, en = BRANDS[key]
    return f"涪川{zh}{trade.zh}有限公司", f"Fuchuan {en} {trade.en} Co., Ltd."


class Stories:
    """Put on the agenda when the play begins."""

    def __init__(self, world: World, market: Market) -> None:
        self.world, self.market, self.stage = world, market, world.stage
        world.reserved |= {*RING, LATE, FAVOURITE, EXPELLED}
        market.reserved_owners.add(FAITHFUL)

    def plan(self) -> None:
        for turn, days in enumerate(RING_DAYS):
            self.stage.back(days, partial(self._ring, turn))
        for turn, days in enumerate(LATE_DAYS):
            self.stage.back(days, partial(self._late, turn))
        for days in FAITHFUL_DAYS:
            self.stage.back(days, self._faithful)
        self.stage.back(190, self._false_claim)
        self.stage.back(1, self._come_back)

    def _ring(self, turn: int) -> None:
        """Four firms within two per cent of each other, each winning in its turn."""
        found = self.market.find("S08" if turn % 2 else "S51") or self.market.find("S51")
        if found is None:
            return
        site, need = found
        usual = prices.usual_price(self.world.item(need[1]), site.plan.million) * 1.18
        order = [RING[(turn + place) % 4] for place in range(4)]
        quotes = tuple(round(usual * share) for share in RING_SPREAD)
        fate = Fate(prompt=turn == len(RING_DAYS) - 1)
        self.market.ask(site, need, fate, field=tuple(order), quotes=quotes)

    def _late(self, turn: int) -> None:
        """The cheapest environmental assessor, and half of its reports come too late."""
        found = self.market.find("S15")
        if found is None:
            return
        site, need = found
        usual = prices.usual_price(self.world.item("S15"), site.plan.million)
        rivals = [key for key in self.world.able("S15", site.plan.area) if key != LATE][:3]
        quotes = tuple(round(usual * share) for share in (0.78, 0.97, 1.02, 1.06))
        late = turn % 2 == 0
        fate = Fate(lateness=1.65 if late else 0.9, rated=(True, not late))
        asking = self.market.ask(site, need, fate, field=(LATE, *rivals), quotes=quotes)
        if turn == 2:
            grief = Grievance(
                self.world, lambda: self._contract(asking.request_id), Kind.LATE, "upheld",
                Measure.WARNING,
            )  # fmt: skip
            self.stage.wait(48, grief.file)

    def _faithful(self) -> None:
        """Always the same firm, always directly, whatever the work."""
        for item in ("S02", "S44", "S45"):
            found = self.market.find(item, FAITHFUL)
            if found is not None:
                self.market.ask(*found, Fate(rated=(True, False)), named=FAVOURITE)
                return

    def _false_claim(self) -> None:
        """A safety assessor signs for a visit that never was, and is expelled."""
        found = self.market.find("S40") or self.market.find("S42")
        if found is None:
            return
        site, need = found
        usual = prices.usual_price(self.world.item(need[1]), site.plan.million)
        rivals = self.world.able(need[1], site.plan.area)
        field = (EXPELLED, *[key for key in rivals if key != EXPELLED][:3])
        quotes = tuple(round(usual * share) for share in (0.8, 0.99, 1.03, 1.05))
        asking = self.market.ask(site, need, Fate(lateness=0.7), field=field, quotes=quotes)
        grief = Grievance(
            self.world, lambda: self._contract(asking.request_id), Kind.FALSE_CLAIM, "upheld",
            Measure.EXPULSION,
        )  # fmt: skip
        self.stage.wait(50, grief.file)

    def _contract(self, request_id: int) -> Contract | None:
        mine = select(Contract).where(Contract.request_id == request_id)
        return self.stage.session.scalars(mine).first()

    def _come_back(self) -> None:
        """The expelled firm under a new name: same representative, phone, bank and engineer."""
        old, names = self.world.cast.firms[EXPELLED], self.world.cast.names
        name_zh, name_en = _names(RETURNED, old.trade)
        new = replace(
            old,
            key=RETURNED,
            name_zh=name_zh,
            name_en=name_en,
            code=names.code(),
            entry="in_check",
            people=[old.people[0], names.person()],
        )
        Entry(self.world, new).begin()
