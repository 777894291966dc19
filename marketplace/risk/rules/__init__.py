"""Signals as pure functions: figures in, a `Reading` out. They never raise on positive prices."""

from marketplace.claims.rules import plain
from marketplace.core.packing import pack, unpack
from marketplace.risk.rules.bands import BAND, price_against_band
from marketplace.risk.rules.changing import GROWN, OFTEN, contract_changed_often, contract_grown
from marketplace.risk.rules.duty import CHARGED, owner_charged
from marketplace.risk.rules.families import (
    FAMILIES,
    FAMILY_NAMES,
    GRADES,
    NAMES,
    STRENGTHS,
    grade,
    limit,
    written,
)
from marketplace.risk.rules.identity import SHARED, Identity, Kind, pair_score, shared_identity
from marketplace.risk.rules.leads import (
    answer_pattern,
    claim_pattern,
    counts_since,
    effect,
    is_ring,
    is_unheard,
    number,
    report_pattern,
    ring_pattern,
)
from marketplace.risk.rules.lots import Lot, Peers, is_measured, one_each, peers_of, screen
from marketplace.risk.rules.prices import DISTANCE, VARIATION, relative_distance, variation
from marketplace.risk.rules.readings import Offer, Reading, ReadingState, Screen
from marketplace.risk.rules.ties import EQUAL, STEPPED, equal_offers, stepped_offers

# By kind: the formula and the false positives of a stored reading.
SCREENS = {
    screen.kind: screen
    for screen in (VARIATION, DISTANCE, EQUAL, STEPPED, SHARED, BAND, CHARGED, GROWN, OFTEN)
}

__all__ = [
    "CHARGED",
    "FAMILIES",
    "FAMILY_NAMES",
    "GRADES",
    "NAMES",
    "SCREENS",
    "STRENGTHS",
    "Identity",
    "Kind",
    "Lot",
    "Offer",
    "Peers",
    "Reading",
    "ReadingState",
    "Screen",
    "answer_pattern",
    "claim_pattern",
    "contract_changed_often",
    "contract_grown",
    "counts_since",
    "effect",
    "equal_offers",
    "grade",
    "is_measured",
    "is_ring",
    "is_unheard",
    "limit",
    "number",
    "one_each",
    "owner_charged",
    "pack",
    "pair_score",
    "peers_of",
    "plain",
    "price_against_band",
    "relative_distance",
    "report_pattern",
    "ring_pattern",
    "screen",
    "shared_identity",
    "stepped_offers",
    "unpack",
    "variation",
    "written",
]
