"""The demo hall: a city that does not exist, and eighteen months of its life."""

import gc

from sqlalchemy.orm import Session

from marketplace.cli.demo.lots import witnessed
from marketplace.cli.demo.payments import stand_in
from marketplace.cli.demo.play import play
from marketplace.core import calendars, clock
from marketplace.core.config import Config
from marketplace.files.backend import together

SELDOM = 400_000  # new objects between two looks for garbage; the play makes many that live on


def fill_hall(session: Session, config: Config, scale: float = 1.0) -> list[str]:
    """Fill an empty demo hall up to this morning; gives what the hall refused on the way."""
    calendars.set_zone(config.zone)
    today = clock.now().astimezone(calendars.zone()).date()
    thresholds = gc.get_threshold()
    gc.set_threshold(SELDOM)
    try:
        with together(), witnessed(config.data), stand_in(config) as book:
            return play(session, today, scale, book).refused
    finally:
        gc.set_threshold(*thresholds)
