"""Table of the owner's choice from a short list that was drawn."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.database import Row
from marketplace.requests.models import Request
from marketplace.selection.states import ChoiceState


class Choice(Row):
    """When the owner may pick, and why he picked; silent, the first drawn wins by rule."""

    __tablename__ = "choices"

    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), unique=True)
    state: Mapped[ChoiceState] = mapped_column(default=ChoiceState.AWAITED, index=True)
    opens_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(String(1000), default="")
    ended_at: Mapped[datetime | None]
    request: Mapped[Request] = relationship()
