"""One request of the demo that shows something: when it began, whose it is, what becomes of it."""

from dataclasses import dataclass

from marketplace.cli.demo.fates import Fate
from marketplace.requests.states import AuctionForm, Method


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
    low: bool = False  # the best offer is unusually low
    price: int = 0  # usual for it, in yuan; else as the catalogue has it
    excludes: bool = False  # one able firm stands aside for a conflict of interest


def fate(*stops: str, **more: object) -> Fate:
    """Everybody acts at once, but nobody takes these steps."""
    drawn = Fate(prompt=True, stops=frozenset(stops))
    for name, value in more.items():
        setattr(drawn, name, value)
    return drawn
