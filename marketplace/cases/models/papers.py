"""The papers of a case, the notices about them, and what a department sent back."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.accounts.models import Organisation
from marketplace.cases.models.case import Case
from marketplace.cases.states import Source
from marketplace.contracts.models import Contract, Deliverable
from marketplace.core.database import Row
from marketplace.files.models import Upload
from marketplace.matters.models import Material


class Attachment(Row):
    """A paper of a case, by reference to one file or one version of a deliverable."""

    __tablename__ = "case_attachments"
    __table_args__ = (UniqueConstraint("case_id", "deliverable_id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    material_id: Mapped[int | None] = mapped_column(ForeignKey("materials.id"))
    source: Mapped[Source]
    upload_id: Mapped[int | None] = mapped_column(ForeignKey("uploads.id"))
    deliverable_id: Mapped[int | None] = mapped_column(ForeignKey("deliverables.id"), index=True)
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contracts.id"), index=True)
    from_case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))  # whose result it is
    version: Mapped[int] = mapped_column(default=1)  # of this paper in this case
    attached_at: Mapped[datetime]
    due_at: Mapped[datetime | None]  # of what is promised for later
    flagged_at: Mapped[datetime | None]  # when that moment was seen to have passed
    replaced_at: Mapped[datetime | None]  # by a later version, or taken off
    case: Mapped[Case] = relationship(back_populates="attachments", foreign_keys=[case_id])
    from_case: Mapped[Case | None] = relationship(foreign_keys=[from_case_id])
    material: Mapped[Material | None] = relationship()
    upload: Mapped[Upload | None] = relationship()
    deliverable: Mapped[Deliverable | None] = relationship()
    contract: Mapped[Contract | None] = relationship()


class Correction(Row):
    """The one notice that names all gaps; another one needs a new fact from a supervisor."""

    __tablename__ = "case_corrections"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    number: Mapped[str] = mapped_column(String(60), unique=True)
    new_fact: Mapped[str] = mapped_column(String(1000), default="")
    supervisor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    entered_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    lines: Mapped[list["CorrectionLine"]] = relationship(order_by="CorrectionLine.id")


class CorrectionLine(Row):
    """One gap: which paper, and what is missing or wrong."""

    __tablename__ = "case_correction_lines"

    correction_id: Mapped[int] = mapped_column(ForeignKey("case_corrections.id"), index=True)
    material_id: Mapped[int | None] = mapped_column(ForeignKey("materials.id"))
    text: Mapped[str] = mapped_column(String(500))
    material: Mapped[Material | None] = relationship()


class Return(Row):
    """A department returns a deliverable of a firm for a defect."""

    __tablename__ = "case_returns"
    __table_args__ = (
        Index(
            "uq_case_returns_open",
            "attachment_id",
            unique=True,
            sqlite_where=text("mended_at IS NULL"),
            postgresql_where=text("mended_at IS NULL"),
        ),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("case_attachments.id"))
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"), index=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    pause_id: Mapped[int] = mapped_column(ForeignKey("case_pauses.id"))
    number: Mapped[str] = mapped_column(String(60), unique=True)
    reason: Mapped[str] = mapped_column(String(1000))
    at: Mapped[datetime]
    entered_at: Mapped[datetime]
    mended_at: Mapped[datetime | None]
    case: Mapped[Case] = relationship(back_populates="returns")
    attachment: Mapped[Attachment] = relationship()
    contract: Mapped[Contract] = relationship()
    firm: Mapped[Organisation] = relationship()
