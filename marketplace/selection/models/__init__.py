"""Tables of offers, keys, awards, objections, draws and auctions."""

from marketplace.selection.models.auctions import Auction, AuctionBid, AuctionBidder
from marketplace.selection.models.clarifications import Clarification
from marketplace.selection.models.draws import Draw, DrawEntry, DrawParty
from marketplace.selection.models.keys import SealKey, SealShare, ShareKeeper
from marketplace.selection.models.offers import Award, Objection, Offer

__all__ = [
    "Auction",
    "AuctionBid",
    "AuctionBidder",
    "Award",
    "Clarification",
    "Draw",
    "DrawEntry",
    "DrawParty",
    "Objection",
    "Offer",
    "SealKey",
    "SealShare",
    "ShareKeeper",
]
