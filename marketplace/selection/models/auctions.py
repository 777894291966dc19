"""Tables of reverse auctions: how one stands, who bids under which number, and every bid."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Organisation
from marketplace.core.database import Row
from marketplace.core.money import Money
from marketplace.core.transparency.models import guard
from marketplace.requests.models import Request
from marketplace.requests.states import AuctionForm
from marketplace.selection.models.offers import Offer
from marketplace.selection.states import AuctionState


class Auction(Row):
    """One auction of a request: its figures, and how it stands. Amounts are in minor units."""

    __tablename__ = "auctions"
    __table_args__ = (
        CheckConstraint("step_minor > 0", name="step"),
        CheckConstraint("lowest_minor > 0", name="lowest"),
        Index("ix_auctions_state_starts", "state", "starts_at"),
    )

    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), unique=True)
    form: Mapped[AuctionForm]
    state: Mapped[AuctionState] = mapped_column(default=AuctionState.ANNOUNCED)
    rounds: Mapped[int] = mapped_column(default=0)
    currency: Mapped[str] = mapped_column(String(3))
    step_minor: Mapped[int]
    lowest_minor: Mapped[int]  # what a bid must beat where it is open
    leader_id: Mapped[int | None]  # the bidder who offers it
    last_seq: Mapped[int] = mapped_column(default=0)
    extensions: Mapped[int] = mapped_column(default=0)
    most_extensions: Mapped[int]
    extension_minutes: Mapped[int]
    drop_percent: Mapped[int]
    announced_at: Mapped[datetime]
    starts_at: Mapped[datetime]  # as announced; once it runs, when it began
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    digest: Mapped[str | None] = mapped_column(String(64))  # of auction.json as it ended
    request: Mapped[Request] = relationship()
    bidders: Mapped[list["AuctionBidder"]] = relationship(order_by="AuctionBidder.label")

    def money(self, minor: int) -> Money:
        return Money(minor, self.currency)

    @property
    def step(self) -> Money:
        return self.money(self.step_minor)

    @property
    def lowest(self) -> Money:
        return self.money(self.lowest_minor)

    def public_record(self) -> dict[str, Any]:
        """Numbers, never names; the digest stands for every bid."""
        return {
            "request": self.request_id,
            "form": self.form,
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "step": self.step_minor,
            "first_prices": {str(one.label): one.first_minor for one in self.bidders},
            "bids": self.last_seq,
            "digest": self.digest,
        }


class AuctionBidder(Row):
    """A firm whose sign-up counted, the number it bids under, and what lay in its envelope."""

    __tablename__ = "auction_bidders"
    __table_args__ = (
        UniqueConstraint("auction_id", "firm_id"),
        UniqueConstraint("auction_id", "label"),
        CheckConstraint("first_minor > 0", name="first"),
    )

    auction_id: Mapped[int] = mapped_column(ForeignKey("auctions.id"))
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id"), unique=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    label: Mapped[int]
    first_minor: Mapped[int]
    signed_up_at: Mapped[datetime]
    days: Mapped[int]
    note: Mapped[str] = mapped_column(String(2000), default="")
    firm: Mapped[Organisation] = relationship()
    offer: Mapped[Offer] = relationship()


class AuctionBid(Row):
    """A bid that was accepted, in the order in which it was: it never changes."""

    __tablename__ = "auction_bids"
    __table_args__ = (
        UniqueConstraint("auction_id", "seq"),
        UniqueConstraint("auction_id", "bidder_id", "round"),
        UniqueConstraint("bidder_id", "token"),
        CheckConstraint("price_minor > 0", name="price"),
    )

    auction_id: Mapped[int] = mapped_column(ForeignKey("auctions.id"))
    seq: Mapped[int]
    bidder_id: Mapped[int] = mapped_column(ForeignKey("auction_bidders.id"))
    round: Mapped[int | None]  # none where the auction is open
    price_minor: Mapped[int]
    received_at: Mapped[datetime]
    token: Mapped[str] = mapped_column(String(64))  # of the form: sent twice it is one bid


for kind in (AuctionBidder, AuctionBid):
    event.listen(kind.__table__, "after_create", guard)
