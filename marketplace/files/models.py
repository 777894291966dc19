"""The table of uploads; their bytes lie in the data folder under random names."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.database import Row


class Upload(Row):
    """A checked file; it belongs to one thing, and the room of that thing says who may read it."""

    __tablename__ = "uploads"
    __table_args__ = (Index("ix_uploads_thing", "thing_kind", "thing_id"),)

    token: Mapped[str] = mapped_column(String(43), unique=True)  # its name on disk and in URLs
    name: Mapped[str] = mapped_column(String(120))  # as the person called it, made safe
    mime: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    thing_kind: Mapped[str] = mapped_column(String(32))
    thing_id: Mapped[int]
    purpose: Mapped[str] = mapped_column(String(32), default="")
    is_public: Mapped[bool] = mapped_column(default=False)
    uploaded_at: Mapped[datetime]


class Sweep(Row):
    """The one row that says when files without a row (of a transaction undone) are next removed."""

    __tablename__ = "upload_sweeps"

    due_at: Mapped[datetime]
