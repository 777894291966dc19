"""Questions and answers before the closing: public at once, without the firm's name."""

from datetime import date, datetime

import pytest

from marketplace.accounts.models import Organisation
from marketplace.core import calendars
from marketplace.core.act import CLOCKWORK
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.requests import operations as requests
from marketplace.requests import queries
from marketplace.requests.rules.times import last_question
from marketplace.selection import operations as selection
from tests.market import CLOSING, MONDAY

TEXT = "Is the ground survey of 2024 still to be used?"
ANSWER = "Yes, it is among the files of this request."
LAST_SECOND, ENDED = "2026-03-04T16:59:59+08:00", "2026-03-04T17:00+08:00"


@pytest.fixture
def asked(market):
    request, firm = market.open(), market.firm()
    question = requests.ask(market.act(firm), request, text=TEXT)
    market.session.flush()
    return request, firm, question


def test_questions_end_a_working_day_before_the_closing(market):
    request, firm = market.open(), market.firm()
    assert queries.questions_until(market.session, request) == datetime.fromisoformat(ENDED)
    requests.ask(market.act(firm, LAST_SECOND), request, text=TEXT)
    with pytest.raises(WrongStateError, match="time to ask") as refused:
        requests.ask(market.act(firm, ENDED), request, text=TEXT)
    assert "1 working days" in str(refused.value.rule)


def test_days_off_do_not_count(session):
    zone, calendar = calendars.zone(), calendars.current(session)
    closing = datetime.fromisoformat("2026-02-24T17:00+08:00")  # after Spring Festival
    until = last_question(calendar, closing, 1, zone)
    assert until.astimezone(zone).date() >= date(2026, 2, 14)
    assert calendar.between(until.astimezone(zone).date(), date(2026, 2, 24)) == 1


def test_only_a_firm_that_may_take_the_work_asks(market, make):
    request = market.open()
    for actor in (*make.every_role().values(), market.owner, market.firm(market.service())):
        with pytest.raises(NotAllowedError):
            requests.ask(market.act(actor), request, text=TEXT)
    with pytest.raises(BadInputError):
        requests.ask(market.act(market.firm()), request, text="Why?")


def test_one_firm_asks_ten_questions_at_most(market):
    request, firm = market.open(), market.firm()
    for _ in range(10):
        requests.ask(market.act(firm), request, text=TEXT)
    with pytest.raises(WrongStateError, match="as many"):
        requests.ask(market.act(firm), request, text=TEXT)


def test_the_owner_answers_once_and_before_the_closing(market, asked):
    request, firm, question = asked
    for actor in (firm, market.operator):
        with pytest.raises(NotAllowedError):
            requests.reply(market.act(actor), question, answer=ANSWER)
    with pytest.raises(WrongStateError, match="closed"):
        requests.reply(market.act(market.owner, CLOSING), question, answer=ANSWER)
    requests.reply(market.act(market.owner), question, answer=ANSWER)
    with pytest.raises(WrongStateError, match="already"):
        requests.reply(market.act(market.owner), question, answer=ANSWER)
    assert request.version == 1


def test_the_name_is_shown_after_the_opening_only(market, asked, look, at):
    request, firm, _ = asked
    name = market.session.get(Organisation, firm.organisation_id).name_en
    at(MONDAY)
    for reader in (None, market.owner, market.operator):
        page = look(f"/requests/{request.id}", reader)
        assert TEXT in page
        assert name not in page
    market.offered(95_000, 90_000, 98_000, request=request)
    selection.open(market.act(CLOCKWORK, CLOSING), request)
    at("2026-03-06T09:00+08:00")
    page = look(f"/requests/{request.id}")
    assert name in page
    assert "Never answered" in page


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_asked_and_answered_in_the_browser(market, look, send, at, locale):
    request, firm = market.open(), market.firm()
    at(MONDAY)
    look(f"/requests/{request.id}/ask", firm, locale=locale)
    send(f"/requests/{request.id}/ask", firm, 422, text="short")
    send(f"/requests/{request.id}/ask", firm, text=TEXT)
    (question,) = queries.questions(market.session, request)
    assert request.title in look("/desk", market.owner)
    look(f"/requests/questions/{question.id}/reply", market.owner, locale=locale)
    send(f"/requests/questions/{question.id}/reply", market.owner, answer=ANSWER)
    assert ANSWER in look(f"/requests/{request.id}", locale=locale)
