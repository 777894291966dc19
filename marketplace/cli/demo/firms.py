"""The plan of the firms: who they are, how they work, when they came to the hall."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from random import Random

from marketplace.cli.demo.city import AREAS, ROADS
from marketplace.cli.demo.names import TOWNS, Names, pick_some
from marketplace.cli.demo.trades import TRADES, Trade

HOME_SHARE = 0.75
LEAST = {"survey": 9, "eia": 6}


@dataclass
class FirmPlan:
    """`level`: its prices, 1 is usual; `punctual`: share of the days it takes; `skill`: 1 to 5."""

    key: str
    trade: Trade
    name_zh: str
    name_en: str
    code: str
    legal: str
    phone: str
    address: str
    areas: tuple[str, ...]
    items: tuple[str, ...]
    size: int
    level: float
    punctual: float
    skill: float
    entry: str = "admitted"  # or in_check, returned, refused, draft
    bank: str = ""
    device: str = ""
    people: list[str] = field(default_factory=list)
    licences: dict[str, str] = field(default_factory=dict)


def plan_firms(names: Names, rng: Random, scale: float) -> list[FirmPlan]:
    """About 150 at full scale; always enough of each trade for a request to succeed."""
    plans = []
    for trade in TRADES:
        least = min(trade.count, LEAST.get(trade.key, 4))
        for number in range(max(least, round(trade.count * scale))):
            plans.append(_firm(names, rng, trade, f"{trade.key}{number}"))
    return plans


def _firm(names: Names, rng: Random, trade: Trade, key: str) -> FirmPlan:
    town_zh, town_en = TOWNS[0] if rng.random() < HOME_SHARE else rng.choice(TOWNS[1:])
    brand_zh, brand_en = names.brand()
    size = rng.choices((1, 2, 3), (5, 3, 1))[0]
    form_zh, form_en = ("有限责任公司", "Ltd.") if size == 1 else ("有限公司", "Co., Ltd.")
    main, *others = trade.items
    codes = [area[0] for area in AREAS]
    return FirmPlan(
        key=key,
        trade=trade,
        name_zh=f"{town_zh}{brand_zh}{trade.zh}{form_zh}",
        name_en=f"{town_en} {brand_en} {trade.en} {form_en}",
        code=names.code(),
        legal=names.person(),
        phone=names.phone(),
        address=address(rng),
        areas=tuple(pick_some(rng, codes, 1 + size, len(codes))),
        items=(main, *pick_some(rng, others, min(len(others), size), len(others))),
        size=size,
        level=rng.uniform(0.74, 1.18),
        punctual=rng.choices((0.78, 0.9, 0.98, 1.12), (5, 6, 3, 1))[0],
        skill=rng.choices((4.7, 4.2, 3.6, 2.8), (4, 5, 3, 1))[0],
        bank=mark(f"bank {key}"),
        device=mark(f"device {key}"),
        people=[names.person() for _ in range(size + 1)],
    )


def mark(text: str) -> str:
    """What the hall keeps of a bank account or of a device: a hash."""
    return sha256(text.encode()).hexdigest()


def address(rng: Random) -> str:
    return f"涪川市{rng.choice(AREAS)[1]}{rng.choice(ROADS)[0]}{rng.randint(3, 320)}号"


def of_trade(plans: list[FirmPlan], key: str) -> Iterator[FirmPlan]:
    return (plan for plan in plans if plan.trade.key == key)
