"""Tables of offers, keys, awards, objections, draws, auctions, evaluations and choices."""

from marketplace.selection.models.auctions import Auction, AuctionBid, AuctionBidder
from marketplace.selection.models.audits import DirectAudit
from marketplace.selection.models.choosing import Choice
from marketplace.selection.models.clarifications import Clarification
from marketplace.selection.models.draws import Draw, DrawEntry, DrawParty
from marketplace.selection.models.evaluating import Evaluation, OfferPlan, Score, Sheet
from marketplace.selection.models.keys import SealKey, SealShare, ShareKeeper
from marketplace.selection.models.offers import Award, Objection, Offer

__all__ = [
    "Auction",
    "AuctionBid",
    "AuctionBidder",
    "Award",
    "Choice",
    "Clarification",
    "DirectAudit",
    "Draw",
    "DrawEntry",
    "DrawParty",
    "Evaluation",
    "Objection",
    "Offer",
    "OfferPlan",
    "Score",
    "SealKey",
    "SealShare",
    "ShareKeeper",
    "Sheet",
]
