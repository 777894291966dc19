"""Pages of what the selected firm is asked, as each role sees them."""

import pytest

from marketplace.core.act import CLOCKWORK
from marketplace.selection import operations as selection
from marketplace.selection import queries
from tests.market import CLOSING, REASON

NEXT_MORNING = "2026-03-06T09:00+08:00"
ANSWER = "Our own laboratory is next door to this site."


@pytest.fixture
def low(market, at):
    request, market.firms = market.selected(53_900, 97_000, 99_000)
    award = queries.award_of(market.session, request)
    selection.examine_if_low(market.act(CLOCKWORK, CLOSING), award)
    at(NEXT_MORNING)
    return queries.clarifications(market.session, request)[0]


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_everybody_reads_that_it_was_asked(market, look, low, make, locale):
    for actor in make.every_role().values():
        page = look(f"/clarifications/{low.id}", actor, locale=locale)
        assert "45.0" in page


def test_the_answer_is_for_all_only_when_decided(market, look, send, low):
    path = f"/clarifications/{low.id}"
    send(f"{path}/clarify", market.firms[0], 422, answer="short")
    send(f"{path}/clarify", market.firms[0], answer=ANSWER)
    assert ANSWER in look(path, market.owner)
    assert ANSWER not in look(path)
    assert ANSWER in look(f"{path}/reject", market.owner)
    assert ANSWER in look(f"{path}/approve", market.owner)
    send(f"{path}/reject", market.owner, 422, reason="no")
    send(f"{path}/reject", market.owner, reason=REASON)
    page = look(path)
    assert ANSWER in page
    assert REASON in page
    assert "unusually low price was not justified" in look(f"/requests/{low.request_id}/result")


def test_each_verb_has_its_page_for_those_who_may(market, look, low):
    verbs = {"clarify": market.firms[0], "approve": market.owner, "reject": market.owner}
    for verb, actor in verbs.items():
        look(f"/clarifications/{low.id}/{verb}", actor)
        look(f"/clarifications/{low.id}/{verb}", market.operator, 403)
    assert "Answer" in look(f"/clarifications/{low.id}", market.firms[0])
    look("/clarifications/999", status=404)


def test_it_waits_on_the_desks(market, look, send, low):
    assert "Justify your unusually low price" in look("/desk", market.firms[0])
    send(f"/clarifications/{low.id}/clarify", market.firms[0], answer=ANSWER)
    assert "Decide on the answer of the selected firm" in look("/desk", market.owner)


def test_papers_are_asked_for_in_the_browser(market, look, send, at):
    request, firms = market.selected()
    at(NEXT_MORNING)
    path = f"/requests/{request.id}/ask_papers"
    assert "Ask for papers" in look(f"/requests/{request.id}/result", market.owner)
    look(path, market.owner)
    look(path, firms[1], 403)
    reply = send(path, market.operator, question=REASON)
    assert REASON in look(reply.location)


def test_the_selected_firm_refuses_the_work(market, look, send, at):
    request, firms = market.selected()
    at(NEXT_MORNING)
    path = f"/requests/{request.id}/decline"
    assert "Refuse the work" in look(f"/requests/{request.id}/result", firms[1])
    look(path, firms[0], 403)
    look(path, firms[1])
    send(path, firms[1], reason=REASON)
    assert "Refused the work after winning it" in look(f"/requests/{request.id}/result")
