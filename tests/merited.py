"""Requests of a market whose plans are scored."""

from dataclasses import replace

from marketplace.accounts.models import Membership, Person
from marketplace.core.act import CLOCKWORK, Actor, Role
from marketplace.requests import operations as requests
from marketplace.requests.rules.details import Details
from marketplace.requests.states import Method
from marketplace.selection import operations as selection
from marketplace.selection import queries
from tests.market import BEGAN, CLOSING, MONDAY, NUMBERS, offer_of

PLAN = "We visit the site in the first week, measure in the second, and write in the third."
CRITERIA = [
    {"aspect": "plan", "weight": 50, "text": "Steps and times that fit the site"},
    {"aspect": "staff", "weight": 20, "text": "Who does it, with which licences"},
    {"aspect": "price", "weight": 30, "text": ""},
]
BEST_OF = [
    {"aspect": "plan", "weight": 60, "text": "Steps and times that fit the site"},
    {"aspect": "staff", "weight": 40, "text": "Who does it, with which licences"},
]
SCORING = "2026-03-06T10:00+08:00"
SCORES_DUE = "2026-03-11T00:00+08:00"  # three working days after the opening at CLOSING
GRACE_ENDS = "2026-03-17T00:00+08:00"
WHY = "Clear steps, named people."


class Merits:
    """`evaluators` are two people of the market's owner."""

    def __init__(self, market):
        self.market, self.session = market, market.session
        self.evaluators = [market.owner, self.colleague()]

    def colleague(self):
        no = next(NUMBERS)
        given = {"name": f"Person {no}", "password_hash": "!", "confirmed_at": BEGAN}
        email = f"p{no}@example.org"
        person = Person(email=email, email_key=email, registered_at=BEGAN, **given)
        self.market.add(person)
        owner = self.market.owner
        member = {"role": Role.OWNER, "is_admin": False, "began_at": BEGAN}
        body = {"organisation_id": owner.organisation_id}
        self.market.add(Membership(person_id=person.id, **body, **member))
        return Actor(person.id, owner.organisation_id, Role.OWNER, is_admin=False)

    def draft(self, method=Method.MERIT, details=None, **terms):
        request = self.market.draft(method=method, **terms)
        act = self.market.act(self.market.owner)
        listed = {"short_list": 2} if method is Method.MERIT_PRICE else {}
        criteria = CRITERIA if method is Method.MERIT else BEST_OF
        requests.detail(act, request, terms=details or Details(criteria, **listed))
        people = [one.person_id for one in self.evaluators]
        requests.appoint(act, request, people=people)
        return request

    def open(self, method=Method.MERIT, details=None, **terms):
        request = self.draft(method, details, **terms)
        requests.submit(self.market.act(self.market.owner), request)
        requests.publish(self.market.act(self.market.operator), request)
        return request

    def offered(self, *amounts, request=None):
        request = request or self.open()
        firms = [self.market.firm() for _ in amounts]
        for firm, amount in zip(firms, amounts, strict=True):
            terms = replace(offer_of(amount), plan=PLAN)
            selection.offer(self.market.act(firm), request, terms=terms)
        return request, firms

    def convened(self, *amounts, request=None):
        request, firms = self.offered(*amounts or (90_000, 80_000), request=request)
        selection.open(self.market.act(CLOCKWORK, CLOSING), request)
        return request, firms

    def evaluation(self, request):
        return queries.evaluation_of(self.session, request)

    def sheet(self, request, evaluator, at=SCORING):
        act = self.market.act(evaluator, at)
        return selection.declare(act, self.evaluation(request), conflict="")

    def scored(self, request, evaluator, points, at=SCORING):
        """`points` is for each offer, in order, what its plan and its staff are worth."""
        sheet, act = self.sheet(request, evaluator, at), self.market.act(evaluator, at)
        offers = queries.admitted(self.session, request)
        for offer, worth in zip(offers, points, strict=True):
            given = {"plan": worth, "staff": worth}
            selection.score(act, sheet, offer=offer.id, points=given, comment=WHY)
        return sheet

    def finished(self, request, *sheets, at=SCORING):
        """Each evaluator scores and hands in; with the last the result stands."""
        for evaluator, points in zip(self.evaluators, sheets, strict=False):
            sheet = self.scored(request, evaluator, points, at)
            selection.complete(self.market.act(evaluator, at), sheet)


__all__ = ["MONDAY", "Merits"]
