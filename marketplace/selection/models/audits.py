"""Table of direct selections and whether the lot of the public log sent an audit to them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Organisation
from marketplace.core.database import Row
from marketplace.requests.models import Request
from marketplace.selection.states import Finding


class DirectAudit(Row):
    """The first signed head that holds the publication decides; anybody may compute it again."""

    __tablename__ = "direct_audits"

    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), unique=True)
    head_size: Mapped[int]
    head_root: Mapped[str] = mapped_column(String(64))
    value: Mapped[int]  # 0 to 99
    percent: Mapped[int]  # sampled when the value is under it
    is_sampled: Mapped[bool] = mapped_column(index=True)
    sampled_at: Mapped[datetime]
    finding: Mapped[Finding | None]
    report: Mapped[str] = mapped_column(String(4000), default="")
    found_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    found_at: Mapped[datetime | None]
    request: Mapped[Request] = relationship()
    found_by: Mapped[Organisation | None] = relationship()

    def public_record(self) -> dict[str, Any]:
        return {
            "request": self.request_id,
            "head_size": self.head_size,
            "value": self.value,
            "percent": self.percent,
            "finding": self.finding,
        }
