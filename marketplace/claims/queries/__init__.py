"""Every read of claim checks, and of what the answers rest on."""

from marketplace.claims.queries.finding import (
    Pattern,
    alike,
    by_firm,
    get,
    made_today,
    of_owner,
    patterns,
)
from marketplace.claims.queries.knowing import (
    MatterChoice,
    Telling,
    item_by_code,
    known,
    matter_by_code,
    matters,
)
from marketplace.claims.queries.naming import firm_named, firms_like, listed_firm

__all__ = [
    "MatterChoice",
    "Pattern",
    "Telling",
    "alike",
    "by_firm",
    "firm_named",
    "firms_like",
    "get",
    "item_by_code",
    "known",
    "listed_firm",
    "made_today",
    "matter_by_code",
    "matters",
    "of_owner",
    "patterns",
]
