"""Who looks after a project, and which kinds of projects he knows."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Person
from marketplace.core.database import Row
from marketplace.core.rulesets import RuleSet
from marketplace.projects.models import Project
from marketplace.projects.states import ProjectKind
from marketplace.timelines.states import State


class Housekeeping(Row):
    """A specialist looks after a project; chosen by field and load, the reason is kept."""

    __tablename__ = "housekeepings"
    __table_args__ = (
        Index(
            "uq_housekeepings_one_serving",
            "project_id",
            unique=True,
            sqlite_where=text("state IN ('assigned', 'contacted')"),
            postgresql_where=text("state IN ('assigned', 'contacted')"),
        ),
        Index("ix_housekeepings_person_state", "person_id", "state", "id"),
        Index("ix_housekeepings_due", "state", "contact_due_at"),
    )

    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    rule_set_id: Mapped[int] = mapped_column(ForeignKey("rule_sets.id"))
    state: Mapped[State] = mapped_column(default=State.ASSIGNED)
    knows_field: Mapped[bool]  # why he: his field, his load, among how many
    load: Mapped[int]
    among: Mapped[int]
    assigned_at: Mapped[datetime]
    contact_due_at: Mapped[datetime]
    flagged_at: Mapped[datetime | None]  # when that moment was seen to have passed
    contacted_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(String(1000), default="")
    replaced_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(500), default="")  # why the owner asked for another
    project: Mapped[Project] = relationship()
    person: Mapped[Person] = relationship()
    rule_set: Mapped[RuleSet] = relationship()


class Specialism(Row):
    """A specialist knows this kind of project."""

    __tablename__ = "specialisms"
    __table_args__ = (UniqueConstraint("person_id", "kind"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[ProjectKind]
