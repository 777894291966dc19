"""What an indexing process has taken on and not yet finished."""

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.database import Row


class Claim(Row):
    """A thing being indexed. It outlives a crash, so that nothing taken on is forgotten."""

    __tablename__ = "index_claims"
    __table_args__ = (UniqueConstraint("kind", "thing_id"),)

    kind: Mapped[str] = mapped_column(String(32))
    thing_id: Mapped[int]
