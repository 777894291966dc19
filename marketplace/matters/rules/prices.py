"""The units of the catalogue's planning prices, in words."""

from collections.abc import Mapping

from marketplace.core.texts import Text, say

UNITS: Mapping[str, Text] = {
    "万元/份": say("ten thousand yuan per report"),
    "万元/项": say("ten thousand yuan per job"),
    "万元/宗": say("ten thousand yuan per plot"),
    "元/㎡": say("yuan per m²"),
    "元/㎡人防面积": say("yuan per m² of air-defence area"),
    "元/点": say("yuan per test point"),
    "元/台": say("yuan per machine"),
    "%投资额": say("percent of the investment"),
    "%中标价": say("percent of the winning price"),
    "%工程造价": say("percent of the cost of the works"),
    "%建安费": say("percent of the cost of building and installing"),
}


def range_of(price: Mapping[str, object]) -> str:
    """The two ends, or "" where the catalogue plans no price."""
    low, high = price["low"], price["high"]
    return f"{low:g}–{high:g}" if high else ""


def unit_of(price: Mapping[str, object]) -> str:
    """A unit we have words for; any other as the catalogue writes it."""
    unit = str(price["unit"])
    return UNITS.get(unit, unit)
