"""Taking procurement history in."""

from marketplace.opendata.operations.taking import Outcome, take_in

__all__ = ["Outcome", "take_in"]
