"""What waits at the desks of the demo accounts this morning, and one of each rare course."""

from dataclasses import dataclass
from datetime import time
from functools import partial

from marketplace.cli.demo import prices, stories
from marketplace.cli.demo.fates import Fate
from marketplace.cli.demo.judging import Grievance, some_contract
from marketplace.cli.demo.market import Market
from marketplace.cli.demo.world import Site, World
from marketplace.complaints.states import Kind, Measure
from marketplace.requests.states import AuctionForm, Method

FIRM = stories.VISITORS
OPENING = time(8, 30)
COMPANY, BODY = "company0", "body1"
PROTECTED = frozenset({FIRM, *stories.RING, stories.LATE, stories.EXPELLED, stories.FAVOURITE})


@dataclass(frozen=True)
class Show:
    """A request begun so many working days ago; `owner` and `item` may be anybody's, anything."""

    days: int
    fate: Fate
    item: str = ""
    owner: str = ""
    by_firm: bool = False  # FIRM makes the best offer
    by_lot: bool = False
    auction: AuctionForm | None = None
    method: Method | None = None
    awaited: bool = False  # its sign-up closed this morning: the worker opens and announces it
    excludes: bool = False  # one able firm stands aside for a conflict of interest


def _fate(*stops: str, **more: object) -> Fate:
    fate = Fate(prompt=True, stops=frozenset(stops))
    for name, value in more.items():
        setattr(fate, name, value)
    return fate


def shows() -> tuple[Show, ...]:
    """Made anew for each play, for a fate is used up."""
    return (
        *_of_the_accounts(),
        *_for_the_offices(),
        *_by_lot(),
        *_by_bids(),
        *_by_merit(),
        *_of_long_ago(),
    )


def _of_the_accounts() -> tuple[Show, ...]:
    return (
        # The company: from a draft to a rating.
        Show(1, _fate("submit"), "S29", COMPANY),
        Show(4, _fate("correct", given_back=True), "S28", COMPANY),
        Show(2, _fate(), "S47", COMPANY),
        Show(8, _fate(objection="waiting"), "S31", COMPANY),
        Show(10, _fate("owner_confirms"), "S51", COMPANY, by_firm=True),
        Show(
            17,
            _fate("answer", takes=6, parts=2, change="agreed"),
            "S08",
            COMPANY,
            by_firm=True,
        ),
        Show(19, _fate("owner_rates", takes=6), "S07", COMPANY, by_firm=True),
        # The hospital: an open request, a delivery to accept, one let go by.
        Show(1, _fate("submit"), "S31", BODY),
        Show(2, _fate(), "S48", BODY),
        Show(19, _fate("answer", takes=8), "S15", BODY),
        # The surveying firm: to sign, to deliver, to mend, late, before the regulator.
        Show(11, _fate("firm_confirms"), "S08", by_firm=True),
        Show(14, _fate("deliver"), "S51", by_firm=True),
        Show(22, _fate("mend", takes=8, returns=1), "S08", by_firm=True),
        Show(34, _fate("rule", takes=6, returns=3), "S07", by_firm=True),
        Show(2, _fate(bidders=(1, 4)), "S07"),
        Show(2, _fate(bidders=(0, 4)), "S08"),
        Show(3, _fate(bidders=(4, 4)), "S51"),
    )


def _for_the_offices() -> tuple[Show, ...]:
    """Objections passed on, contracts that are late, requests to check."""
    return (
        Show(14, _fate(objection="escalated"), "S08"),
        Show(14, _fate(objection="escalated"), "S15"),
        Show(9, _fate(objection="answered"), "S51"),
        Show(60, _fate("deliver"), "S45"),
        Show(1, _fate("check"), "S35"),
        Show(2, _fate("check"), "S39"),
        Show(2, _fate("check"), "S04"),
    )


def _by_lot() -> tuple[Show, ...]:
    """Draws: sign-up runs, just drawn with a firm standing aside, under contract, noticed again."""
    return (
        Show(2, _fate(bidders=(3, 4)), "S45", by_lot=True),
        Show(6, _fate(bidders=(5, 4)), "S31", by_lot=True, excludes=True),
        Show(7, _fate(bidders=(6, 4)), "S08", by_lot=True),
        Show(40, _fate(bidders=(5, 4)), "S51", by_lot=True),
        Show(75, _fate(bidders=(1, 4)), "S07", by_lot=True),
        Show(130, _fate(bidders=(6, 4)), "S15", by_lot=True, excludes=True),
    )


def _by_bids() -> tuple[Show, ...]:
    """Auctions: about to begin, ended with objections possible, in rounds and under contract."""
    return (
        Show(6, _fate(bidders=(4, 4)), "S07", auction=AuctionForm.SOFT_CLOSE, awaited=True),
        Show(6, _fate(bidders=(4, 4)), "S15", auction=AuctionForm.SOFT_CLOSE),
        Show(45, _fate(bidders=(4, 4)), "S45", auction=AuctionForm.ROUNDS),
    )


def _by_merit() -> tuple[Show, ...]:
    """Open, being scored, scored; a short list drawn, one picked from; the mean price."""
    merit, credit = Method.MERIT, Method.CREDIT_MERIT
    return (
        Show(2, _fate(bidders=(3, 4)), "S08", method=merit),
        Show(5, _fate("score", bidders=(4, 4)), "S51", method=merit),
        Show(8, _fate(bidders=(4, 4)), "S07", method=merit),
        Show(8, _fate(bidders=(4, 4)), "S15", method=Method.MERIT_PRICE),
        Show(5, _fate("pick", bidders=(6, 4)), "S08", method=credit, by_lot=True),
        Show(9, _fate(bidders=(6, 4)), "S51", method=credit, by_lot=True),
        Show(8, _fate(bidders=(4, 4)), "S08", method=Method.AVERAGE_PRICE),
    )


def _of_long_ago() -> tuple[Show, ...]:
    """One of each rare course."""
    return (
        Show(250, _fate(given_back=True)),
        Show(245, _fate(withdrawn=True)),
        Show(240, _fate(revised=True)),
        Show(235, _fate(bidders=(2, 4))),
        Show(230, _fate(bidders=(1, 1))),
        Show(225, _fate(objection="settled")),
        Show(220, _fate(objection="upheld")),
        Show(215, _fate(objection="dismissed")),
        Show(210, _fate(objection="silent")),
        Show(205, _fate("owner_confirms")),
        Show(200, _fate("firm_confirms", "owner_confirms")),
        Show(190, _fate(returns=3, ruling="accepted")),
        Show(185, _fate(returns=3, ruling="returned")),
        Show(180, _fate(ended=True)),
        Show(175, _fate(silent=True)),
        Show(170, _fate(direct=True)),
        Show(16, _fate(bidders=(1, 1))),
    )


def grievances(world: World) -> tuple[tuple[int, Grievance], ...]:
    """Complaints in every state, by the working day on which they are filed."""

    def about(department: str, kind: Kind, outcome: str, *measure: object) -> Grievance:
        pick = some_contract(world, department, PROTECTED)
        return Grievance(world, pick, kind, outcome, *measure)  # type: ignore[arg-type]

    return (
        (1, about("NR", Kind.EXTRA_FEE, "filed")),
        (3, about("NR", Kind.QUALITY, "accepted")),
        (9, about("NR", Kind.LATE, "answered")),
        (7, about("EE", Kind.QUALITY, "answered")),
        (1, about("EE", Kind.LATE, "filed")),
        (15, about("HC", Kind.QUALITY, "extended")),
        (45, about("HC", Kind.QUALITY, "upheld", Measure.SUSPENSION, 6)),
        (170, about("HC", Kind.EXTRA_FEE, "upheld", Measure.SUSPENSION, 1)),
        (110, about("NR", Kind.QUALITY, "upheld", Measure.NONE)),
        (90, about("EE", Kind.LATE, "dismissed")),
        (130, about("NR", Kind.EXTRA_FEE, "refused")),
        (70, about("HC", Kind.LATE, "withdrawn")),
        (150, about("DRC", Kind.LATE, "upheld", Measure.WARNING)),
        (60, Grievance(world, some_contract(world, "HC", PROTECTED), Kind.UNPAID, "dismissed",
                       by_firm=True)),
    )  # fmt: skip


class Shows:
    def __init__(self, world: World, market: Market) -> None:
        self.world, self.market, self.stage = world, market, world.stage

    def plan(self) -> None:
        for show in shows():
            if show.owner:
                self.market.kept.add((show.owner, show.item))
            self.stage.back(show.days, partial(self._begin, show))
        for days, grievance in grievances(self.world):
            self.stage.back(days, grievance.file)

    def _begin(self, show: Show) -> None:
        if not show.item:
            self.market.ask_something(show.fate)
            return
        found = self.market.find(show.item, show.owner) or self._anything(show)
        if found is None:
            return
        if show.by_lot:
            self._begin_draw(found, show)
        elif show.auction:
            self._begin_auction(found, show)
        elif show.by_firm:
            self._begin_for_the_firm(found, show)
        else:
            self.market.ask(*found, show.fate, method=show.method)

    def _anything(self, show: Show) -> tuple[Site, tuple[str, str]] | None:
        """A small city may not need this work any more: then any work will do for a method."""
        return self.market.spare() if show.method else None

    def _begin_for_the_firm(self, found: tuple[Site, tuple[str, str]], show: Show) -> None:
        site, need = found
        usual = prices.usual_price(self.world.item(need[1]), site.plan.million)
        rivals = [k for k in self.world.able(need[1], site.plan.area) if k not in PROTECTED]
        quotes = tuple(round(usual * share) for share in (0.8, 0.98, 1.15))
        self.market.ask(site, need, show.fate, field=(FIRM, *rivals[:2]), quotes=quotes)

    def _begin_auction(self, found: tuple[Site, tuple[str, str]], show: Show) -> None:
        """Where it can, the surveying firm is one of the bidders, so that its visitors may bid."""
        site, need = found
        able = self.world.able(need[1], site.plan.area)
        field = [k for k in (FIRM, *able) if k in able and (k == FIRM or k not in PROTECTED)]
        usual = prices.usual_price(self.world.item(need[1]), site.plan.million)
        quotes = tuple(round(usual * share) for share in (1.06, 1.02, 1.1, 1.04))
        closes_at = self.stage.moment(self.stage.today, OPENING) if show.awaited else None
        more = {"field": tuple(dict.fromkeys(field))[:4], "quotes": quotes, "closes_at": closes_at}
        self.market.ask(site, need, show.fate, auction=show.auction, **more)

    def _begin_draw(self, found: tuple[Site, tuple[str, str]], show: Show) -> None:
        site, need = found
        able = [k for k in self.world.able(need[1], site.plan.area) if k not in PROTECTED]
        aside = able[0] if show.excludes and len(able) > 3 else ""
        self.market.ask(site, need, show.fate, by_lot=True, method=show.method, excluded=aside)
