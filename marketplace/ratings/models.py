"""The table of ratings."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Organisation
from marketplace.contracts.models import Contract
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
    contract: Mapped[Contract] = relationship()
    rated: Mapped[Organisation] = relationship(foreign_keys=[rated_id])
    rater: Mapped[Organisation] = relationship(foreign_keys=[rater_id])

    @property
    def mean(self) -> float:
        return sum(int(getattr(self, aspect)) for aspect in ASPECTS) / len(ASPECTS)
