"""What was counted of each project, and the sums of the city. All of it can be computed again."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Organisation
from marketplace.core.database import Row
from marketplace.projects.models import Project
from marketplace.timelines.states import Dimension, Holder, Kind


class Figures(Row):
    """One project as it was last counted: its days by holder, and who has the ball."""

    __tablename__ = "project_figures"
    __table_args__ = (
        Index("ix_project_figures_running", "is_running", "counted_to", "id"),
        Index("ix_project_figures_now", "is_running", "holder", "days", "project_id"),
    )

    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"), unique=True)
    began_on: Mapped[date]
    counted_to: Mapped[date]
    is_running: Mapped[bool]
    done_on: Mapped[date | None]
    days: Mapped[int]
    days_by_holder: Mapped[dict[str, int]] = mapped_column(JSON)
    holder: Mapped[Holder]  # who has it now; of a finished project, nobody
    held_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    held_since: Mapped[date | None]
    code: Mapped[str] = mapped_column(String(24), default="")  # the step it is about
    due_on: Mapped[date | None]  # the promise that runs now
    late_n: Mapped[int] = mapped_column(default=0)  # steps whose promise is broken
    computed_at: Mapped[datetime]
    project: Mapped[Project] = relationship()
    held_by: Mapped[Organisation | None] = relationship()


class DayShare(Row):
    """Days of one month of one project that one party held on account of one step."""

    __tablename__ = "day_shares"
    __table_args__ = (
        Index("ix_day_shares_project", "project_id"),
        Index("ix_day_shares_matter", "matter_id", "holder", "project_id", "days"),
        Index("ix_day_shares_party", "party_id", "holder", "project_id", "days"),
        Index("ix_day_shares_area", "area_id", "holder", "project_id", "days"),
        Index("ix_day_shares_month", "month", "holder", "project_id", "days"),
        Index("ix_day_shares_holder", "holder", "project_id", "days"),
    )

    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"))
    month: Mapped[date]
    holder: Mapped[Holder]
    party_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    code: Mapped[str] = mapped_column(String(24), default="")
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"))  # it, or that it is for
    days: Mapped[int]


class CityShare(Row):
    """The sum of all projects' days, told apart by one thing; `key` is its id, or 202603."""

    __tablename__ = "city_shares"
    __table_args__ = (
        UniqueConstraint("dimension", "key", "holder"),
        Index("ix_city_shares_days", "dimension", "holder", "days"),
    )

    dimension: Mapped[Dimension]
    key: Mapped[int]
    holder: Mapped[Holder]
    days: Mapped[int] = mapped_column(default=0)
    projects_n: Mapped[int] = mapped_column(default=0)


class Duration(Row):
    """How long a finished step of a project took, in working days."""

    __tablename__ = "step_durations"
    __table_args__ = (
        UniqueConstraint("project_id", "code"),
        Index("ix_step_durations_item", "item", "id"),
        Index("ix_step_durations_kind", "kind", "id"),
    )

    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    code: Mapped[str] = mapped_column(String(24))
    item: Mapped[str] = mapped_column(String(16))  # the code of the catalogue
    kind: Mapped[Kind]
    lasted: Mapped[int]  # from begun to done
    waited: Mapped[int | None]  # from ready to begun
    done_on: Mapped[date]


class Sample(Row):
    """The latest durations of one matter or service item, or the waits before one kind of step."""

    __tablename__ = "duration_samples"

    code: Mapped[str] = mapped_column(String(24), unique=True)
    values: Mapped[list[int]] = mapped_column(JSON)
