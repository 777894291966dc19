"""Pages of the desk; importing the parts registers their routes."""

from marketplace.desk.views import (
    areas,
    calendars,
    helping,
    home,
    machinery,
    mine,
    owners,
    rulesets,
    settings,
)
from marketplace.desk.views.door import bp

__all__ = [
    "areas",
    "bp",
    "calendars",
    "helping",
    "home",
    "machinery",
    "mine",
    "owners",
    "rulesets",
    "settings",
]
