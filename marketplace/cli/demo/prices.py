"""What work costs and how long it takes in this city, from the catalogue's planning values."""

from math import sqrt

from marketplace.core.money import Money
from marketplace.matters.models import ServiceItem

YUAN = 100
MILLION = 1_000_000
# How many units of the catalogue's price a usual job has, in yuan.
UNITS = {
    "万元/份": 10_000,
    "万元/项": 10_000,
    "万元/宗": 10_000,
    "元/㎡": 22_000,
    "元/㎡人防面积": 3_000,
    "元/点": 80,
    "元/台": 8,
    "%投资额": 400_000,
    "%中标价": 300_000,
    "%工程造价": 250_000,
    "%建安费": 250_000,
}
HARDER = {6: 0.8, 9: 0.85, 14: 0.9, 25: 1.0, 48: 1.1, 90: 1.25, 180: 1.45}
USUAL_SUPERVISION_DAYS = 60


def usual_price(item: ServiceItem, million: int) -> int:
    """Yuan for a project of so many million yuan."""
    low, high = float(item.price["low"]), float(item.price["high"])
    middle = sqrt(max(low, high / 12) * high)
    return round(middle * UNITS.get(item.price["unit"], 10_000) * HARDER[million])


def rounded(yuan: float) -> Money:
    """As people write prices: to the hundred."""
    return Money(max(round(yuan / 100), 5) * 100 * YUAN, "CNY")


def usual_days(item: ServiceItem) -> int:
    return item.days_typical or USUAL_SUPERVISION_DAYS
