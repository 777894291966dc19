"""Every change of the catalogue."""

from marketplace.matters.operations.actuals import Actuals, book_actuals
from marketplace.matters.operations.bands import Band, set_band
from marketplace.matters.operations.confirming import confirm
from marketplace.matters.operations.intake import take_in

__all__ = ["Actuals", "Band", "book_actuals", "confirm", "set_band", "take_in"]
