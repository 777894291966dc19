"""What each side says at the end about payments beyond the contract."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Organisation
from marketplace.contracts.models import Contract
from marketplace.core.database import Row


class ExtraAnswer(Row):
    """Yes or no and its details, sealed: only the regulator of the work is shown it."""

    __tablename__ = "extra_answers"
    __table_args__ = (UniqueConstraint("contract_id", "organisation_id"),)

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    regulator_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    sealed: Mapped[str] = mapped_column(Text)
    answered_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    contract: Mapped[Contract] = relationship()
    organisation: Mapped[Organisation] = relationship(foreign_keys=[organisation_id])
