"""Payments in advance, how they are settled, and what is proposed about them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from marketplace.accounts.models import Organisation, Person
from marketplace.contracts.models import Contract, Milestone
from marketplace.core.database import Row
from marketplace.core.money import Money
from marketplace.payments.states import State

_AWAITED = text("state IN ('planned', 'requested', 'pending')")


class Payment(Row):
    """What an owner pays into the platform's balance for one milestone; written before the call."""

    __tablename__ = "payments"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="amount"),
        CheckConstraint("fee_minor >= 0", name="fee"),
        Index(
            "uq_payments_awaited",
            "milestone_id",
            unique=True,
            sqlite_where=_AWAITED,
            postgresql_where=_AWAITED,
        ),
        Index("ix_payments_state_look", "state", "look_at"),
    )

    number: Mapped[str] = mapped_column(String(40), unique=True)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"), index=True)
    milestone_id: Mapped[int] = mapped_column(ForeignKey("contract_milestones.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    planned_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    amount: Mapped[Money] = composite(
        mapped_column("amount_minor"), mapped_column("amount_currency", String(3))
    )
    fee_minor: Mapped[int] = mapped_column(default=0)
    livemode: Mapped[bool]
    state: Mapped[State] = mapped_column(default=State.PLANNED)
    planned_at: Mapped[datetime]
    checkout_ref: Mapped[str | None] = mapped_column(String(255), unique=True)
    checkout_url: Mapped[str] = mapped_column(Text, default="")
    look_at: Mapped[datetime | None]  # when to ask the service, if no word came
    intent_ref: Mapped[str | None] = mapped_column(String(255), unique=True)
    charge_ref: Mapped[str | None] = mapped_column(String(255), unique=True)
    method: Mapped[str] = mapped_column(String(32), default="")
    funded_at: Mapped[datetime | None]
    over_at: Mapped[datetime | None]  # passed on, given back, split, lost or failed
    disputed_at: Mapped[datetime | None]
    dispute_ref: Mapped[str | None] = mapped_column(String(255), unique=True)
    note: Mapped[str] = mapped_column(String(500), default="")  # what the service said
    contract: Mapped[Contract] = relationship()
    milestone: Mapped[Milestone] = relationship()
    owner: Mapped[Organisation] = relationship(foreign_keys=[owner_id])
    firm: Mapped[Organisation] = relationship(foreign_keys=[firm_id])
    settlement: Mapped["Settlement | None"] = relationship(back_populates="payment")
    decisions: Mapped[list["Decision"]] = relationship(
        back_populates="payment", order_by="Decision.id"
    )


class Settlement(Row):
    """To whom the money of a payment goes: decided once, both parts summing to the whole."""

    __tablename__ = "payment_settlements"
    __table_args__ = (
        CheckConstraint("firm_minor >= 0 AND owner_minor >= 0", name="parts"),
        CheckConstraint("firm_minor + owner_minor = total_minor", name="sum"),
        CheckConstraint("total_minor > 0", name="total"),
    )

    payment_id: Mapped[int] = mapped_column(ForeignKey("payments.id"), unique=True)
    firm_minor: Mapped[int]
    owner_minor: Mapped[int]
    total_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    decided_at: Mapped[datetime]
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("payment_decisions.id"), unique=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("payout_accounts.id"))
    transfer_ref: Mapped[str | None] = mapped_column(String(255), unique=True)
    transferred_at: Mapped[datetime | None]
    refund_ref: Mapped[str | None] = mapped_column(String(255), unique=True)
    refunded_at: Mapped[datetime | None]
    payment: Mapped[Payment] = relationship(back_populates="settlement")

    @property
    def to_firm(self) -> Money:
        return Money(self.firm_minor, self.currency)

    @property
    def to_owner(self) -> Money:
        return Money(self.owner_minor, self.currency)


class Decision(Row):
    """How somebody proposes to divide the money held; who proposes never approves."""

    __tablename__ = "payment_decisions"
    __table_args__ = (
        CheckConstraint("approved_by <> proposed_by", name="two_persons"),
        CheckConstraint("firm_minor >= 0 AND firm_minor <= total_minor", name="part"),
        CheckConstraint(
            "NOT needs_second OR approved_by IS NOT NULL OR approved_at IS NULL", name="approved"
        ),
        Index(
            "uq_payment_decisions_open",
            "payment_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    payment_id: Mapped[int] = mapped_column(ForeignKey("payments.id"), index=True)
    firm_minor: Mapped[int]
    total_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    reason: Mapped[str] = mapped_column(String(1000))
    needs_second: Mapped[bool]
    ruled: Mapped[bool]  # by the regulator; else proposed by one side to the other
    proposed_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    proposer_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    proposed_at: Mapped[datetime]
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    approved_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]  # approved, refused or taken back
    payment: Mapped[Payment] = relationship(back_populates="decisions")
    proposer: Mapped[Organisation] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[proposed_by])

    @property
    def to_firm(self) -> Money:
        return Money(self.firm_minor, self.currency)

    @property
    def to_owner(self) -> Money:
        return Money(self.total_minor - self.firm_minor, self.currency)
