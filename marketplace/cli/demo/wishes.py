"""What an owner of the demo asks for, and how he writes it down."""

from dataclasses import dataclass
from datetime import datetime

from marketplace.cli.demo import prices, wording
from marketplace.cli.demo.fates import Fate
from marketplace.cli.demo.world import World
from marketplace.core.money import Money
from marketplace.matters.models import ServiceItem
from marketplace.projects.models import Project
from marketplace.requests.operations import Terms
from marketplace.requests.states import AuctionForm, Method


@dataclass
class Wish:
    """What an owner is about to ask for; `usual` is the price in yuan that people expect."""

    owner: str
    project_id: int
    item: str
    matter: str
    usual: int
    fate: Fate
    named: str = ""  # the firm of a direct selection
    field: tuple[str, ...] = ()  # the only firms that will offer, with `quotes` if given
    quotes: tuple[int, ...] = ()  # yuan
    by_lot: bool = False  # one of those who sign up is drawn, at a fixed price
    method: Method | None = None  # where no other field says it
    auction: AuctionForm | None = None  # those who sign up bid against each other
    closes_at: datetime | None = None  # when the owner wants sign-up to close
    excluded: str = ""  # a firm that may not take part, for a conflict of interest


def terms_of(world: World, wish: Wish, item: ServiceItem, project: Project) -> Terms:
    rng, direct = world.stage.rng, bool(wish.named)
    name = project.name.partition(" (")[0]
    return Terms(
        title=f"{name}：{item.name_zh}",
        scope=wording.scope(item.name_zh, name),
        deliverable="；".join(item.deliverables),
        acceptance_test=wording.ACCEPTANCE,
        budget=_money(wish, 1.0) if rng.random() < 0.7 else None,
        ceiling=_money(wish, 1.25),
        days_wanted=prices.usual_days(item),
        closes_at=wish.closes_at,
        direct_firm=world.cast.firms[wish.named].code if direct else "",
        direct_reason=rng.choice(wording.DIRECT) if direct else "",
        agreed_price=_money(wish, 0.97) if direct or wish.by_lot else None,
        method=_method(wish),
        auction_form=wish.auction,
    )


def _method(wish: Wish) -> Method:
    if wish.named:
        return Method.DIRECT
    if wish.method:
        return wish.method
    if wish.auction:
        return Method.AUCTION
    return Method.RANDOM if wish.by_lot else Method.SEALED_PRICE


def _money(wish: Wish, share: float) -> Money:
    return prices.rounded(wish.usual * share)
