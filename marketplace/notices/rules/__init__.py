"""Which fact is told to whom, in which words."""

from marketplace.notices.rules.shape import Rule, Whom, decoded, encoded, places
from marketplace.notices.rules.table import TOLD

__all__ = ["TOLD", "Rule", "Whom", "decoded", "encoded", "places"]
