"""Tables of offers, awards and objections. Firms are organisations here."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from marketplace.accounts.models import Organisation
from marketplace.core.database import Row
from marketplace.core.money import Money
from marketplace.requests.models import Request
from marketplace.selection.states import AwardState, ObjectionState, OfferState


class Offer(Row):
    """What a firm answers. Amount and note stay in the envelope until the opening."""

    __tablename__ = "offers"
    __table_args__ = (
        UniqueConstraint("request_id", "firm_id", "version"),
        Index(
            "uq_offers_one_sealed",
            "request_id",
            "firm_id",
            unique=True,
            sqlite_where=text("state = 'sealed'"),
            postgresql_where=text("state = 'sealed'"),
        ),
        CheckConstraint("price_minor IS NULL OR price_minor > 0", name="price"),
        Index("ix_offers_firm_id", "firm_id", "id"),
    )

    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    firm_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    version: Mapped[int]
    request_version: Mapped[int]
    state: Mapped[OfferState] = mapped_column(default=OfferState.SEALED)
    envelope: Mapped[bytes | None] = mapped_column(LargeBinary)
    closing: Mapped[datetime | None]  # as it stood when sealed: part of the associated data
    digest: Mapped[str] = mapped_column(String(64), default="")
    received_at: Mapped[datetime]
    device_hash: Mapped[str] = mapped_column(String(64), default="")
    price: Mapped[Money | None] = composite(  # None until opened
        mapped_column("price_minor", nullable=True),
        mapped_column("price_currency", String(3), nullable=True),
    )
    days: Mapped[int | None]
    note: Mapped[str] = mapped_column(String(2000), default="")
    contribution: Mapped[str] = mapped_column(String(64), default="")  # of a sign-up, once opened
    ticket: Mapped[int | None]  # its number in the frozen list of a draw
    merit: Mapped[int | None]  # its score, in hundredths of a point
    credit: Mapped[int | None]  # of the firm at the closing, 0 to 100
    rank: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(40), default="")  # why it lost: a rule's name
    firm: Mapped[Organisation] = relationship()
    request: Mapped[Request] = relationship()

    def public_record(self) -> dict[str, Any]:
        """Of an envelope only that it is there, and which."""
        return {"request": self.request_id, "version": self.version, "digest": self.digest}


class Award(Row):
    """Who was chosen, by which rule, at which price. One for a request."""

    __tablename__ = "awards"

    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), unique=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    offer_id: Mapped[int | None] = mapped_column(ForeignKey("offers.id"))
    price: Mapped[Money | None] = composite(
        mapped_column("price_minor", nullable=True),
        mapped_column("price_currency", String(3), nullable=True),
    )
    days: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(1000), default="")
    state: Mapped[AwardState] = mapped_column(default=AwardState.STANDING)
    decided_at: Mapped[datetime]
    firm: Mapped[Organisation] = relationship()
    offer: Mapped[Offer | None] = relationship()
    request: Mapped[Request] = relationship()

    def public_record(self) -> dict[str, Any]:
        price = self.price and [self.price.minor, self.price.currency]
        return {"request": self.request_id, "firm": self.firm_id, "price": price}


class Objection(Row):
    """A firm that took part, or any qualified firm, says the result is wrong."""

    __tablename__ = "objections"
    __table_args__ = (
        Index(
            "uq_objections_one_living",
            "request_id",
            "firm_id",
            unique=True,
            sqlite_where=text("state IN ('raised', 'answered', 'escalated')"),
            postgresql_where=text("state IN ('raised', 'answered', 'escalated')"),
        ),
    )

    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), index=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    state: Mapped[ObjectionState] = mapped_column(default=ObjectionState.RAISED, index=True)
    grounds: Mapped[str] = mapped_column(String(4000))
    raised_at: Mapped[datetime]
    answer_due_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(String(4000), default="")
    answered_at: Mapped[datetime | None]
    reply_due_at: Mapped[datetime | None]  # until when the firm may escalate
    escalated_at: Mapped[datetime | None]
    decision_due_at: Mapped[datetime | None]
    decision: Mapped[str] = mapped_column(String(4000), default="")
    decided_at: Mapped[datetime | None]
    firm: Mapped[Organisation] = relationship()
    request: Mapped[Request] = relationship()
