"""What was promised and foretold: the frozen baseline, later targets, forecasts; and to whom."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Person
from marketplace.core.database import Row
from marketplace.projects.models import Project


class Baseline(Row):
    """When the first plan was saved, this was the day of the end. It never changes."""

    __tablename__ = "baselines"

    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"), unique=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    frozen_at: Mapped[datetime]
    total_days: Mapped[int]  # working days
    due_on: Mapped[date | None]  # none in a year without a calendar
    steps: Mapped[dict[str, Any]] = mapped_column(JSON)  # by code: start and finish, as days


class Target(Row):
    """A later day of the end, with its reason and who set it."""

    __tablename__ = "timeline_targets"

    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"), index=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plans.id"), unique=True)
    due_on: Mapped[date]
    reason: Mapped[str] = mapped_column(String(500), default="")  # "" when a new plan was saved
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    set_at: Mapped[datetime]
    person: Mapped[Person | None] = relationship()


class Forecast(Row):
    """What was foretold after one event; `done_on` is filled in when the project is done."""

    __tablename__ = "forecasts"
    __table_args__ = (
        Index("ix_forecasts_project", "project_id", "id"),
        Index("ix_forecasts_done", "done_on", "id"),
    )

    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    cause: Mapped[str] = mapped_column(String(64))  # the fact after which it was made
    made_on: Mapped[date]
    p50: Mapped[int]  # working days from that day
    p90: Mapped[int]
    p50_on: Mapped[date | None]
    p90_on: Mapped[date | None]
    own_n: Mapped[int]  # steps by the hall's own durations
    plan_n: Mapped[int]  # steps by the plan's figure
    done_on: Mapped[date | None]


class Publication(Row):
    """The owner lets everybody see the timeline, under a short address that stays the same."""

    __tablename__ = "timeline_publications"
    __table_args__ = (Index("ix_timeline_publications_open", "withdrawn_at", "id"),)

    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"), unique=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    published_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    project: Mapped[Project] = relationship()
