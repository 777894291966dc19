"""Where imported history came from."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.database import Row


class Source(Row):
    """The origin of one imported request; the digest tells whether its publisher changed it."""

    __tablename__ = "import_sources"

    external_id: Mapped[str] = mapped_column(String(200), unique=True)  # the ocid
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), unique=True)
    digest: Mapped[str] = mapped_column(String(64))
    file: Mapped[str] = mapped_column(String(200))
    publisher: Mapped[str] = mapped_column(String(60))
    method: Mapped[str] = mapped_column(String(60), default="")
    category: Mapped[str] = mapped_column(String(20), default="")
    notes: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # what was left out, counted
    taken_at: Mapped[datetime]
