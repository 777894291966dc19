"""How Alembic reaches the hall's tables: through the application that is being migrated."""

from typing import Any

import sqlalchemy as sa
from alembic import context
from flask import current_app

from marketplace.core.database import UtcDateTime

database = current_app.extensions["migrate"].db


def render(kind: str, thing: Any, _: object) -> str | bool:
    """Moments as the driver knows them; enumerations as short texts, free to gain members."""
    if kind == "type" and isinstance(thing, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(thing, sa.Enum):
        return "sa.String(length=32)"
    return False


def unbind(connection: sa.Connection) -> None:
    """SQLite changes a column by making the table anew: for a moment nothing may lean on it."""
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")


def bind(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        cursor = connection.connection.cursor()
        lost = cursor.execute("PRAGMA foreign_key_check").fetchall()
        cursor.execute("PRAGMA foreign_keys=ON")
        if lost:
            raise RuntimeError(f"rows that lead nowhere after the migration: {lost[:5]}")


def run() -> None:
    with database.engine.connect().execution_options(writes=True) as connection:
        unbind(connection)
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_as_batch=True,
            render_item=render,
            compare_type=False,
            transactional_ddl=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        bind(connection)


run()
