"""Tables of the catalogue. Codes such as M101 and S01 are the data's own ids."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Organisation
from marketplace.core.database import Row
from marketplace.matters.states import (
    Category,
    MatterType,
    Obligation,
    Online,
    Payer,
    Sureness,
    Waiting,
)


class Stage(Row):
    """One of the four stages, or the parallel procedures."""

    __tablename__ = "stages"

    code: Mapped[str] = mapped_column(String(64), unique=True)
    no: Mapped[int]
    name_zh: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(100))


class Matter(Row):
    """One approval or service of a department. The actual figures are written from its cases."""

    __tablename__ = "matters"
    __table_args__ = (
        CheckConstraint("statutory_days IS NULL OR statutory_days >= 0", name="statutory_days"),
        CheckConstraint("committed_days >= 0", name="committed_days"),
        CheckConstraint("0 <= actual_late_n AND actual_late_n <= actual_n", name="actual_late_n"),
        CheckConstraint(
            "0 <= first_pass_n AND first_pass_n <= first_pass_of_n", name="first_pass_n"
        ),
    )

    code: Mapped[str] = mapped_column(String(16), unique=True)
    name_zh: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200))
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id"), index=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    type: Mapped[MatterType]
    type_zh: Mapped[str] = mapped_column(String(40))
    statutory_days: Mapped[int | None]
    statutory_basis: Mapped[Sureness]
    committed_days: Mapped[int]
    committed_basis: Mapped[Sureness]
    excluded_zh: Mapped[str] = mapped_column(String(300), default="")
    result_zh: Mapped[str] = mapped_column(String(200))
    fee: Mapped[str] = mapped_column(String(200))
    legal_basis: Mapped[str] = mapped_column(Text)
    trigger_en: Mapped[str] = mapped_column(String(300), default="")
    online: Mapped[Online]
    informed_commitment: Mapped[bool]
    deferrable: Mapped[bool]
    in_hall: Mapped[bool]
    window_zh: Mapped[str] = mapped_column(String(100), default="")  # "" when no one is named
    needs_nothing: Mapped[bool]  # no intermediary service may be asked for
    is_active: Mapped[bool] = mapped_column(default=True)
    actual_n: Mapped[int] = mapped_column(default=0)  # decided cases
    actual_median_days: Mapped[float | None]  # working days, pauses removed
    actual_late_n: Mapped[int] = mapped_column(default=0)  # decided after the committed day
    first_pass_n: Mapped[int] = mapped_column(default=0)
    first_pass_of_n: Mapped[int] = mapped_column(default=0)
    top_reasons: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)  # text, n
    stage: Mapped[Stage] = relationship()
    department: Mapped[Organisation] = relationship()
    materials: Mapped[list["Material"]] = relationship(order_by="Material.position")
    requirements: Mapped[list["Requirement"]] = relationship(back_populates="matter")


class Prerequisite(Row):
    """A matter that waits for another one; `kind` is hard or if_selected."""

    __tablename__ = "prerequisites"
    __table_args__ = (UniqueConstraint("matter_id", "needs_id"),)

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    needs_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), index=True)
    kind: Mapped[Waiting]
    matter: Mapped[Matter] = relationship(foreign_keys=matter_id)
    needs: Mapped[Matter] = relationship(foreign_keys=needs_id)


class Material(Row):
    """A paper a matter asks for, and who already has it."""

    __tablename__ = "materials"
    __table_args__ = (UniqueConstraint("matter_id", "code"),)

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    code: Mapped[str] = mapped_column(String(32))
    position: Mapped[int]
    name_zh: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(64))
    deferrable: Mapped[bool]
    applicant_supplies: Mapped[bool]


class ServiceItem(Row):
    """A kind of intermediary work. Band columns are written from the hall's finished contracts."""

    __tablename__ = "service_items"
    __table_args__ = (
        CheckConstraint(
            "0 <= days_min AND days_min <= days_typical AND days_typical <= days_max", name="days"
        ),
        CheckConstraint("band_n >= 0", name="band_n"),
    )

    code: Mapped[str] = mapped_column(String(16), unique=True)
    name_zh: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200))
    category: Mapped[Category] = mapped_column(index=True)
    obligation: Mapped[Obligation]
    who_pays: Mapped[Payer]
    qualification: Mapped[str] = mapped_column(String(300))
    grade: Mapped[str] = mapped_column(String(200))
    qualification_note_en: Mapped[str] = mapped_column(String(300), default="")
    days_min: Mapped[int]
    days_typical: Mapped[int]
    days_max: Mapped[int]
    days_status: Mapped[Sureness]
    days_max_status: Mapped[Sureness]
    price: Mapped[dict[str, Any]] = mapped_column(JSON)  # low, high, unit, basis_zh, figure_status
    deliverables: Mapped[list[str]] = mapped_column(JSON)
    after: Mapped[list[str]] = mapped_column(JSON)
    reviews: Mapped[list[str]] = mapped_column(JSON, default=list)  # codes of the work it judges
    regulator_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    legal_basis: Mapped[str] = mapped_column(Text)
    selectable: Mapped[bool]
    is_active: Mapped[bool] = mapped_column(default=True)
    band_n: Mapped[int] = mapped_column(default=0)
    band_price_p25: Mapped[int | None]  # minor units of the hall's currency
    band_price_median: Mapped[int | None]
    band_price_p75: Mapped[int | None]
    band_days_p25: Mapped[int | None]  # working days
    band_days_median: Mapped[int | None]
    band_days_p75: Mapped[int | None]
    regulator: Mapped[Organisation] = relationship()
    requirements: Mapped[list["Requirement"]] = relationship(back_populates="item")


class Requirement(Row):
    """A matter needs a service item. What nobody has confirmed stays empty, never guessed."""

    __tablename__ = "requirements"
    __table_args__ = (UniqueConstraint("matter_id", "item_id"),)

    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("service_items.id"), index=True)
    obligation: Mapped[str] = mapped_column(String(40))  # as the catalogue words it
    article: Mapped[str] = mapped_column(String(2000), default="")  # as it was confirmed
    since: Mapped[date | None]  # the day the article came into force
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    confirmed_by: Mapped[Organisation | None] = relationship()
    matter: Mapped[Matter] = relationship(back_populates="requirements")
    item: Mapped[ServiceItem] = relationship(back_populates="requirements")


class GuidanceSet(Row):
    """One version of all that decides a plan; the newest is in force, none is ever changed."""

    __tablename__ = "guidance_sets"

    version: Mapped[int] = mapped_column(unique=True)
    loaded_at: Mapped[datetime]
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
