"""Transfers from bank to bank, past the platform, recorded with their proof."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from marketplace.accounts.models import Organisation
from marketplace.contracts.models import Contract, Milestone
from marketplace.core.database import Row
from marketplace.core.money import Money
from marketplace.payments.states import BankState


class BankTransfer(Row):
    """What an owner paid straight to the firm for one milestone; its proof is an upload."""

    __tablename__ = "bank_transfers"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="amount"),
        CheckConstraint("approved_by <> recorded_by", name="two_persons"),
        CheckConstraint(
            "NOT needs_second OR approved_by IS NOT NULL OR state IN ('proposed', 'dropped')",
            name="approved",
        ),
        UniqueConstraint("owner_id", "reference"),
    )

    number: Mapped[str] = mapped_column(String(40), unique=True)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"), index=True)
    milestone_id: Mapped[int] = mapped_column(ForeignKey("contract_milestones.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    amount: Mapped[Money] = composite(
        mapped_column("amount_minor"), mapped_column("amount_currency", String(3))
    )
    paid_on: Mapped[date]  # by the bank's own statement
    reference: Mapped[str] = mapped_column(String(80))  # the bank's number of the transfer
    state: Mapped[BankState] = mapped_column(default=BankState.PROPOSED, index=True)
    needs_second: Mapped[bool]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    recorded_at: Mapped[datetime]
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    approved_at: Mapped[datetime | None]
    confirm_due_at: Mapped[datetime | None]
    over_at: Mapped[datetime | None]
    by_rule: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(String(1000), default="")  # of the firm that denies it
    ruling: Mapped[str] = mapped_column(String(1000), default="")  # of the regulator
    contract: Mapped[Contract] = relationship()
    milestone: Mapped[Milestone] = relationship()
    owner: Mapped[Organisation] = relationship(foreign_keys=[owner_id])
    firm: Mapped[Organisation] = relationship(foreign_keys=[firm_id])
