"""Tables of the keys that seal offers, and of the shares in which their private halves are kept."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.database import Row
from marketplace.core.transparency.names import Party
from marketplace.requests.models import Request


class SealKey(Row):
    """The key of one request. Its private half is in shares, or, where nobody else can keep one,
    `wrapped` by the hall's own key (docs/decisions/0015)."""

    __tablename__ = "seal_keys"

    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), unique=True)
    public: Mapped[bytes] = mapped_column(LargeBinary)
    wrapped: Mapped[bytes | None] = mapped_column(LargeBinary)
    not_before: Mapped[str] = mapped_column(String(32), default="")  # the closing, as it was first
    asked_at: Mapped[datetime | None]
    request: Mapped[Request] = relationship()
    shares: Mapped[list["SealShare"]] = relationship(order_by="SealShare.id")

    def public_record(self) -> dict[str, Any]:
        keepers = {share.party.value: share.keeper.value for share in self.shares}
        return {"request": self.request_id, "public": self.public.hex(), "shares": keepers}


class SealShare(Row):
    """`party` whose share it is, `keeper` who keeps it; the box opens with the keeper's key."""

    __tablename__ = "seal_shares"
    __table_args__ = (UniqueConstraint("key_id", "party"),)

    key_id: Mapped[int] = mapped_column(ForeignKey("seal_keys.id"))
    party: Mapped[Party]
    keeper: Mapped[Party]
    box: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[str] = mapped_column(String(64))
    handed: Mapped[bytes | None] = mapped_column(LargeBinary)  # wrapped by the hall's key
    handed_at: Mapped[datetime | None]
    key: Mapped[SealKey] = relationship(back_populates="shares")

    def public_record(self) -> dict[str, Any]:
        return {"request": self.key.request_id, "keeper": self.keeper.value}


class ShareKeeper(Row):
    """Who can keep shares, and the public key to put them in a box for him."""

    __tablename__ = "share_keepers"

    name: Mapped[str] = mapped_column(String(40), unique=True)  # a party, or owner/ORGANISATION
    public: Mapped[bytes] = mapped_column(LargeBinary)
    signer: Mapped[str] = mapped_column(String(64), default="")  # the witness that said so
    since: Mapped[datetime]

    def public_record(self) -> dict[str, Any]:
        return {"keeper": self.name, "public": self.public.hex()}
