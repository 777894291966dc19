"""Every change of the catalogue."""

from marketplace.matters.operations.bands import Band, set_band
from marketplace.matters.operations.intake import take_in

__all__ = ["Band", "set_band", "take_in"]
