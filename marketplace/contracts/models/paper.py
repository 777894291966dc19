"""What is signed, printed once, and who signed it; number 0 is the contract itself."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.act import Role
from marketplace.core.database import Row
from marketplace.core.transparency.models import guard


class Paper(Row):
    """The text as a PDF file, byte for byte as both sides sign it."""

    __tablename__ = "contract_papers"
    __table_args__ = (UniqueConstraint("contract_id", "no"),)

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    no: Mapped[int]  # 0: the contract; else that of the change order
    sha256: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    printed_at: Mapped[datetime]


class Signature(Row):
    """One side's yes to a paper: the hall's Ed25519 signature over digest, who and when."""

    __tablename__ = "contract_signatures"
    __table_args__ = (UniqueConstraint("contract_id", "no", "side"),)

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    no: Mapped[int]
    side: Mapped[Role]
    organisation: Mapped[str] = mapped_column(String(200))  # its name on that day
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    person: Mapped[str] = mapped_column(String(200))
    signed_at: Mapped[datetime]
    digest: Mapped[str] = mapped_column(String(64))  # SHA-256 of the paper
    key: Mapped[str] = mapped_column(String(64))  # the hall's public key
    signature: Mapped[str] = mapped_column(String(128))


event.listen(Signature.__table__, "after_create", guard)
