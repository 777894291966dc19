"""How firms answer a request in the demo: some of those able, each at its price and hour."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select

from marketplace.cli.demo import lots, merits, prices
from marketplace.cli.demo.affair import Affair
from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.money import Money
from marketplace.directory import queries as directory
from marketplace.directory.models import Firm
from marketplace.directory.rules.standing import WORKING
from marketplace.requests.models import Request
from marketplace.requests.rules.details import WEIGHED
from marketplace.requests.states import State
from marketplace.selection import operations, queries

NOTE = "报价含踏勘、编制、评审修改及税费。"
LAST_MINUTES = timedelta(minutes=20)


def name(act: Act, request: Request) -> None:
    """The operator publishes a direct selection."""
    operations.name(act, request)


def gather(asking: Affair) -> None:
    """Have the bidders of this round answer before the closing."""
    request, wish, rng = asking.request, asking.wish, asking.stage.rng
    count = asking.fate.bidders[min(asking.round, 1)]
    field = list(wish.field) or able_now(asking, request)
    chosen = field if wish.field else rng.sample(field, min(count, len(field)))
    quotes = wish.quotes or tuple(_quote(asking, key) for key in chosen)
    for key, yuan in zip(chosen[:count] if wish.field else chosen, quotes, strict=False):
        _schedule(asking, key, yuan)


def able_now(asking: Affair, request: Request) -> list[str]:
    """Those the hall would let in today."""
    world, session = asking.world, asking.stage.session
    assert request.item_id is not None  # noqa: S101 (the demo asks for nothing else)
    matching = directory.matching(session, request.item_id, request.area_id)
    keys = [world.keys[firm] for firm in matching]
    out = {*world.reserved, asking.wish.excluded}
    return [key for key in keys if key not in out]


def _quote(asking: Affair, key: str) -> int:
    level = asking.world.cast.firms[key].level
    return round(asking.wish.usual * level * asking.stage.rng.uniform(0.86, 1.14))


def _schedule(asking: Affair, key: str, yuan: int) -> None:
    request, stage = asking.request, asking.stage
    assert request.closes_at is not None  # noqa: S101 (it is open)
    left = min(request.closes_at, stage.end) - LAST_MINUTES - stage.now
    moment = stage.now + left * stage.rng.uniform(0.05, 1)
    stage.at(moment, partial(_offer, asking, key, prices.rounded(yuan)))


def _offer(asking: Affair, key: str, price: Money) -> None:
    request, rng = asking.request, asking.stage.rng
    if request.state is not State.OPEN or not may_work(asking, key):
        return
    if asking.wish.by_lot:
        lots.sign_up(asking, key)
        return
    ceiling = request.ceiling
    if ceiling is not None and price > ceiling:
        price = prices.rounded(ceiling.minor / prices.YUAN * rng.uniform(0.9, 0.99))
    plan = asking.world.cast.firms[key]
    days = max(1, round((request.days_wanted or 10) * rng.uniform(0.85, 1.0)))
    plan_text = merits.PLAN if request.method in WEIGHED else ""
    terms = operations.Terms(price, days, NOTE, all_included=True, plan=plan_text)
    act = asking.world.act_as(key)
    offer = operations.offer(act, request, terms=terms, device=plan.device)
    if not asking.wish.field and rng.random() < 0.05:
        better = replace(terms, price=_less(price))
        operations.replace(act, offer, terms=better, device=plan.device)
    elif not asking.wish.field and rng.random() < 0.02:
        operations.withdraw(act, offer)


def may_work(asking: Affair, key: str) -> bool:
    """A firm suspended since the notice knows better than to try."""
    mine = Firm.organisation_id == asking.world.cast.actors[key].organisation_id
    return asking.stage.session.scalar(select(Firm.standing).where(mine)) in WORKING


def _less(price: Money) -> Money:
    return prices.rounded(price.minor / prices.YUAN * 0.97)


def later_closing(asking: Affair) -> datetime:
    """Two working days more than now, at the end of office, and never earlier than before."""
    stage, before = asking.stage, asking.request.closes_at
    today = stage.now.astimezone(stage.zone).date()
    day = calendars.current(stage.session).after(today, 3)
    later = stage.moment(day, stage.office_end)
    return max(later, before) if before else later


def confirm_all(asking: Affair) -> None:
    """Most of those who offered for the old terms confirm for the new ones."""
    request = asking.request
    for offer in queries.sealed(asking.stage.session, request):
        key, yuan = (
            asking.world.keys[offer.firm_id],
            _quote(asking, asking.world.keys[offer.firm_id]),
        )
        days = max(1, request.days_wanted or 10)
        terms = operations.Terms(prices.rounded(yuan), days, NOTE, all_included=True)
        if request.ceiling is None or terms.price <= request.ceiling:
            operations.replace(asking.world.act_as(key), offer, terms=terms)


def some_firm(asking: Affair) -> str:
    """Any firm that may do it now; "" if there is none."""
    able = able_now(asking, asking.request)
    return able[0] if able else ""
