"""The accounts that firms are paid to."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Organisation
from marketplace.core.database import Row


class PayoutAccount(Row):
    """A firm's account with the payment service. A changed one waits before money goes to it."""

    __tablename__ = "payout_accounts"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    asked_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    contact: Mapped[str] = mapped_column(String(254))  # told when somebody changes it
    asked_at: Mapped[datetime]
    starts_at: Mapped[datetime]
    ref: Mapped[str | None] = mapped_column(String(255), unique=True)  # of the service
    link: Mapped[str] = mapped_column(Text, default="")
    linked_at: Mapped[datetime | None]
    ready_at: Mapped[datetime | None]  # the service may pay to it
    stopped_at: Mapped[datetime | None]
    stopped_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    organisation: Mapped[Organisation] = relationship()
