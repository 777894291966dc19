"""Tables of the directory. A firm is an organisation with the papers that let it work."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Organisation
from marketplace.core.database import Row
from marketplace.core.places import Area
from marketplace.directory.states import FirmState, Mark, PaperState, PenaltyKind, Standing
from marketplace.matters.models import ServiceItem

_WALK = ("standing", "item_id", "area_id")


class Firm(Row):
    """An intermediary in the directory. Figures below the line are written by upper rooms."""

    __tablename__ = "firms"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), unique=True)
    state: Mapped[FirmState] = mapped_column(default=FirmState.DRAFT, index=True)
    introduction: Mapped[str] = mapped_column(Text, default="")
    contact_name: Mapped[str] = mapped_column(String(100), default="")
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    rule_set_id: Mapped[int | None] = mapped_column(ForeignKey("rule_sets.id"))
    applied_at: Mapped[datetime | None]
    check_due_at: Mapped[datetime | None] = mapped_column(index=True)
    returned_once: Mapped[bool] = mapped_column(default=False)
    faults: Mapped[list[str]] = mapped_column(JSON, default=list)
    decided_at: Mapped[datetime | None]
    admitted_at: Mapped[datetime | None] = mapped_column(index=True)  # public from then on
    decision_reason: Mapped[str] = mapped_column(String(1000), default="")
    standing: Mapped[Standing] = mapped_column(default=Standing.NO_QUALIFICATION)
    rating_mean: Mapped[float | None]  # Bayesian, 1 to 5
    rating_n: Mapped[int] = mapped_column(default=0)
    on_time_rate: Mapped[float | None]  # 0 to 1, of finished contracts
    contracts_n: Mapped[int] = mapped_column(default=0)  # finished
    first_pass_n: Mapped[int] = mapped_column(default=0)  # works never returned by a department
    first_pass_of_n: Mapped[int] = mapped_column(default=0)  # of works a department judged
    credit_score: Mapped[int | None]  # 0 to 100; None while there is no record
    organisation: Mapped[Organisation] = relationship()
    qualifications: Mapped[list["Qualification"]] = relationship(back_populates="firm")
    practitioners: Mapped[list["Practitioner"]] = relationship(back_populates="firm")
    penalties: Mapped[list["Penalty"]] = relationship(back_populates="firm")
    areas: Mapped[list[Area]] = relationship(secondary="firm_areas", order_by=Area.code)


class FirmArea(Row):
    """A firm works in this district."""

    __tablename__ = "firm_areas"
    __table_args__ = (UniqueConstraint("firm_id", "area_id"),)

    firm_id: Mapped[int] = mapped_column(ForeignKey("firms.id"))
    area_id: Mapped[int] = mapped_column(ForeignKey("areas.id"), index=True)


class Qualification(Row):
    """A certificate of a firm: it covers service items from one day to another."""

    __tablename__ = "qualifications"
    __table_args__ = (CheckConstraint("valid_to >= valid_from", name="ends_after_it_begins"),)

    firm_id: Mapped[int] = mapped_column(ForeignKey("firms.id"), index=True)
    kind: Mapped[str] = mapped_column(String(300))  # a ServiceItem.qualification
    grade: Mapped[str] = mapped_column(String(60), default="")
    certificate_no: Mapped[str] = mapped_column(String(80))
    certificate_key: Mapped[str] = mapped_column(String(80), index=True)  # NFKC, case folded
    scope: Mapped[str] = mapped_column(String(500), default="")
    valid_from: Mapped[date]
    valid_to: Mapped[date] = mapped_column(index=True)
    state: Mapped[PaperState] = mapped_column(default=PaperState.DRAFT, index=True)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("qualifications.id"))
    submitted_at: Mapped[datetime | None]
    check_due_at: Mapped[datetime | None] = mapped_column(index=True)
    returned_once: Mapped[bool] = mapped_column(default=False)
    faults: Mapped[list[str]] = mapped_column(JSON, default=list)
    decided_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]  # when it came into matching, in place of the old one
    decision_reason: Mapped[str] = mapped_column(String(1000), default="")
    warned_first_at: Mapped[datetime | None]
    warned_last_at: Mapped[datetime | None]
    expired_at: Mapped[datetime | None]  # when the job took it out of matching
    firm: Mapped[Firm] = relationship(back_populates="qualifications")
    items: Mapped[list[ServiceItem]] = relationship(secondary="qualification_items")


class QualificationItem(Row):
    """A qualification covers this service item."""

    __tablename__ = "qualification_items"
    __table_args__ = (UniqueConstraint("qualification_id", "item_id"),)

    qualification_id: Mapped[int] = mapped_column(ForeignKey("qualifications.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("service_items.id"), index=True)


class Practitioner(Row):
    """A person with a licence in such a firm."""

    __tablename__ = "practitioners"

    firm_id: Mapped[int] = mapped_column(ForeignKey("firms.id"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    licence_kind: Mapped[str] = mapped_column(String(100))
    licence_no: Mapped[str] = mapped_column(String(80), index=True)
    employer: Mapped[str] = mapped_column(String(200))  # as social security has it
    valid_to: Mapped[date | None]
    left_at: Mapped[datetime | None]
    firm: Mapped[Firm] = relationship(back_populates="practitioners")


class Penalty(Row):
    """A published decision that changes a firm's standing from one moment to another."""

    __tablename__ = "penalties"

    firm_id: Mapped[int] = mapped_column(ForeignKey("firms.id"), index=True)
    kind: Mapped[PenaltyKind]
    reason: Mapped[str] = mapped_column(String(1000))
    complaint_id: Mapped[int | None]
    department_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    begins_at: Mapped[datetime]
    ends_at: Mapped[datetime | None] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    firm: Mapped[Firm] = relationship(back_populates="penalties")
    department: Mapped[Organisation] = relationship()

    def public_record(self) -> dict[str, Any]:
        return {"firm": self.firm_id, "kind": self.kind, "begins_at": self.begins_at}


class Match(Row):
    """An admitted firm: one row for each item and area it has papers for, with sort keys.

    Item 0 and area 0 mean any, so that every list and filter is one walk along one index.
    Only the standings in `rules.standing.WORKING` may take work: ask `queries.matching`.
    """

    __tablename__ = "firm_matches"
    __table_args__ = (
        UniqueConstraint("firm_id", "item_id", "area_id"),
        Index("ix_match_rating", *_WALK, "rating_key", "firm_id", "grade"),
        Index("ix_match_on_time", *_WALK, "on_time_key", "firm_id", "grade"),
        Index("ix_match_contracts", *_WALK, "contracts_key", "firm_id", "grade"),
        Index("ix_match_credit", *_WALK, "credit_key", "firm_id", "grade"),
        Index("ix_match_name", *_WALK, "name_key", "firm_id", "grade"),
        Index("ix_match_grade", *_WALK, "grade"),
    )

    firm_id: Mapped[int] = mapped_column(ForeignKey("firms.id"))
    item_id: Mapped[int]
    area_id: Mapped[int]
    grade: Mapped[str] = mapped_column(String(60), default="")  # of item 0: the best it has
    standing: Mapped[Standing]
    rating_key: Mapped[int]  # thousandths; greater is better
    on_time_key: Mapped[int]  # thousandths
    contracts_key: Mapped[int]
    credit_key: Mapped[int] = mapped_column(default=0)  # the score and 1; 0: no record yet
    name_key: Mapped[str] = mapped_column(String(60))


class FirmMark(Row):
    """Something of a firm that only one should have, as a digest, to be found with others."""

    __tablename__ = "firm_marks"
    __table_args__ = (
        UniqueConstraint("organisation_id", "kind", "key"),
        Index("ix_firm_marks_key", "kind", "key"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    kind: Mapped[Mark]
    key: Mapped[str] = mapped_column(String(64))


class FirmLink(Row):
    """Two firms share a mark; kept in both directions."""

    __tablename__ = "firm_links"
    __table_args__ = (UniqueConstraint("organisation_id", "other_id", "kind"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    kind: Mapped[Mark]
