import pytest

from marketplace.accounts.models import Organisation
from marketplace.core.act import CLOCKWORK
from marketplace.risk import operations
from marketplace.risk.models import Signal
from tests.market import CLOSING, Market
from tests.risk.village import Village

CLOSE = (98_000, 98_100, 98_200, 98_300)


class Ring(Market):
    """Four firms whose offers lie close together; two of them share a phone and a person."""

    def __init__(self, session):
        super().__init__(session)
        self.request, self.firms = self.selected(*CLOSE)

    def body(self, firm):
        return self.session.get(Organisation, firm.organisation_id)

    def share(self, *names):
        for firm in self.firms[:2]:
            for name in names:
                setattr(self.body(firm), name, f"shared {name} 13900001111")
        self.session.flush()

    def compute(self, request=None):
        operations.compute(self.act(CLOCKWORK, CLOSING), request or self.request)
        return self.signals(request or self.request)

    def signals(self, request):
        mine = self.session.query(Signal).filter_by(request_id=request.id)
        return {(one.kind, one.subject): one for one in mine.order_by(Signal.id)}


@pytest.fixture
def ring(session, at):
    at(CLOSING)
    return Ring(session)


@pytest.fixture
def village(session):
    made = Village(session)
    session.commit()
    return made
