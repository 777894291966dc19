"""The districts of the city, and settings of the hall that its operator edits."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from marketplace.core.database import Row
from marketplace.core.memo import now_and_then


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


@dataclass(frozen=True, slots=True)
class Known:
    """What a list shows of an area or a service item, and a filter offers while it is active."""

    id: int
    code: str
    name_zh: str
    name_en: str
    is_active: bool


class All(dict[int, Known]):
    """All there is of them, by id; read once, so what is made of it may be kept beside it."""

    __hash__ = object.__hash__  # type: ignore[assignment]  # two readings are two things
    __eq__ = object.__eq__


def known(rows: Iterable[Any]) -> All:
    """Rows of id, code, names and "is it active", by id and in their order."""
    return All((row[0], Known(*row)) for row in rows)


_AREA = Area.__table__.c
_KNOWN = select(_AREA.id, _AREA.code, _AREA.name_zh, _AREA.name_en, _AREA.is_active).order_by(
    _AREA.code
)


@now_and_then
def known_areas(session: Session) -> All:
    """Every area by id, in the order of codes; read now and then."""
    return known(session.execute(_KNOWN))


@now_and_then
def shown(session: Session) -> dict[str, Any]:
    """The settings as pages tell them; read now and then."""
    return settings(session)


@now_and_then
def names(session: Session) -> tuple[str, str]:
    """The hall's name in Chinese and in English; read now and then."""
    named = settings(session)
    return named.get("name_zh", "中介服务大厅"), named.get("name_en", "Intermediary Service Hall")
