"""What an owner commits himself to, and what a utility owes him."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Organisation, Person
from marketplace.cases.models.case import Case
from marketplace.cases.states import Contact, Promise
from marketplace.core.database import Row
from marketplace.core.rulesets import RuleSet
from marketplace.matters.models import Matter
from marketplace.projects.models import Project


class CommitmentLetter(Row):
    """The owner was told what the matter demands, and signed that he keeps it."""

    __tablename__ = "commitment_letters"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), unique=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    signed_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    state: Mapped[Promise] = mapped_column(default=Promise.OPEN)
    signed_at: Mapped[datetime]
    check_due_at: Mapped[datetime | None] = mapped_column(index=True)  # set by the decision
    reminded_at: Mapped[datetime | None]
    checked_at: Mapped[datetime | None]
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    barred_until: Mapped[date | None]  # after a breach: no commitment of this owner before
    case: Mapped[Case] = relationship(back_populates="commitment")
    owner: Mapped[Organisation] = relationship()
    signed_by: Mapped[Person] = relationship(foreign_keys=[signed_by_id])
    conditions: Mapped[list["Condition"]] = relationship(order_by="Condition.position")


class Condition(Row):
    """One sentence of a commitment, and what the later check found."""

    __tablename__ = "commitment_conditions"
    __table_args__ = (UniqueConstraint("letter_id", "position"),)

    letter_id: Mapped[int] = mapped_column(ForeignKey("commitment_letters.id"))
    position: Mapped[int]
    text_zh: Mapped[str] = mapped_column(String(500))
    text_en: Mapped[str] = mapped_column(String(500))
    kept: Mapped[bool | None]
    finding: Mapped[str] = mapped_column(String(500), default="")


class UtilityContact(Row):
    """A utility is told of a project once its scheme is approved, and must call the owner first."""

    __tablename__ = "utility_contacts"
    __table_args__ = (UniqueConstraint("project_id", "utility_id"),)

    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    utility_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))  # whose decision told it
    rule_set_id: Mapped[int] = mapped_column(ForeignKey("rule_sets.id"))
    state: Mapped[Contact] = mapped_column(default=Contact.TOLD, index=True)
    told_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    flagged_at: Mapped[datetime | None]
    contacted_at: Mapped[datetime | None]
    entered_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(String(1000), default="")
    agreed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    project: Mapped[Project] = relationship()
    owner: Mapped[Organisation] = relationship(foreign_keys=[owner_id])
    utility: Mapped[Organisation] = relationship(foreign_keys=[utility_id])
    matter: Mapped[Matter] = relationship()
    rule_set: Mapped[RuleSet] = relationship()
