"""Table of clarifications: what the selected firm is asked once before the award."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Organisation
from marketplace.core.database import Row
from marketplace.requests.models import Request
from marketplace.selection.models.offers import Offer
from marketplace.selection.states import ClarificationKind, ClarificationState


class Clarification(Row):
    """Why the price is so low, or which papers are to be mended; each once for an offer."""

    __tablename__ = "clarifications"
    __table_args__ = (UniqueConstraint("offer_id", "kind"),)

    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), index=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id"))
    firm_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    kind: Mapped[ClarificationKind]
    state: Mapped[ClarificationState] = mapped_column(default=ClarificationState.ASKED, index=True)
    question: Mapped[str] = mapped_column(String(2000), default="")  # the papers, one a line
    others_n: Mapped[int | None]  # of a low price: the other valid offers,
    others_total: Mapped[int | None]  # their sum and the lowest of them, in minor units
    others_lowest: Mapped[int | None]
    asked_at: Mapped[datetime]
    answer_due_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(String(4000), default="")
    answered_at: Mapped[datetime | None]
    decision_due_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(1000), default="")  # a rule's name, or as written
    decided_at: Mapped[datetime | None]
    firm: Mapped[Organisation] = relationship()
    offer: Mapped[Offer] = relationship()
    request: Mapped[Request] = relationship()

    def public_record(self) -> dict[str, Any]:
        """Of the answer only a digest, until it is decided on."""
        return {
            "request": self.request_id,
            "offer": self.offer_id,
            "kind": self.kind,
            "state": self.state,
            "answer": self.answer and sha256(self.answer.encode()).hexdigest(),
        }
