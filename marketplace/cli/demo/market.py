"""What the days bring: projects enter the library, and their owners ask for the next work."""

from collections import Counter
from random import Random

from marketplace.cli.demo import fates, prices
from marketplace.cli.demo.asking import Asking
from marketplace.cli.demo.fates import Fate
from marketplace.cli.demo.owners import ProjectPlan
from marketplace.cli.demo.wishes import Wish
from marketplace.cli.demo.world import Site, World
from marketplace.core.money import Money
from marketplace.projects import operations

# The work most projects need: asked for often, so that bands of price and time can be shown.
USUAL = "S02 S04 S07 S08 S15 S17 S28 S29 S31 S35 S39 S44 S45 S47 S48 S51"
COMMON = frozenset(USUAL.split())
DAILY = 0.17
ENOUGH = 8  # requests for one item, to have five contracts behind it
REACH = 9


class Market:
    """Chooses work; the same need is asked for once."""

    def __init__(self, world: World, scale: float) -> None:
        self.world, self.stage, self.scale = world, world.stage, scale
        self.rng: Random = world.stage.rng
        self.reserved_owners: set[str] = set()
        self.kept: set[tuple[str, str]] = set()  # owner and item that a show will ask for
        self.asked: Counter[str] = Counter()

    def enter(self, plan: ProjectPlan) -> None:
        """Put a project into the library, and its matters on its list."""
        world = self.world
        act = world.act_as(plan.owner)
        terms = operations.Terms(
            code=plan.code,
            name=plan.name,
            area_id=world.cast.areas[plan.area],
            address=plan.name.partition(" (")[0],
            kind=plan.kind,
            investment=Money(plan.million * prices.MILLION * prices.YUAN, "CNY"),
        )
        project = operations.enter(act, None, terms=terms)
        self.stage.session.flush()
        matters = [world.matter_ids[code] for code in plan.matters]
        operations.pick(act, project, matter=matters)
        needs = [(m, item) for m in plan.matters for item in world.wanted.get(m, ())]
        world.sites.append(Site(project.id, plan, list({i: (m, i) for m, i in needs}.values())))

    def day(self) -> None:
        """Some days nobody asks, some days two do."""
        for _ in range(2):
            if self.rng.random() < DAILY * self.scale / 2:
                self.ask_something()

    def ask_something(self, fate: Fate | None = None) -> None:
        choice = self.choose()
        if choice is not None:
            site, need = choice
            self.ask(site, need, fate or fates.draw(self.rng))

    def choose(self) -> tuple[Site, tuple[str, str]] | None:
        """A project's next work, not always in order; common work first, until there is enough."""
        options = [
            (site, need)
            for site in self.world.sites
            if site.plan.owner not in self.reserved_owners
            for need in site.needs[:REACH]
            if (site.plan.owner, need[1]) not in self.kept
            and len(self.world.able(need[1], site.plan.area)) > 2
        ]
        if not options:
            return None
        weights = [12 if self._is_sought(need[1]) else 1 for _, need in options]
        return self.rng.choices(options, weights)[0]

    def _is_sought(self, item: str) -> bool:
        return item in COMMON and self.asked[item] < ENOUGH

    def spare(self) -> tuple[Site, tuple[str, str]] | None:
        """The first work of any project that three firms could do."""
        for site in self.world.sites:
            for need in site.needs:
                able = self.world.able(need[1], site.plan.area)
                if (site.plan.owner, need[1]) not in self.kept and len(able) > 2:
                    return site, need
        return None

    def ask(self, site: Site, need: tuple[str, str], fate: Fate, **more: object) -> Asking:
        """Begin a request; `more` are fields of the wish."""
        site.needs.remove(need)
        matter, item = need
        self.asked[item] += 1
        usual = prices.usual_price(self.world.item(item), site.plan.million)
        wish = Wish(site.plan.owner, site.id, item, matter, usual, fate)
        for name, value in more.items():
            setattr(wish, name, value)
        asking = Asking(self.world, wish)
        if fate.direct and not wish.named:
            wish.named = self._known_firm(site, item)
        with self.stage.apart(f"{site.plan.code}|{item}"):
            asking.draft()
        return asking

    def _known_firm(self, site: Site, item: str) -> str:
        able = [k for k in self.world.able(item, site.plan.area) if k not in self.world.reserved]
        return self.rng.choice(able) if able else ""

    def find(self, item: str, owner: str = "") -> tuple[Site, tuple[str, str]] | None:
        """A project, of this owner or of anybody, that still needs the work."""
        for site in self.world.sites:
            if owner and site.plan.owner != owner:
                continue
            if not owner and site.plan.owner in self.reserved_owners:
                continue
            for need in site.needs:
                kept = not owner and (site.plan.owner, item) in self.kept
                if need[1] == item and not kept:
                    return site, need
        return None
