"""The table of signals."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Organisation
from marketplace.core.database import Row
from marketplace.requests.models import Request


class Signal(Row):
    """One computed sign on one request, about one or more organisations."""

    __tablename__ = "signals"
    __table_args__ = (
        UniqueConstraint("kind", "request_id", "subject"),
        Index("ix_signals_state_id", "flagged", "id"),
    )

    kind: Mapped[str] = mapped_column(String(40))
    family: Mapped[str] = mapped_column(String(20), index=True)  # price, identity, band
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), index=True)
    subject: Mapped[str] = mapped_column(String(80), default="")  # pair or firm; "" the request
    flagged: Mapped[bool]
    value: Mapped[float | None]
    threshold: Mapped[float | None]
    n: Mapped[int]
    grade: Mapped[str] = mapped_column(String(1), default="C")
    text: Mapped[str] = mapped_column(String(500))  # a message id
    details: Mapped[dict[str, Any]] = mapped_column(JSON)  # params, peers, evidence
    computed_at: Mapped[datetime]
    useful: Mapped[bool | None]
    note: Mapped[str] = mapped_column(String(1000), default="")
    marked_at: Mapped[datetime | None]
    marked_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    request: Mapped[Request] = relationship()


class SignalFirm(Row):
    """A signal concerns this organisation, which may answer it."""

    __tablename__ = "signal_firms"
    __table_args__ = (UniqueConstraint("signal_id", "organisation_id"),)

    signal_id: Mapped[int] = mapped_column(ForeignKey("signals.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    answer: Mapped[str] = mapped_column(String(2000), default="")
    answered_at: Mapped[datetime | None]
    organisation: Mapped[Organisation] = relationship()
