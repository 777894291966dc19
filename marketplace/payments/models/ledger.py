"""The ledger: a line moves an amount from one account to another, and is never changed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, event
from sqlalchemy.orm import Mapped, composite, mapped_column

from marketplace.core.database import Row
from marketplace.core.money import Money
from marketplace.core.transparency.models import guard
from marketplace.payments.states import Account


class LedgerLine(Row):
    """Two accounts in one row: no posting can be out of balance. `effect` happens once."""

    __tablename__ = "ledger_lines"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="amount"),
        CheckConstraint("debit <> credit", name="two_accounts"),
        Index("ix_ledger_lines_payment", "payment_id", "id"),
    )

    effect: Mapped[str] = mapped_column(String(80), unique=True)
    payment_id: Mapped[int] = mapped_column(ForeignKey("payments.id"))
    debit: Mapped[Account]
    credit: Mapped[Account]
    amount: Mapped[Money] = composite(
        mapped_column("amount_minor"), mapped_column("amount_currency", String(3))
    )
    at: Mapped[datetime]


event.listen(LedgerLine.__table__, "after_create", guard)
