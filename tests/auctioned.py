"""Auctions in tests: requests whose firms bid against each other."""

from itertools import count

from marketplace.core.act import CLOCKWORK
from marketplace.requests import operations as requests
from marketplace.requests.states import AuctionForm, Method
from marketplace.selection import operations as selection
from marketplace.selection.models import Auction
from marketplace.selection.queries import auctions
from marketplace.selection.rules.bidding import Bidding
from tests.market import CLOSING, offer_of, yuan

BEGINNING = "2026-03-05T17:30+08:00"  # half an hour after CLOSING
ENDING = "2026-03-05T17:50+08:00"
FIRST = (98_000, 99_000, 97_000)
SOFT, ROUNDS = AuctionForm.SOFT_CLOSE, AuctionForm.ROUNDS
FORMS = count(1)


def bidding(amount, form="", sure=True):
    return Bidding(yuan(amount), form or f"form-{next(FORMS)}", sure)


class Rooms:
    """Requests of a market that are decided by auction; ceiling 100,000, step 500."""

    def __init__(self, market):
        self.market, self.session = market, market.session

    def open(self, form=SOFT, **terms):
        given = {"method": Method.AUCTION, "auction_form": form, "ceiling": yuan(100_000)}
        request = self.market.submitted(**given | terms)
        requests.publish(self.market.act(self.market.operator), request)
        return request

    def signed_up(self, *prices, form=SOFT):
        request = self.open(form)
        firms = [self.market.firm() for _ in prices]
        for firm, amount in zip(firms, prices, strict=True):
            terms = offer_of(amount)
            selection.offer(self.market.act(firm), request, terms=terms)
        return request, firms

    def announced(self, *prices, form=SOFT):
        """As it stands at CLOSING."""
        request, firms = self.signed_up(*prices or FIRST, form=form)
        selection.open(self.market.act(CLOCKWORK, CLOSING), request)
        self.session.commit()
        return self.of(request), firms

    def running(self, *prices, form=SOFT):
        """Begun at BEGINNING."""
        auction, firms = self.announced(*prices, form=form)
        selection.begin(self.market.act(CLOCKWORK, BEGINNING), auction)
        self.session.commit()
        return auction, firms

    def ended(self, *prices, form=SOFT, bids=(), at="2026-03-05T18:30+08:00"):
        """`bids` are (firm's place, amount, moment)."""
        auction, firms = self.running(*prices, form=form)
        for place, amount, moment in bids:
            self.bid(auction, firms[place], amount, moment)
        selection.finish(self.market.act(CLOCKWORK, at), auction)
        self.session.commit()
        return auction, firms

    def bid(self, auction, firm, amount, at=BEGINNING, **more):
        selection.bid(self.market.act(firm, at), auction, terms=bidding(amount, **more))
        self.session.commit()

    def of(self, request):
        return auctions.auction_of(self.session, request)

    def prices(self, auction):
        return [one.price_minor // 100 for one in auctions.bids(self.session, auction)]

    def reload(self, auction):
        self.session.expire_all()
        return self.session.get(Auction, auction.id)
