"""A market whose firms have their rows for matching, and facts read by the notices' reader."""

from datetime import datetime

import pytest
from sqlalchemy import select

from marketplace.accounts.models import Person
from marketplace.core.act import CLOCKWORK
from marketplace.core.facts import Fact
from marketplace.core.outbox import Letter
from marketplace.directory.models import Firm, Match
from marketplace.directory.states import Standing
from marketplace.notices import operations
from marketplace.notices.models import Notice
from tests.market import MONDAY, Market

KEYS = {"rating_key": 0, "on_time_key": 0, "contracts_key": 0, "name_key": "a"}


class Crowd(Market):
    def matching(self, item=None, area=None, standing=Standing.GOOD):
        """A firm that is found for the item in the area."""
        actor = self.firm(item)
        firm = self.session.scalar(select(Firm).filter_by(organisation_id=actor.organisation_id))
        where = {"item_id": (item or self.item).id, "area_id": area or self.area.id}
        self.add(Match(firm_id=firm.id, standing=standing, **where, **KEYS))
        return actor

    def happens(self, name, thing, actor=CLOCKWORK):
        """The fact, and its reading."""
        fact = Fact(
            name=name, thing_kind=thing.__tablename__, thing_id=thing.id, data={},
            person_id=actor.person_id, organisation_id=actor.organisation_id,
            role=actor.role, at=datetime.fromisoformat(MONDAY),
        )  # fmt: skip
        self.add(fact)
        operations.tell(self.act(CLOCKWORK), fact)
        return fact

    def told(self, actor=None):
        wanted = select(Notice).order_by(Notice.id)
        if actor:
            wanted = wanted.filter_by(person_id=actor.person_id)
        return list(self.session.scalars(wanted))

    def letters(self, actor):
        address = self.session.get(Person, actor.person_id).email
        return list(self.session.scalars(select(Letter).filter_by(recipient=address)))

    def person(self, actor, **names):
        row = self.session.get(Person, actor.person_id)
        for name, value in names.items():
            setattr(row, name, value)
        self.session.flush()
        return row


@pytest.fixture
def crowd(session):
    return Crowd(session)
