"""Work is accepted once on PostgreSQL too; the other races are in tests/selection/test_races.py."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from marketplace.core.facts import Fact
from tests.contracts.test_race import filled, try_to_accept
from tests.filled import apart, own_folder

pytestmark = [pytest.mark.postgres, pytest.mark.deep]
MANY = 30


@pytest.mark.usefixtures("at")
def test_thirty_acceptances_are_one(database, tmp_path):
    engine = create_engine(database("races"), pool_size=MANY, max_overflow=5)
    with apart():
        own_folder(tmp_path)
        owner, contract_id = filled(engine)
        accept = partial(try_to_accept, engine, owner)
        with ThreadPoolExecutor(MANY) as crowd:
            done = sum(crowd.map(accept, [contract_id] * MANY))
    with Session(engine) as session:
        facts = session.scalar(select(func.count()).where(Fact.name == "contracts.accept"))
    engine.dispose()
    assert (done, facts) == (1, 1)
