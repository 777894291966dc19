"""Numbered changes of a contract that both sides sign."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from marketplace.contracts.states import Cause, Change
from marketplace.core.act import Role
from marketplace.core.database import Row
from marketplace.core.money import Money

if TYPE_CHECKING:
    from marketplace.contracts.models.contract import Contract
OPEN = text("state = 'proposed'")


class ChangeOrder(Row):
    """What one side asks to change, and what became of it; one is open at a time."""

    __tablename__ = "contract_changes"
    __table_args__ = (
        UniqueConstraint("contract_id", "no"),
        Index(
            "uq_contract_changes_open",
            "contract_id",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    no: Mapped[int]
    side: Mapped[Role]  # who asks
    cause: Mapped[Cause]
    reason: Mapped[str] = mapped_column(String(2000))
    scope: Mapped[str] = mapped_column(String(4000), default="")  # what the work is from then on
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)  # as they would stand
    price_before: Mapped[Money] = composite(
        mapped_column("before_minor"), mapped_column("before_currency", String(3))
    )
    price: Mapped[Money] = composite(
        mapped_column("price_minor"), mapped_column("price_currency", String(3))
    )
    days_before: Mapped[int]
    days: Mapped[int]
    state: Mapped[Change] = mapped_column(default=Change.PROPOSED, index=True)
    proposed_at: Mapped[datetime]
    answer_due_at: Mapped[datetime] = mapped_column(index=True)
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(String(1000), default="")  # why it was refused

    contract: Mapped["Contract"] = relationship(back_populates="changes")

    @property
    def is_extension(self) -> bool:
        """More days and nothing else."""
        return self.price == self.price_before and not self.scope

    def public_record(self) -> dict[str, Any]:
        """What was changed; the words stay with the parties."""
        return {
            "contract": self.contract_id,
            "no": self.no,
            "cause": self.cause,
            "price": [self.price.minor, self.price.currency],
            "days": self.days,
        }
