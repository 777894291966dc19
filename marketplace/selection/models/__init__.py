"""Tables of offers, keys, awards, objections and draws."""

from marketplace.selection.models.draws import Draw, DrawEntry, DrawParty
from marketplace.selection.models.keys import SealKey, SealShare, ShareKeeper
from marketplace.selection.models.offers import Award, Objection, Offer

__all__ = [
    "Award",
    "Draw",
    "DrawEntry",
    "DrawParty",
    "Objection",
    "Offer",
    "SealKey",
    "SealShare",
    "ShareKeeper",
]
