"""Milestones of real projects elsewhere: what was promised, what is aimed at, what happened."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.database import Row


class Milestone(Row):
    """One step of a project. The baseline is the first promise and stays when the target moves."""

    __tablename__ = "milestones"
    __table_args__ = (UniqueConstraint("project_ref", "ref"),)

    project_ref: Mapped[str] = mapped_column(String(40), index=True)
    project: Mapped[str] = mapped_column(String(300))
    category: Mapped[str] = mapped_column(String(200), default="")
    action: Mapped[str] = mapped_column(String(300))
    agency: Mapped[str] = mapped_column(String(300))
    ref: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(300))
    keeper: Mapped[str] = mapped_column(String(100), default="")  # who owns the step
    is_final: Mapped[bool] = mapped_column(default=False)
    baseline_on: Mapped[date | None]
    target_on: Mapped[date | None]
    actual_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    waits_for: Mapped[list[str]] = mapped_column(JSON, default=list)
    targets: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)  # earlier ones
    imported_at: Mapped[datetime]
