"""Tables of claim checks: what was said, dated, with the answer as it was given then."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Organisation
from marketplace.claims.states import Saying, Verdict
from marketplace.core.database import Row
from marketplace.matters.models import Matter, ServiceItem


class ClaimCheck(Row):
    """What one firm told one owner. The same on the same day is the same check."""

    __tablename__ = "claim_checks"
    __table_args__ = (
        UniqueConstraint("organisation_id", "made_on", "digest"),
        Index("ix_claim_checks_firm_at", "firm_key", "made_at"),
    )

    number: Mapped[str] = mapped_column(String(40), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    firm_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    firm_name: Mapped[str] = mapped_column(String(200), default="")  # of one that is not listed
    firm_key: Mapped[str] = mapped_column(String(220), default="")
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("service_items.id"))
    rule_set_id: Mapped[int] = mapped_column(ForeignKey("rule_sets.id"))
    digest: Mapped[str] = mapped_column(String(64))  # of all that was typed
    made_on: Mapped[date]
    made_at: Mapped[datetime]
    handed_over_at: Mapped[datetime | None]  # when the regulator was shown it
    organisation: Mapped[Organisation] = relationship(foreign_keys=[organisation_id])
    firm: Mapped[Organisation | None] = relationship(foreign_keys=[firm_id])
    matter: Mapped[Matter | None] = relationship()
    item: Mapped[ServiceItem | None] = relationship()
    lines: Mapped[list["ClaimLine"]] = relationship(
        back_populates="check", order_by="ClaimLine.position"
    )


class ClaimLine(Row):
    """One thing that was said, and the answer; the texts are packed."""

    __tablename__ = "claim_lines"
    __table_args__ = (
        UniqueConstraint("check_id", "position"),
        Index("ix_claim_lines_same", "saying", "about", "verdict"),
    )

    check_id: Mapped[int] = mapped_column(ForeignKey("claim_checks.id"))
    position: Mapped[int]
    saying: Mapped[Saying]
    about: Mapped[str] = mapped_column(String(120), default="")
    verdict: Mapped[Verdict]
    said: Mapped[dict[str, Any]] = mapped_column(JSON)
    text: Mapped[dict[str, Any]] = mapped_column(JSON)
    basis: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    check: Mapped[ClaimCheck] = relationship(back_populates="lines")
