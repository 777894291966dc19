"""Thirty people accept one delivery in the same second; one does."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from marketplace.contracts import operations
from marketplace.contracts.models import Contract
from marketplace.core import calendars, clock
from marketplace.core.act import writing
from marketplace.core.database import Row
from marketplace.core.errors import WrongStateError
from marketplace.core.facts import Fact
from marketplace.core.places import Area
from marketplace.core.rulesets import first
from tests.conftest import Makers
from tests.contracts.story import Story
from tests.filled import apart, own_folder
from tests.support import CALENDAR_DATA


def filled(engine):
    Row.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(first(clock.now()))
        session.add(Area(code="510701", name_zh="涪北区", name_en="Fubei"))
        session.flush()
        calendars.load(session, CALENDAR_DATA)
        story = Story(session, Makers(session))
        contract = story.delivered()
        session.commit()
        return story.owner, contract.id


def try_to_accept(engine, owner, id):
    with Session(engine) as session:
        contract = session.get(Contract, id)
        try:
            with writing(session, owner, contract) as act:
                operations.accept(act, contract)
        except WrongStateError:
            return 0
        return 1


def test_thirty_acceptances_are_one(at, tmp_path):
    with apart():
        own_folder(tmp_path)
        engine = create_engine(f"sqlite:///{tmp_path}/hall.db")
        owner, contract_id = filled(engine)
        with ThreadPoolExecutor(30) as crowd:
            done = list(crowd.map(lambda _: try_to_accept(engine, owner, contract_id), range(30)))
        with Session(engine) as session:
            facts = session.scalar(select(func.count()).where(Fact.name == "contracts.accept"))
        engine.dispose()
    assert (sum(done), facts) == (1, 1)
