"""Tables of projects."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from marketplace.accounts.models import Organisation
from marketplace.core.database import Row
from marketplace.core.money import Money
from marketplace.core.places import Area
from marketplace.matters.models import GuidanceSet, Matter
from marketplace.projects.states import ProjectKind


class Project(Row):
    """A construction or investment project in the library."""

    __tablename__ = "projects"
    __table_args__ = (CheckConstraint("investment_minor >= 0", name="investment"),)

    code: Mapped[str] = mapped_column(String(32), unique=True)  # the unified project code
    name: Mapped[str] = mapped_column(String(200))
    owner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"), index=True)
    address: Mapped[str] = mapped_column(String(300), default="")
    kind: Mapped[ProjectKind]
    investment: Mapped[Money] = composite(
        mapped_column("investment_minor"), mapped_column("investment_currency", String(3))
    )
    entered_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]
    owner: Mapped[Organisation] = relationship()
    area: Mapped[Area] = relationship()
    needs: Mapped[list["ProjectMatter"]] = relationship(back_populates="project")


class ProjectMatter(Row):
    """A project needs this matter; the owner notes when he applied and when it was decided."""

    __tablename__ = "project_matters"
    __table_args__ = (UniqueConstraint("project_id", "matter_id"),)

    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id"))
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), index=True)
    picked_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    requests_n: Mapped[int] = mapped_column(default=0)  # written by requests
    project: Mapped[Project] = relationship(back_populates="needs")
    matter: Mapped[Matter] = relationship()


class Plan(Row):
    """What a project needs by one version of the guidance, as it was when the plan was saved."""

    __tablename__ = "plans"

    owner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("projects.id"), index=True)
    guidance_id: Mapped[int] = mapped_column(ForeignKey("guidance_sets.id"))
    name: Mapped[str] = mapped_column(String(200))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    result: Mapped[dict[str, Any]] = mapped_column(JSON)  # nodes, total_days, reasons, flags ...
    saved_at: Mapped[datetime]
    token: Mapped[str | None] = mapped_column(String(64), unique=True)  # while it is shared
    project: Mapped[Project | None] = relationship()
    guidance: Mapped[GuidanceSet] = relationship()
