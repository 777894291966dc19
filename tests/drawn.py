"""Draws in tests: two witnesses in this process, and requests decided by lot."""

from contextlib import contextmanager
from datetime import UTC, datetime

from marketplace.core.act import CLOCKWORK
from marketplace.core.transparency import witnesses
from marketplace.requests.states import Method
from marketplace.selection import operations as selection
from marketplace.selection import queries
from marketplace.selection.operations import Entry
from marketplace.witness.rounds import Witness
from tests.market import CLOSING, MONDAY, yuan

DRAWING = "2026-03-05T17:30+08:00"  # half an hour after CLOSING
REVEALS_END = "2026-03-07T00:00+08:00"
FIXED = {"method": Method.RANDOM, "agreed_price": yuan(80_000)}


LATER = datetime(2031, 1, 1, tzinfo=UTC)


@contextmanager
def witnessed(folder, names=("regulator", "auditor"), now=LATER):
    """The hall asks these witnesses until the block ends; by their clocks it is `now`."""
    before = witnesses.connected()
    witnesses.connect(Witness(folder / name, lambda: now) for name in names)
    try:
        yield
    finally:
        witnesses.connect(before)


class Lots:
    """Requests of a market that are decided by lot."""

    def __init__(self, market):
        self.market, self.session = market, market.session

    def exchange(self, at=MONDAY):
        """Rounds until no witness has anything new to say; what was done is committed."""
        self.session.commit()
        while selection.exchange(self.session, lambda *_: self._begin(at)):
            pass

    @contextmanager
    def _begin(self, at):
        yield self.market.act(CLOCKWORK, at)
        self.session.commit()

    def open(self, **terms):
        """Published on MONDAY with the commitments of the hall and two witnesses."""
        self.exchange()
        request = self.market.submitted(**FIXED | terms)
        selection.notice(self.market.act(self.market.operator), request)
        return request

    def signed_up(self, count=3, request=None):
        request = request or self.open()
        firms = [self.market.firm() for _ in range(count)]
        for no, firm in enumerate(firms):
            terms = Entry(f"lucky {no}")
            selection.sign_up(self.market.act(firm), request, terms=terms)
        return request, firms

    def frozen(self, count=3):
        """The list as it stands at CLOSING, secrets not yet revealed."""
        request, firms = self.signed_up(count)
        self.opened(request)
        return request, firms

    def opened(self, request, at=CLOSING):
        """As the worker does it: close, ask for the shares, open."""
        while not selection.open_or_ask(self.market.act(CLOCKWORK, at), request):
            self.exchange(at)
        self.session.commit()

    def drawn(self, count=3):
        request, firms = self.frozen(count)
        self.exchange(CLOSING)
        draw = queries.living_draw(self.session, request)
        selection.draw(self.market.act(CLOCKWORK, DRAWING), draw)
        self.session.commit()
        return request, firms
