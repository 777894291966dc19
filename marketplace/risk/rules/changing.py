"""A contract that grew, or that changed too often, after its price had won."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from marketplace.core.texts import say
from marketplace.risk.rules.readings import Reading, Screen, flagged_if, percent

GROWN = Screen(
    "contract_grown",
    1,
    say(
        "(price as it stands - first price) / first price, once both sides have signed a change."
        " Flagged above the share that the rule set of the contract names (10% when written)."
    ),
    say(
        "The owner wanted more work; the site or the law asked for more. Read cause and scope of"
        " the change orders, and compare with what other offers would have cost."
    ),
)
OFTEN = Screen(
    "contract_changed_often",
    1,
    say(
        "The most change orders signed within the days that the rule set of the contract names (90"
        " calendar days when written). Flagged from the number it names (2 when written)."
    ),
    say(
        "Two small extensions for weather, or one change that corrects a slip of the one before."
        " Read the causes first."
    ),
)


def contract_grown(first: int, now: int, most_percent: int, orders: Sequence[str]) -> Reading:
    """`first` and `now` in minor units of one currency; `orders` are the ids of the changes."""
    share = (now - first) / first
    is_grown = 100 * (now - first) > most_percent * first
    text = say(
        "The price stands at %(share)s of the first price after %(n)s changes.",
        share=percent(now / first),
        n=len(orders),
    )
    return replace(
        GROWN.read(flagged_if(is_grown), len(orders), text),
        value=share,
        threshold=most_percent / 100,
        evidence=tuple(orders) if is_grown else (),
    )


def contract_changed_often(
    agreed: Sequence[datetime], days: int, watched: int, orders: Sequence[str]
) -> Reading:
    """`agreed` are the moments of the changes; days are calendar days."""
    most = most_within(agreed, timedelta(days=days))
    text = say("%(n)s changes were agreed within %(days)s calendar days.", n=most, days=days)
    return replace(
        OFTEN.read(flagged_if(most >= watched), len(agreed), text),
        value=float(most),
        threshold=float(watched),
        evidence=tuple(orders) if most >= watched else (),
    )


def most_within(moments: Sequence[datetime], span: timedelta) -> int:
    """The most of them that lie within one such span, its ends among it."""
    return max((sum(0 <= (b - a) / span <= 1 for b in moments) for a in moments), default=0)
