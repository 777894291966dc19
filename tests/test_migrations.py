"""The migrations make the tables of the models, go back, and come again with data."""

import os
import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import create_engine, inspect, text

from marketplace.app import ROOT
from marketplace.core.database import Row, db
from tests.filled import apart, application, copy_of, digests, filled

pytestmark = pytest.mark.deep

FOLDER = str(ROOT / "migrations")


@pytest.fixture
def hall(tmp_path):
    with apart():
        app = application(tmp_path)
        with app.app_context():
            yield db
            db.session.remove()
            db.engine.dispose()


def test_the_migrations_make_the_tables_of_the_models(hall):
    upgrade(directory=FOLDER)
    with hall.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Row.metadata) == []


def test_down_to_nothing_and_up_again_with_data(tmp_path):
    data = copy_of(filled(), tmp_path / "hall")
    with apart(), application(data).app_context():
        downgrade(directory=FOLDER, revision="base")
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
        upgrade(directory=FOLDER)
        with db.engine.connect() as connection:
            empty = digests(connection)
        db.engine.dispose()
    assert set(empty) == set(Row.metadata.tables)


def test_an_upgrade_of_what_is_up_to_date_changes_no_row(tmp_path):
    data = copy_of(filled(), tmp_path / "hall")
    with apart(), application(data).app_context():
        with db.engine.connect() as connection:
            before = digests(connection)
        upgrade(directory=FOLDER)
        with db.engine.connect() as connection:
            assert digests(connection) == before
        db.engine.dispose()


def test_of_two_that_migrate_at_once_one_waits(tmp_path):
    environ = os.environ | {"HALL_DEMO": "1", "HALL_DATA": str(tmp_path)}
    words = [sys.executable, "-m", "marketplace", "migrate"]
    both = [
        subprocess.Popen(  # noqa: S603 (our own words)
            words, cwd=ROOT, env=environ, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    engine = create_engine(f"sqlite:///{tmp_path / 'hall.db'}")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).all()
    engine.dispose()
