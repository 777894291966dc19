"""The parts of a contract, and the versions of the work delivered for each."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from marketplace.contracts.states import Step
from marketplace.core.database import Row
from marketplace.core.money import Money


class Deliverable(Row):
    """One delivery of a part; its files are uploads of this row."""

    __tablename__ = "deliverables"
    __table_args__ = (UniqueConstraint("milestone_id", "version"),)

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"), index=True)
    milestone_id: Mapped[int] = mapped_column(ForeignKey("contract_milestones.id"))
    version: Mapped[int]
    note: Mapped[str] = mapped_column(String(2000), default="")
    submitted_at: Mapped[datetime]
    remind_at: Mapped[datetime]  # when the owner is reminded to answer
    reminded_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    accepted: Mapped[bool | None]
    reasons: Mapped[str] = mapped_column(String(4000), default="")  # the owner's, if returned
    ruling: Mapped[str] = mapped_column(String(4000), default="")  # the regulator's, if referred


class Milestone(Row):
    """A part of the work with its own price and days; parts are done one after another."""

    __tablename__ = "contract_milestones"
    __table_args__ = (
        UniqueConstraint("contract_id", "no"),
        CheckConstraint("price_minor > 0", name="price"),
        CheckConstraint("days > 0", name="days"),
    )

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    no: Mapped[int]
    title: Mapped[str] = mapped_column(String(200), default="")  # empty: the whole work
    price: Mapped[Money] = composite(
        mapped_column("price_minor"), mapped_column("price_currency", String(3))
    )
    days: Mapped[int]  # working days from its beginning
    state: Mapped[Step] = mapped_column(default=Step.PLANNED)
    begun_at: Mapped[datetime | None]  # the conclusion, or the acceptance of the part before
    due_on: Mapped[date | None]
    delivered_at: Mapped[datetime | None]
    returns: Mapped[int] = mapped_column(default=0)
    accepted_at: Mapped[datetime | None]
    accepted_by_rule: Mapped[bool] = mapped_column(default=False)
    days_late: Mapped[int | None]  # working days, of the accepted delivery
    days_taken: Mapped[int | None]  # working days from its beginning to the accepted delivery
    funded_at: Mapped[datetime | None]  # the owner paid it in; told by the room of payments
    paid_at: Mapped[datetime | None]  # the firm was paid
    deliverables: Mapped[list[Deliverable]] = relationship(order_by=Deliverable.version)
