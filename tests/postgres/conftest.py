"""A PostgreSQL server of our own, and the small demo hall in it."""

import pytest
from flask_migrate import upgrade
from sqlalchemy import create_engine, insert, select, text

from marketplace.app import ROOT
from marketplace.core.database import Row, db
from tests import elephant
from tests.filled import apart, application, copy_of, filled

FOLDER = str(ROOT / "migrations")


@pytest.fixture(scope="session")
def server():
    with elephant.postgres() as server:
        yield server


@pytest.fixture(scope="session")
def database(server):
    """The address of a new, empty database of that name."""
    return server.database


@pytest.fixture(scope="module")
def hall(database, tmp_path_factory):
    """The application on PostgreSQL: migrated, with every row of the small demo hall."""
    folder = filled()
    data = copy_of(folder, tmp_path_factory.mktemp("postgres") / "hall")
    with apart():
        app = application(data, database=database("demo"))
        with app.app_context():
            upgrade(directory=FOLDER)
            copy_rows(create_engine(f"sqlite:///{data / 'hall.db'}"), db.engine)
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def copy_rows(source, target):
    with source.connect() as old, target.begin() as new:
        new.execute(text("SET session_replication_role = replica"))
        for table in Row.metadata.sorted_tables:
            rows = [dict(row) for row in old.execute(select(table)).mappings()]
            if rows:
                new.execute(insert(table), rows)
                name = f"pg_get_serial_sequence('{table.name}', 'id')"
                new.execute(text(f"SELECT setval({name}, max(id)) FROM {table.name}"))  # noqa: S608
        new.execute(text("SET session_replication_role = origin"))
    source.dispose()
