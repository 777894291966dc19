"""The table of complaints."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Organisation
from marketplace.complaints.states import About, Kind, Measure, State
from marketplace.core.database import Row
from marketplace.core.rulesets import RuleSet
from marketplace.requests.models import Request


class Complaint(Row):
    """A complaint with its clock; the docket shows it without names of persons."""

    __tablename__ = "complaints"
    __table_args__ = (
        Index("ix_complaints_state_id", "state", "id"),
        Index("ix_complaints_regulator_due", "regulator_id", "due_at", "id"),
    )

    number: Mapped[str] = mapped_column(String(40), unique=True)
    about: Mapped[About]
    against_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("requests.id"), index=True)
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contracts.id"))
    complainant_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    regulator_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    rule_set_id: Mapped[int] = mapped_column(ForeignKey("rule_sets.id"))
    kind: Mapped[Kind]
    text: Mapped[str] = mapped_column(String(4000))  # seen by the parties only
    state: Mapped[State] = mapped_column(default=State.FILED)
    filed_at: Mapped[datetime]
    due_at: Mapped[datetime | None]  # when the regulator must have done his next step
    flagged_at: Mapped[datetime | None]  # when that moment was seen to have passed
    accept_due_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    answer_due_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(String(4000), default="")
    answered_at: Mapped[datetime | None]
    decide_due_at: Mapped[datetime | None]
    extended_at: Mapped[datetime | None]
    extension_reason: Mapped[str] = mapped_column(String(500), default="")
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(2000), default="")  # public
    measure: Mapped[Measure | None]  # of an upheld complaint
    months: Mapped[int | None]  # of a suspension
    against: Mapped[Organisation] = relationship(foreign_keys=[against_id])
    complainant: Mapped[Organisation] = relationship(foreign_keys=[complainant_id])
    regulator: Mapped[Organisation] = relationship(foreign_keys=[regulator_id])
    request: Mapped[Request | None] = relationship()
    rule_set: Mapped[RuleSet] = relationship()
