"""Every read of signals, and of what they are computed from."""

from marketplace.risk.queries.figures import band_prices, charged, identities, offers, peers, users
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
from marketplace.risk.queries.leads import (
    about,
    checks_behind,
    lead,
    leads,
    of_pattern,
    praise,
    regulator_for,
    reported_by,
    unanswered,
)

__all__ = [
    "Filters",
    "about",
    "band_prices",
    "charged",
    "checks_behind",
    "evidence",
    "firm_of",
    "firms_of",
    "get",
    "identities",
    "lead",
    "leads",
    "listed",
    "of_firm",
    "of_pattern",
    "of_request",
    "offers",
    "peers",
    "praise",
    "regulator_for",
    "reported_by",
    "unanswered",
    "users",
]
