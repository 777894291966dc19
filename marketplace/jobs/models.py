"""The worker's sign of life, which is also its lease: one worker at a time."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.database import Row


class Lease(Row):
    """Who does the jobs, and when he last said so."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(String(32), unique=True)
    holder: Mapped[str] = mapped_column(String(64))
    seen_at: Mapped[datetime]
