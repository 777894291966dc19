"""No state without an exit: whatever the method, when nobody acts any more the clock ends it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from marketplace.core.act import CLOCKWORK, Act
from marketplace.core.duties import DUTIES
from marketplace.requests import operations as requests
from marketplace.requests.models import Request
from marketplace.requests.rules.details import DETAILED, WEIGHED, Details
from marketplace.requests.states import DRAWN, INVITING, USABLE, AuctionForm, Method, State
from marketplace.selection import operations as selection
from marketplace.selection.operations import Entry
from marketplace.selection.rules.methods import RULES, Answer, Step, rule_of
from tests.market import CLOSING, offer_of, yuan
from tests.merited import BEST_OF, CRITERIA, PLAN, Merits

pytestmark = pytest.mark.deep

OVER = {State.FAILED, State.VOID, State.AWARDED}
CLOSELY, A_DAY, LONG = 60, 24 * 60, 16 * 24 * 60
OURS = ("selection.", "requests.")
INVITED = [method for method in USABLE if method in INVITING]
TERMS = {
    Method.MERIT: Details(CRITERIA),
    Method.MERIT_PRICE: Details(BEST_OF, short_list=2),
    Method.CREDIT_MERIT: Details([], long_list=3, short_list=2),
}


class Silence:
    """Requests of any method, and what becomes of them while only the clock works."""

    def __init__(self, lots):
        self.lots, self.market, self.session = lots, lots.market, lots.session
        self.people = [one.person_id for one in Merits(self.market).evaluators]

    def open(self, method):
        fixed = {"agreed_price": yuan(80_000)} if method in DRAWN else {}
        form = {"auction_form": AuctionForm.SOFT_CLOSE} if method is Method.AUCTION else {}
        if method in DRAWN:
            self.lots.exchange()
        request = self.market.draft(method=method, **fixed, **form)
        act = self.market.act(self.market.owner)
        if method in DETAILED:
            requests.detail(act, request, terms=TERMS[method])
        if method in WEIGHED:
            requests.appoint(act, request, people=self.people)
        requests.submit(act, request)
        publish = selection.notice if method in DRAWN else requests.publish
        publish(self.market.act(self.market.operator), request)
        return request

    def answered(self, request, count):
        for no in range(count):
            act, answer = self.market.act(self.market.firm()), rule_of(request.method).answer
            if answer is Answer.SIGN_UP:
                selection.sign_up(act, request, terms=Entry(""))
            else:
                terms = replace(offer_of(90_000 - no * 1_000), plan=PLAN)
                selection.offer(act, request, terms=terms)
        self.session.commit()

    def pass_by(self, request):
        """The clock alone, and the witnesses of a draw: closely at first, then by days."""
        closing = datetime.fromisoformat(CLOSING)
        for minutes in (*range(0, CLOSELY, 10), *range(CLOSELY, LONG, A_DAY)):
            now = closing + timedelta(minutes=minutes)
            if request.by_draw:
                self.lots.exchange(now.isoformat())
            self._do_duties(now)

    def _do_duties(self, now):
        for name, duty in DUTIES.items():
            if name.startswith(OURS):
                for thing in duty.find(self.session, now):
                    duty.do(Act(self.session, CLOCKWORK, now), thing)
                    self.session.commit()


@pytest.mark.parametrize("count", [0, 1, 4])
@pytest.mark.parametrize("method", INVITED)
def test_when_all_fall_silent_the_clock_ends_every_request(lots, method, count):
    silence = Silence(lots)
    request = silence.open(method)
    silence.answered(request, count)
    silence.pass_by(request)
    silence.session.expire_all()
    states = {one.state for one in silence.session.query(Request)}
    assert states <= OVER, states
    scored = rule_of(method).step is Step.SCORE
    assert (State.AWARDED in states) is (count == 4 and not scored)


def test_every_method_answers_every_question():
    for method in Method:
        rule = RULES[method]
        assert rule.chosen
        assert rule.hidden
        assert (rule.answer is Answer.NOTHING) is (method not in INVITING)
        assert rule.by_draw is (method in DRAWN)
