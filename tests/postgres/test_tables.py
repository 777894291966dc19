"""The migrations on PostgreSQL, inserting once, and many who sign up with one code."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import create_engine, func, inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from marketplace.accounts import operations as accounts
from marketplace.accounts.models import Organisation
from marketplace.accounts.states import Kind
from marketplace.core import clock
from marketplace.core.act import CLOCKWORK, writing
from marketplace.core.database import Row, db, insert_once
from marketplace.core.errors import DomainError
from marketplace.core.places import Setting
from tests.filled import apart, application
from tests.postgres.conftest import FOLDER
from tests.support import code_for

pytestmark = [pytest.mark.postgres, pytest.mark.deep]
MANY = 30


@pytest.fixture(scope="module")
def engine(database):
    engine = create_engine(database("tables"), pool_size=MANY, max_overflow=5)
    Row.metadata.create_all(engine)
    yield engine
    engine.dispose()


def test_the_migrations_make_the_tables_and_go_back(database, tmp_path):
    with apart(), application(tmp_path, database=database("migrated")).app_context():
        upgrade(directory=FOLDER)
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": False})
            assert compare_metadata(context, Row.metadata) == []
        downgrade(directory=FOLDER, revision="base")
        assert inspect(db.engine).get_table_names() == ["alembic_version"]
        db.engine.dispose()


def test_a_row_is_inserted_once(engine):
    gate = Barrier(MANY)

    def insert(_):
        with Session(engine) as session:
            gate.wait()
            new = insert_once(session, Setting, key="phone", value="1")
            session.commit()
            return new

    with ThreadPoolExecutor(MANY) as pool:
        assert sum(pool.map(insert, range(MANY))) == 1


def test_one_of_thirty_registers_a_code(engine):
    gate = Barrier(MANY)

    def register(no):
        body = {"kind": Kind.COMPANY, "code": code_for(7), "name_zh": f"公司{no}"}
        with Session(engine) as session:
            gate.wait()
            try:
                with writing(session, CLOCKWORK) as act:
                    accounts.register_organisation(act, None, **body)
            except (DomainError, IntegrityError):  # the page says 409 of both
                return 0
            return 1

    with ThreadPoolExecutor(MANY) as pool:
        assert sum(pool.map(register, range(MANY))) == 1
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(Organisation)) == 1


def test_moments_come_back_aware(engine):
    with Session(engine) as session:
        row = Organisation(kind=Kind.OPERATOR, name_zh="运营", registered_at=clock.now())
        session.add(row)
        session.flush()
        session.expire(row)
        assert row.registered_at.utcoffset() is not None
        session.rollback()
