"""A market with a matter, a service it needs, a firm that talks, and owners who listen."""

from datetime import datetime

import pytest

from marketplace.accounts.models import Organisation
from marketplace.accounts.states import Kind
from marketplace.claims import operations
from marketplace.claims.queries import Telling
from marketplace.claims.rules import Days, Said
from marketplace.claims.states import Unit
from marketplace.core.act import Act, Role
from tests.market import MONDAY, Market

THREE_MONTHS = Days(3, Unit.MONTHS)


class Talk(Market):
    """The scenario: three months, 80,000 yuan, you must use us."""

    def __init__(self, session):
        super().__init__(session)
        self.talker = self.firm()
        self.talks = session.get(Organisation, self.talker.organisation_id)

    def telling(self, firm="", **said):
        said = said or {"approval_days": THREE_MONTHS, "must_use_us": True}
        named = {"firm_name": firm} if firm else {"firm": self.talks}
        return Telling(Said(**said), self.matter, self.item, **named)

    def check(self, by=None, at=MONDAY, **telling):
        act = Act(self.session, by or self.owner, datetime.fromisoformat(at))
        return operations.check(act, None, telling=self.telling(**telling))

    def owners(self, count):
        return [self.actor(Role.OWNER, Kind.COMPANY) for _ in range(count)]


@pytest.fixture
def talk(session):
    made = Talk(session)
    session.commit()
    return made
