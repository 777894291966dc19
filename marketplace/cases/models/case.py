"""An application, the cases it splits into, their pauses and hand-overs.

`..._at` is when a thing happened, `entered_at` when somebody wrote that down: both are kept.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Organisation, Person
from marketplace.cases.states import Channel, Holder, Outcome, State, Step
from marketplace.core.database import Row
from marketplace.core.rulesets import RuleSet
from marketplace.matters.models import Matter
from marketplace.projects.models import Project
from marketplace.windows.models import Counter, Post

if TYPE_CHECKING:
    from marketplace.cases.models.papers import Attachment, Correction, Return
    from marketplace.cases.models.promises import CommitmentLetter

NOT_OVER = "state NOT IN ('decided', 'replied', 'collected', 'not_accepted', 'withdrawn')"


class Application(Row):
    """One application of an owner for one or several matters of a project."""

    __tablename__ = "case_applications"

    number: Mapped[str] = mapped_column(String(40), unique=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))  # who wrote it down
    channel: Mapped[Channel]
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counters.id"))
    begun_at: Mapped[datetime]
    received_at: Mapped[datetime | None]
    project: Mapped[Project] = relationship()
    owner: Mapped[Organisation] = relationship()
    counter: Mapped[Counter | None] = relationship()
    cases: Mapped[list["Case"]] = relationship(back_populates="application", order_by="Case.id")


class Case(Row):
    """One matter of an application, with its clocks. Both promises are fixed at acceptance."""

    __tablename__ = "cases"
    __table_args__ = (
        CheckConstraint("committed_days >= 0", name="committed_days"),
        CheckConstraint("accepted_at IS NULL OR accepted_at >= received_at", name="in_order"),
        Index("ix_cases_state_due", "state", "due_at"),
        Index("ix_cases_department_state", "department_id", "state", "id"),
        Index("ix_cases_matter_state", "matter_id", "state"),
        Index(
            "uq_cases_living",
            "project_id",
            "matter_id",
            unique=True,
            sqlite_where=text(NOT_OVER),
            postgresql_where=text(NOT_OVER),
        ),
    )

    number: Mapped[str] = mapped_column(String(44), unique=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("case_applications.id"), index=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    rule_set_id: Mapped[int] = mapped_column(ForeignKey("rule_sets.id"))
    state: Mapped[State] = mapped_column(default=State.DRAFT)
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"), index=True)
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    acceptor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    received_at: Mapped[datetime | None]
    accept_due_at: Mapped[datetime | None] = mapped_column(index=True)
    answer_due_at: Mapped[datetime | None]  # of a notice: when the clerk may decline
    notices_n: Mapped[int] = mapped_column(default=0)
    new_fact: Mapped[str] = mapped_column(String(1000), default="")  # allows one more notice
    supervisor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # who gave it
    accepted_at: Mapped[datetime | None] = mapped_column(index=True)
    accepted_by_rule: Mapped[bool] = mapped_column(default=False)
    committed_days: Mapped[int | None]
    statutory_days: Mapped[int | None]
    committed_due_on: Mapped[date | None]  # the last day in time, without pauses; never edited
    statutory_due_on: Mapped[date | None]
    calendar_digest: Mapped[str] = mapped_column(String(16), default="")  # by which it was counted
    due_at: Mapped[datetime | None]  # committed, with the pauses so far; none while paused
    marked_late_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None] = mapped_column(index=True)
    outcome: Mapped[Outcome | None]
    decision: Mapped[str] = mapped_column(Text, default="")  # what was decided, or why refused
    law: Mapped[str] = mapped_column(String(500), default="")  # a refusal names it
    actual_days: Mapped[int | None]  # working days from acceptance to decision, without pauses
    paused_days: Mapped[int | None]
    replied_at: Mapped[datetime | None]
    collected_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]  # not accepted, or withdrawn
    application: Mapped[Application] = relationship(back_populates="cases")
    project: Mapped[Project] = relationship()
    owner: Mapped[Organisation] = relationship(foreign_keys=[owner_id])
    matter: Mapped[Matter] = relationship()
    department: Mapped[Organisation] = relationship(foreign_keys=[department_id])
    rule_set: Mapped[RuleSet] = relationship()
    post: Mapped[Post | None] = relationship()
    holder: Mapped[Person | None] = relationship(foreign_keys=[holder_id])
    pauses: Mapped[list["Pause"]] = relationship(order_by="Pause.id")
    handovers: Mapped[list["Handover"]] = relationship(order_by="Handover.id")
    attachments: Mapped[list["Attachment"]] = relationship(
        order_by="Attachment.id", back_populates="case", foreign_keys="Attachment.case_id"
    )
    corrections: Mapped[list["Correction"]] = relationship(order_by="Correction.id")
    returns: Mapped[list["Return"]] = relationship(order_by="Return.id", back_populates="case")
    commitment: Mapped["CommitmentLetter | None"] = relationship(back_populates="case")


class Pause(Row):
    """The committed clock stands still, for a reason that somebody caused."""

    __tablename__ = "case_pauses"
    __table_args__ = (
        CheckConstraint("ended_at IS NULL OR ended_at >= started_at", name="ends_after_it_starts"),
        Index(
            "uq_case_pauses_open",
            "case_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    reason: Mapped[str] = mapped_column(String(1000))
    holder: Mapped[Holder]
    notice: Mapped[str] = mapped_column(String(60))  # the number of the notice that says so
    started_at: Mapped[datetime]
    entered_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    end_entered_at: Mapped[datetime | None]
    entered_late: Mapped[bool] = mapped_column(default=False)
    end_entered_late: Mapped[bool] = mapped_column(default=False)


class Handover(Row):
    """A case goes from one hand into another."""

    __tablename__ = "case_handovers"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    step: Mapped[Step]
    from_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    to_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # none: whoever takes it
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))
    at: Mapped[datetime]
    entered_at: Mapped[datetime]
    entered_late: Mapped[bool] = mapped_column(default=False)
    giver: Mapped[Person | None] = relationship(foreign_keys=[from_id])
    taker: Mapped[Person | None] = relationship(foreign_keys=[to_id])
    post: Mapped[Post | None] = relationship()
