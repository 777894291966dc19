"""Each show is begun on its day, for whoever still needs the work."""

from datetime import time
from functools import partial
from typing import Any

from marketplace.cli.demo import prices
from marketplace.cli.demo.griefs import grievances
from marketplace.cli.demo.market import Market
from marketplace.cli.demo.show import Show
from marketplace.cli.demo.shows import FIRM, PROTECTED, shows
from marketplace.cli.demo.world import Site, World

OPENING = time(8, 30)
NEW = 12  # working days
BEST, LOW_BEST = 0.8, 0.52  # of the usual price; the other two ask for about all of it and more
ONE_PACE = 0.95
OTHERS = (0.98, 1.15)
Found = tuple[Site, tuple[str, str]]


class Shows:
    def __init__(self, world: World, market: Market) -> None:
        self.world, self.market, self.stage = world, market, world.stage

    def plan(self) -> None:
        for show in shows():
            if show.owner:
                self.market.kept.add((show.owner, show.item))
            self.market.asked[show.item] += 1
            self.stage.back(show.days, partial(self._begin, show))
        for days, grievance in grievances(self.world):
            self.stage.back(days, grievance.file)

    def _begin(self, show: Show) -> None:
        found = self._find(show)
        if found is not None:
            self.market.ask(*found, show.fate, **self._more(show, *found))

    def _find(self, show: Show) -> Found | None:
        if not show.item:
            return self.market.choose()
        return self.market.find(show.item, show.owner) or self._anything(show)

    def _anything(self, show: Show) -> Found | None:
        """A small city may not need this work any more: then any work will do for what is new."""
        wanted = (show.method or show.low) and show.days < NEW
        return self.market.spare() if wanted else None

    def _more(self, show: Show, site: Site, need: tuple[str, str]) -> dict[str, Any]:
        """What its wish has besides."""
        usual = show.price or prices.usual_price(self.world.item(need[1]), site.plan.million)
        able = self.world.able(need[1], site.plan.area)
        more: dict[str, Any] = {"usual": usual, "method": show.method}
        if show.by_lot:
            more |= self._of_draw(show, able)
        elif show.auction:
            more |= self._of_auction(show, able, usual)
        elif show.by_firm or show.low:
            more |= _of_best(show, able, usual)
        return more

    def _of_auction(self, show: Show, able: list[str], usual: int) -> dict[str, Any]:
        """Where it can, the surveying firm is one of the bidders, so that its visitors may bid."""
        field = [k for k in (FIRM, *able) if k in able and (k == FIRM or k not in PROTECTED)]
        quotes = tuple(round(usual * share) for share in (1.06, 1.02, 1.1, 1.04))
        closes_at = self.stage.moment(self.stage.today, OPENING) if show.awaited else None
        more = {"field": tuple(dict.fromkeys(field))[:4], "quotes": quotes, "closes_at": closes_at}
        return more | {"auction": show.auction}

    def _of_draw(self, show: Show, able: list[str]) -> dict[str, Any]:
        """Whom the lot picks must not move what others do, so each would work at one pace."""
        free, show.fate.lateness = _free(able), ONE_PACE
        return {"by_lot": True, "excluded": free[0] if show.excludes and len(free) > 3 else ""}


def _of_best(show: Show, able: list[str], usual: int) -> dict[str, Any]:
    """The surveying firm, or the first that can, makes the best offer of three."""
    first = (FIRM,) if show.by_firm and FIRM in able else ()
    shares = (LOW_BEST if show.low else BEST, *OTHERS)
    quotes = tuple(round(usual * share) for share in shares)
    return {"field": (*first, *_free(able))[:3], "quotes": quotes}


def _free(able: list[str]) -> list[str]:
    return [key for key in able if key not in PROTECTED]
