"""Tables of the public log. They only grow: the database itself refuses to change a row."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    ForeignKey,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.database import Row
from marketplace.core.facts import Fact
from marketplace.core.transparency.names import Party


class LogLeaf(Row):
    """Leaf number id - 1. `data` is hashed as it stands; the hashes spare us to hash it again."""

    __tablename__ = "log_leaves"

    fact_id: Mapped[int] = mapped_column(ForeignKey("facts.id"), unique=True)
    data: Mapped[str] = mapped_column(Text)
    nodes: Mapped[bytes] = mapped_column(LargeBinary)  # the subtrees this leaf completes
    peaks: Mapped[bytes] = mapped_column(LargeBinary)  # the whole tree as it stands after it
    fact: Mapped[Fact] = relationship()

    @property
    def seq(self) -> int:
        return self.id - 1


class LogHead(Row):
    """What the log was at a moment, signed by the hall. The texts are those that were signed."""

    __tablename__ = "log_heads"

    size: Mapped[int] = mapped_column(unique=True)
    root: Mapped[str] = mapped_column(String(64))
    time: Mapped[str] = mapped_column(String(32))
    signature: Mapped[str] = mapped_column(String(128))
    signed_at: Mapped[datetime]
    cosignatures: Mapped[list["LogCosignature"]] = relationship(order_by="LogCosignature.witness")


class LogCosignature(Row):
    """A witness, who has its own key and its own memory, signed the same head."""

    __tablename__ = "log_cosignatures"
    __table_args__ = (UniqueConstraint("head_id", "witness"),)

    head_id: Mapped[int] = mapped_column(ForeignKey("log_heads.id"))
    witness: Mapped[Party]
    key: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str] = mapped_column(String(128))
    signed_at: Mapped[datetime]


class LogKey(Row):
    """Another key signs the log: said by the old one and by the new one, and a leaf itself."""

    __tablename__ = "log_keys"

    size: Mapped[int]  # heads of more leaves are signed by the new key
    old: Mapped[str] = mapped_column(String(64), unique=True)
    new: Mapped[str] = mapped_column(String(64), unique=True)
    by_old: Mapped[str] = mapped_column(String(128))
    by_new: Mapped[str] = mapped_column(String(128))
    rotated_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(500), default="")

    def public_record(self) -> dict[str, Any]:
        names = ("size", "old", "new", "by_old", "by_new")
        return {name: getattr(self, name) for name in names}


GUARDED = (
    "log_leaves",
    "log_heads",
    "log_cosignatures",
    "log_keys",
    "draw_entries",
    "auction_bidders",
    "auction_bids",
)
_FUNCTION = (
    "CREATE OR REPLACE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS "
    "'BEGIN RAISE EXCEPTION ''this table only grows''; END'"
)
_REFUSAL = {
    "sqlite": "BEGIN SELECT RAISE(ABORT, 'this table only grows'); END",
    "postgresql": "FOR EACH STATEMENT EXECUTE FUNCTION only_grows()",
}


def guards(dialect: str, tables: Sequence[str] = GUARDED) -> list[str]:
    """The statements after which the database refuses to change or take a row of the tables."""
    first = [_FUNCTION] if dialect == "postgresql" else []
    return first + [
        f"CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table} {_REFUSAL[dialect]}"
        for table in tables
        for verb in ("UPDATE", "DELETE")
    ]


def guard(table: Table, connection: Connection, **_: Any) -> None:
    """The models themselves made the table; where a migration does, it puts the guards on."""
    for statement in guards(connection.dialect.name, [table.name]):
        connection.exec_driver_sql(statement)


for kind in (LogLeaf, LogHead, LogCosignature, LogKey):
    event.listen(kind.__table__, "after_create", guard)
