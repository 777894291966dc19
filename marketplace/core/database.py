"""The declarative base, the session, and what the rooms' tables share."""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import (
    BigInteger,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Enum,
    Integer,
    MetaData,
    Select,
    Table,
    event,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, registry
from sqlalchemy.pool import ConnectionPoolEntry, Pool
from sqlalchemy.types import TypeDecorator

from marketplace.core import queue

BUSY_TIMEOUT_MS = 20_000
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, kept in UTC. A naive datetime is a bug, so it is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("naive datetime")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Row(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(naming_convention=NAMING)
    registry = registry(
        metadata=metadata,
        type_annotation_map={
            datetime: UtcDateTime(),
            int: BigInteger().with_variant(Integer, "sqlite"),
            StrEnum: Enum(
                StrEnum,
                native_enum=False,
                create_constraint=False,
                length=32,
                values_callable=lambda enum: [member.value for member in enum],
            ),
        },
    )

    id: Mapped[int] = mapped_column(primary_key=True)

    def public_record(self) -> dict[str, Any]:
        """What the public log keeps of it: nothing secret, nothing about persons."""
        return {}


class OneBind(FlaskSession):
    """There is one database: no statement need be searched for the tables it names."""

    one: Engine | Connection | None = None

    def get_bind(self, *_: Any, **__: Any) -> Engine | Connection:
        if self.one is None:
            self.one = self._db.engines[None]
        return self.one

    def _execute_internal(self, *asked: Any, **how: Any) -> Any:
        """Statements on plain columns see what was only just set, as those on objects do."""
        self._autoflush()
        return super()._execute_internal(*asked, **how)


db = SQLAlchemy(metadata=Row.metadata, session_options={"class_": OneBind})


@event.listens_for(Engine, "connect")
def _prepare(connection: Any, _: object) -> None:
    """SQLite: begin transactions ourselves, keep the journal safe, honour foreign keys."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """A writer locks at once: one that read first could not upgrade after another commit."""
    if connection.dialect.name == "sqlite":
        writes = connection.get_execution_options().get("writes")
        if writes:
            queue.enter(connection)
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:  # cannot fail, and every page begins with it: straight to the driver
            connection.connection.cursor().execute("BEGIN")


@event.listens_for(Pool, "checkin")
def _end(_: object, record: ConnectionPoolEntry) -> None:
    queue.leave(record.info)


# PostgreSQL gives the new id back, and the count of rows only when it is asked for.
COUNTED = {"preserve_rowcount": True}


def table_of(kind: type[Row]) -> Table:
    """Its table, for statements on plain columns: they cost half of those on objects."""
    table = kind.__table__
    assert isinstance(table, Table)  # noqa: S101 (a row lies in a table, not in a join)
    return table


def insert_once(session: Session, table: type[Row], **values: object) -> bool:
    """Insert a row unless a unique constraint already holds one like it; True when it is new."""
    session.flush()
    once = _once(table, _dialect(session))
    return session.connection().execute(once, values, execution_options=COUNTED).rowcount == 1


def insert_all(
    session: Session, table: type[Row], columns: Sequence[str], rows: Select[Any]
) -> int:
    """Insert what a query gives, without what is there already; how many rows were new."""
    session.flush()
    insert = _insert(table, _dialect(session)).from_select(columns, rows).on_conflict_do_nothing()
    return int(session.connection().execute(insert, execution_options=COUNTED).rowcount)


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name


@lru_cache(None)
def _once(table: type[Row], dialect: str) -> Any:
    """Put together once for each table."""
    return _insert(table, dialect).on_conflict_do_nothing()


def _insert(table: type[Row], dialect: str) -> Any:
    return (postgresql if dialect == "postgresql" else sqlite).insert(table_of(table))
