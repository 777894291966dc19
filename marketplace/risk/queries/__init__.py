"""Every read of signals, and of what they are computed from."""

from marketplace.risk.queries.figures import band_prices, identities, offers, peers, users
from marketplace.risk.queries.finding import (
    Filters,
    evidence,
    firm_of,
    firms_of,
    get,
    listed,
    of_firm,
    of_request,
)

__all__ = [
    "Filters",
    "band_prices",
    "evidence",
    "firm_of",
    "firms_of",
    "get",
    "identities",
    "listed",
    "of_firm",
    "of_request",
    "offers",
    "peers",
    "users",
]
