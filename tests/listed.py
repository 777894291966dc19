"""Requests decided by credit and by the owner's choice from a drawn short list."""

from marketplace.core.act import CLOCKWORK
from marketplace.directory.models import Firm
from marketplace.requests import operations as requests
from marketplace.requests.rules.details import Details
from marketplace.requests.states import Method
from marketplace.selection import operations as selection
from marketplace.selection import queries
from tests.drawn import DRAWING, FIXED
from tests.market import CLOSING

PICKING = "2026-03-06T10:00+08:00"  # the working day after the draw
BEFORE_PICKING = "2026-03-06T08:59:59+08:00"
PICKED_TOO_LATE = "2026-03-06T17:00+08:00"
WHY = "The only one with a laboratory in the district, as our samples spoil."


class Listed:
    def __init__(self, lots):
        self.lots, self.market, self.session = lots, lots.market, lots.session

    def draft(self, long=8, short=3):
        request = self.market.draft(**FIXED | {"method": Method.CREDIT_MERIT})
        terms = Details([], long_list=long, short_list=short)
        requests.detail(self.market.act(self.market.owner), request, terms=terms)
        return request

    def open(self, long=8, short=3):
        self.lots.exchange()
        request = self.draft(long, short)
        requests.submit(self.market.act(self.market.owner), request)
        selection.notice(self.market.act(self.market.operator), request)
        return request

    def credit(self, firm, score):
        row = self.session.query(Firm).filter_by(organisation_id=firm.organisation_id).one()
        row.credit_score = score
        self.session.flush()

    def frozen(self, *credits, long=8, short=3):
        request, firms = self.lots.signed_up(len(credits), self.open(long, short))
        for firm, score in zip(firms, credits, strict=True):
            self.credit(firm, score)
        while not selection.open_or_ask(self.market.act(CLOCKWORK, CLOSING), request):
            self.lots.exchange(CLOSING)
        self.session.commit()
        return request, firms

    def drawn(self, *credits, long=8, short=3):
        request, firms = self.frozen(*credits, long=long, short=short)
        self.lots.exchange(CLOSING)
        draw = queries.living_draw(self.session, request)
        selection.draw(self.market.act(CLOCKWORK, DRAWING), draw)
        self.session.commit()
        return request, firms

    def choice(self, request):
        return queries.choice_of(self.session, request)
