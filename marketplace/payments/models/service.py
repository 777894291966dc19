"""What goes out to the payment service, what it tells, and how both books compare."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.database import Row
from marketplace.core.kept import KeptText
from marketplace.core.money import Money
from marketplace.payments.models.accounts import PayoutAccount
from marketplace.payments.models.payments import Payment
from marketplace.payments.states import Order


class Command(Row):
    """An order to the service: written with its key in the act's transaction, sent afterwards."""

    __tablename__ = "payment_commands"
    __table_args__ = (
        CheckConstraint("(payment_id IS NULL) <> (account_id IS NULL)", name="about_one"),
        Index("ix_payment_commands_due", "done_at", "parked", "due_at"),
    )

    kind: Mapped[Order]
    effect: Mapped[str] = mapped_column(String(80), unique=True)  # what it is for, once
    key: Mapped[str] = mapped_column(String(200), unique=True)  # idempotency key of this attempt
    attempt: Mapped[int] = mapped_column(default=1)
    payment_id: Mapped[int | None] = mapped_column(ForeignKey("payments.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("payout_accounts.id"))
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    written_at: Mapped[datetime]
    due_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    unsure: Mapped[bool] = mapped_column(default=False)  # the answer was spoilt: look, then renew
    parked: Mapped[bool] = mapped_column(default=False)
    error: Mapped[str] = mapped_column(KeptText(500), default="")
    ref: Mapped[str] = mapped_column(String(255), default="")
    done_at: Mapped[datetime | None]
    payment: Mapped[Payment | None] = relationship()
    account: Mapped[PayoutAccount | None] = relationship()


class Event(Row):
    """A signed word of the service, once; what it is about is asked for again before it counts."""

    __tablename__ = "payment_events"
    __table_args__ = (Index("ix_payment_events_due", "worked_at", "parked", "due_at"),)

    ref: Mapped[str] = mapped_column(String(255), unique=True)
    kind: Mapped[str] = mapped_column(String(80))
    thing_ref: Mapped[str] = mapped_column(String(255))
    livemode: Mapped[bool]
    account_ref: Mapped[str] = mapped_column(String(255), default="")
    told_at: Mapped[datetime]
    received_at: Mapped[datetime]
    due_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    parked: Mapped[bool] = mapped_column(default=False)
    error: Mapped[str] = mapped_column(KeptText(500), default="")
    worked_at: Mapped[datetime | None]


class Reconciliation(Row):
    """One night's comparison of the hall's books with the service's."""

    __tablename__ = "payment_reconciliations"

    day: Mapped[date] = mapped_column(unique=True)
    since: Mapped[datetime]
    made_at: Mapped[datetime]
    ours: Mapped[int]  # movements compared
    theirs: Mapped[int]
    balances: Mapped[list[dict[str, Any]]] = mapped_column(JSON)  # by currency: ours, theirs
    differences: Mapped[list[dict[str, Any]]] = mapped_column(JSON)  # packed texts

    @property
    def held(self) -> list[tuple[Money, Money]]:
        """Our balance and theirs, currency by currency."""
        return [
            (Money(one["ours"], one["currency"]), Money(one["theirs"], one["currency"]))
            for one in self.balances
        ]
