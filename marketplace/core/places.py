"""The districts of the city, and settings of the hall that its operator edits."""

from typing import Any

from sqlalchemy import JSON, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from marketplace.core.database import Row


class Area(Row):
    """A district, county or park where projects lie and firms work."""

    __tablename__ = "areas"

    code: Mapped[str] = mapped_column(String(12), unique=True)
    name_zh: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(80))
    is_active: Mapped[bool] = mapped_column(default=True)


class Setting(Row):
    """A named value: the hall's name, its phone, its colours."""

    __tablename__ = "settings"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    value: Mapped[Any] = mapped_column(JSON)


def areas(session: Session) -> list[Area]:
    return list(session.scalars(select(Area).where(Area.is_active).order_by(Area.code)))


def settings(session: Session) -> dict[str, Any]:
    return {row.key: row.value for row in session.scalars(select(Setting))}
