"""Pages of credit merit, for the owner and for everybody."""

import pytest

from marketplace.core.act import CLOCKWORK
from marketplace.requests.states import Method, State
from marketplace.selection import operations as selection
from marketplace.selection import queries
from tests.drawn import FIXED
from tests.listed import PICKED_TOO_LATE, WHY, Listed
from tests.market import MONDAY

TWELVE = (95, 90, 88, 85, 80, 78, 75, 72, 70, 66, 50, None)


@pytest.fixture
def listed(lots, at):
    at(MONDAY)
    return Listed(lots)


def test_the_owner_says_how_long_the_lists_are(listed, look, send):
    market = listed.market
    request = market.draft(**FIXED | {"method": Method.CREDIT_MERIT})
    path = f"/requests/{request.id}"
    page = look(f"{path}/detail", market.owner)
    assert 'name="long_list"' in page
    assert 'name="plan_weight"' not in page
    send(f"{path}/detail", market.owner, 422, long_list="3", short_list="8")
    send(f"{path}/detail", market.owner, long_list="8", short_list="3")
    send(f"{path}/submit", market.owner)
    listed.session.expire_all()
    assert request.state is State.IN_CHECK


def test_weights_and_numbers_are_shown_before_the_draw_and_after(listed, look, at):
    request, _ = listed.drawn(*TWELVE)
    at("2026-03-05T18:00+08:00")
    number = queries.living_draw(listed.session, request).number
    for locale, words in (("en", "Long list: 8 firms"), ("zh", "长名单：信用分靠前的 8 家机构")):
        assert words in look(f"/requests/{request.id}", locale=locale)
        look(f"/draws/{number}", locale=locale)
        look(f"/draws/{number}/verify", locale=locale)
    page = look(f"/requests/{request.id}/result")
    assert "not on the long list" in page
    assert "The owner picks one of the short list from" in page
    assert "Short list: number" in look(f"/draws/{number}")


def test_the_owner_picks_on_the_page_and_everybody_reads_why(listed, look, send, at):
    request, _ = listed.drawn(*TWELVE)
    path, owner = f"/requests/{request.id}", listed.market.owner
    chosen = queries.short_list(listed.session, request)[2].firm_id
    listed.session.commit()
    at("2026-03-06T08:55+08:00")
    assert f"{path}/pick" not in look(path, owner)
    send(f"{path}/pick", owner, 409, firm=chosen, reason=WHY)
    at("2026-03-06T09:00+08:00")
    assert f"{path}/pick" in look(path, owner)
    assert f"{path}/pick" not in look(path, listed.market.operator)
    look(f"{path}/pick", listed.market.operator, 403)
    look(f"{path}/pick", owner)
    send(f"{path}/pick", owner, 422, firm="999999", reason=WHY)
    send(f"{path}/pick", owner, firm=chosen, reason=WHY)
    page = look(f"{path}/result")
    assert WHY in page
    assert "the owner picked another firm" in page


def test_a_default_is_told_as_such(listed, look, at):
    request, _ = listed.drawn(*TWELVE)
    selection.default(listed.market.act(CLOCKWORK, PICKED_TOO_LATE), listed.choice(request))
    listed.session.commit()
    at("2026-03-09T09:00+08:00")
    assert "the first drawn wins by rule" in look(f"/requests/{request.id}/result")
