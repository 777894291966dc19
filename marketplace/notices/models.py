"""The table of notices."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.database import Row


class Notice(Row):
    """A message to one person. `effect_key` says what for, so that one cause tells once."""

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("person_id", "effect_key"),
        Index("ix_notices_person_id", "person_id", "id"),
        Index("ix_notices_person_unread", "person_id", "read_at", "id"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    effect_key: Mapped[str] = mapped_column(String(128))
    kind: Mapped[str] = mapped_column(String(64))  # the fact's name
    text: Mapped[str] = mapped_column(String(300))  # a message id
    params: Mapped[dict[str, Any]] = mapped_column(JSON)
    path: Mapped[str] = mapped_column(String(200))
    told_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
