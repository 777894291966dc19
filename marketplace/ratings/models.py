"""The table of ratings."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Organisation
from marketplace.contracts.models import Contract
from marketplace.core.canonical import canonical
from marketplace.core.database import Row

ASPECTS = ("quality", "time", "attitude", "fee", "conduct")


class Rating(Row):
    """What one side of a finished contract says of the other; hidden until both wrote."""

    __tablename__ = "ratings"
    __table_args__ = (
        UniqueConstraint("contract_id", "rater_id"),
        *(CheckConstraint(f"{aspect} BETWEEN 1 AND 5", name=aspect) for aspect in ASPECTS),
    )

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    rater_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    rated_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    quality: Mapped[int]
    time: Mapped[int]
    attitude: Mapped[int]
    fee: Mapped[int]
    conduct: Mapped[int]
    text: Mapped[str] = mapped_column(String(2000), default="")
    written_at: Mapped[datetime]
    opens_at: Mapped[datetime]  # at the latest; sooner when both sides wrote
    opened_at: Mapped[datetime | None] = mapped_column(index=True)
    digest: Mapped[str] = mapped_column(String(64), default="")  # of what was written, for good
    reply: Mapped[str] = mapped_column(String(2000), default="")  # of the rated side, once
    replied_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]  # a hidden one does not count
    hidden_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    hidden_reason: Mapped[str] = mapped_column(String(1000), default="")  # public
    contract: Mapped[Contract] = relationship()
    rated: Mapped[Organisation] = relationship(foreign_keys=[rated_id])
    rater: Mapped[Organisation] = relationship(foreign_keys=[rater_id])
    hidden_by: Mapped[Organisation | None] = relationship(foreign_keys=[hidden_by_id])

    @property
    def mean(self) -> float:
        return sum(int(getattr(self, aspect)) for aspect in ASPECTS) / len(ASPECTS)

    @property
    def content_digest(self) -> str:
        """SHA-256 of what the rater wrote, as the log shows it."""
        marks = {aspect: getattr(self, aspect) for aspect in ASPECTS}
        sides = {"contract": self.contract_id, "rater": self.rater_id, "rated": self.rated_id}
        written = {"text": self.text, "at": self.written_at.astimezone(UTC).isoformat()}
        return sha256(canonical(marks | sides | written).encode()).hexdigest()

    def public_record(self) -> dict[str, Any]:
        """Of the words only their digest: they may be hidden later, the digest stays."""
        return {
            "contract": self.contract_id,
            "rater": self.rater_id,
            "rated": self.rated_id,
            "digest": self.digest,
        }
