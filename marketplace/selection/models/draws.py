"""Tables of draws: who committed to which secret, the frozen list, what was drawn."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    event,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Organisation
from marketplace.core.canonical import canonical
from marketplace.core.database import Row
from marketplace.core.transparency.models import guard
from marketplace.core.transparency.names import Party
from marketplace.requests.models import Request
from marketplace.selection.states import DrawState


class Draw(Row):
    """One draw by protocol v1. It is prepared without a request; `turn` 2 is the one re-draw."""

    __tablename__ = "draws"
    __table_args__ = (
        Index(
            "uq_draws_one_a_turn",
            "request_id",
            "turn",
            unique=True,
            sqlite_where=text("state != 'dropped'"),
            postgresql_where=text("state != 'dropped'"),
        ),
        CheckConstraint("turn IN (1, 2)", name="turn"),
    )

    number: Mapped[str] = mapped_column(String(20), unique=True)  # the draw_id of the protocol
    state: Mapped[DrawState] = mapped_column(default=DrawState.GATHERING, index=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("requests.id"))
    turn: Mapped[int] = mapped_column(default=1)
    n_select: Mapped[int] = mapped_column(default=1)
    prepared_at: Mapped[datetime]
    noticed_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]  # as it stood when the list was frozen
    draws_at: Mapped[datetime | None]
    reveal_by: Mapped[datetime | None]
    beacon: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    beacon_value: Mapped[str | None] = mapped_column(String(128))
    beacon_signature: Mapped[str | None] = mapped_column(String(96))
    pool_root: Mapped[str | None] = mapped_column(String(64))
    result: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))
    digest: Mapped[str | None] = mapped_column(String(64))  # of draw.json as it was drawn
    drawn_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(1000), default="")  # of a re-draw or an end
    request: Mapped[Request | None] = relationship()
    parties: Mapped[list["DrawParty"]] = relationship(order_by="DrawParty.party")
    entries: Mapped[list["DrawEntry"]] = relationship(order_by="DrawEntry.no")

    def rules_text(self) -> str:
        """What the draw obeys: the protocol, and the version of the figures with all of them."""
        held = self.request.rule_set if self.request else None
        figures = {"version": held.version, "figures": held.figures} if held else {}
        return canonical({"protocol": "draw-v1"} | figures)

    @property
    def rules_digest(self) -> str:
        return sha256(self.rules_text().encode()).hexdigest()

    def public_record(self) -> dict[str, Any]:
        """All that is told of it at this step; secrets only when the draw is over."""
        return {
            "draw_id": self.number,
            "request": self.request_id,
            "n_select": self.n_select,
            "commitments": {one.party.value: one.commitment for one in self.parties},
            "rules": self.rules_digest,
            "beacon": self.beacon,
            "closes_at": self.closes_at,
            "draws_at": self.draws_at,
            "pool_root": self.pool_root,
            "result": self.result,
            "digest": self.digest,
        }


class DrawParty(Row):
    """What one party committed to, and later revealed. The server's own secret is never kept."""

    __tablename__ = "draw_parties"
    __table_args__ = (UniqueConstraint("draw_id", "party"),)

    draw_id: Mapped[int] = mapped_column(ForeignKey("draws.id"))
    party: Mapped[Party]
    commitment: Mapped[str] = mapped_column(String(64))
    committed_at: Mapped[datetime]
    secret: Mapped[str | None] = mapped_column(String(64))  # once revealed
    revealed_at: Mapped[datetime | None]


class DrawEntry(Row):
    """A line of the frozen list: it never changes."""

    __tablename__ = "draw_entries"
    __table_args__ = (UniqueConstraint("draw_id", "no"), UniqueConstraint("draw_id", "code"))

    draw_id: Mapped[int] = mapped_column(ForeignKey("draws.id"))
    no: Mapped[int]
    firm_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    code: Mapped[str] = mapped_column(String(40))  # what the list calls the firm
    contribution: Mapped[str] = mapped_column(String(64), default="")
    firm: Mapped[Organisation] = relationship()


event.listen(DrawEntry.__table__, "after_create", guard)
