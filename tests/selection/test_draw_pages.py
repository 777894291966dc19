"""Pages of a draw, as each of those concerned sees them."""

import json

import pytest

from marketplace.core.act import CLOCKWORK, Role
from marketplace.requests import operations as requests
from marketplace.selection import operations as selection
from marketplace.selection import queries
from marketplace.selection.rules import drawing
from tests.drawn import DRAWING, FIXED, REVEALS_END
from tests.market import CLOSING, MONDAY, REASON

SECRET = "7" * 64
LOCALES = pytest.mark.parametrize(
    ("locale", "drawn"), [("en", "Place in the draw"), ("zh", "抽取位次")]
)


@pytest.fixture
def see(lots, look, at):
    """The text of a page at a moment."""

    def see(path, actor=None, moment=MONDAY, **more):
        lots.session.commit()
        at(moment)
        return look(path, actor, **more)

    return see


def draw_of(lots, request):
    return queries.living_draw(lots.session, request)


def test_the_operator_publishes_with_the_commitments(lots, see, send, at):
    lots.exchange()
    request = lots.market.submitted(**FIXED)
    path = f"/requests/{request.id}"
    assert f"{path}/notice" in see(path, lots.market.operator)
    assert f"{path}/publish" not in see(path, lots.market.operator)
    send(f"{path}/notice", lots.market.operator)
    number = draw_of(lots, request).number
    text = see(path)
    assert f"/draws/{number}" in text
    assert "800.00" in text or "80,000" in text
    page = see(f"/draws/{number}")
    assert all(one.commitment in page for one in draw_of(lots, request).parties)


def test_a_firm_signs_up_reads_its_receipt_and_withdraws(lots, see, send, at):
    request, firm = lots.open(), lots.market.firm()
    lots.session.commit()
    assert "/sign_up" in see(f"/requests/{request.id}", firm)
    at(MONDAY)
    reply = send(f"/requests/{request.id}/sign_up", firm, contribution="lucky")
    text = see(reply.location, firm)
    mine = queries.living(lots.session, request, firm.organisation_id)
    assert mine.digest in text
    assert "lucky" not in text
    assert f"/offers/{mine.id}/withdraw" in text
    assert f"/offers/{mine.id}/replace" not in text
    send(f"/offers/{mine.id}/withdraw", firm)
    assert queries.living(lots.session, request, firm.organisation_id) is None


def test_a_long_contribution_is_shown_as_a_problem(lots, send, at):
    request, firm = lots.open(), lots.market.firm()
    lots.session.commit()
    at(MONDAY)
    send(f"/requests/{request.id}/sign_up", firm, status=422, contribution="x" * 65)


@LOCALES
def test_everybody_reads_list_result_and_verifier(lots, see, locale, drawn):
    request, firms = lots.drawn(5)
    draw = draw_of(lots, request)
    for path in (f"/requests/{request.id}/result", f"/draws/{draw.number}"):
        text = see(path, moment=DRAWING, locale=locale)
        assert all(lots.market.name(firm) in text or locale == "en" for firm in firms)
    assert drawn in see(f"/requests/{request.id}/result", locale=locale)
    assert draw.digest in see(f"/draws/{draw.number}/verify", locale=locale)
    told = json.loads(see(f"/draws/{draw.number}/draw.json"))
    assert list(drawing.faults(told)) == []


def test_a_loser_may_object(lots, see):
    request, firms = lots.drawn(4)
    award = queries.award_of(lots.session, request)
    loser = next(firm for firm in firms if firm.organisation_id != award.firm_id)
    assert "/contest" in see(f"/requests/{request.id}/result", loser, moment=DRAWING)


def test_before_the_draw_there_is_nothing_to_verify_and_nothing_sealed_is_shown(lots, see):
    request, _ = lots.signed_up()
    number = draw_of(lots, request).number
    assert "lucky" not in see(f"/draws/{number}")
    assert json.loads(see(f"/draws/{number}/draw.json"))["pool"] == []
    see(f"/draws/{number}/verify", status=404)
    see("/draws/CQ-0", status=404)


def test_a_prepared_draw_is_told_to_its_owner_only(lots, see, make):
    lots.exchange()
    request = lots.market.submitted(**FIXED)
    selection.reserve(lots.market.act(CLOCKWORK), request)
    path = f"/draws/{draw_of(lots, request).number}"
    assert "/pledge" in see(f"/requests/{request.id}", lots.market.owner)
    see(f"{path}/pledge", lots.market.owner)
    see(f"{path}/pledge", make.actor(Role.OWNER), status=403)
    see(path, status=404)


def reserved(lots):
    """A request in check and its draw; sign-up has not begun."""
    lots.exchange()
    request = lots.market.submitted(**FIXED)
    selection.reserve(lots.market.act(CLOCKWORK), request)
    lots.session.commit()
    return request, draw_of(lots, request)


def test_an_owner_commits_in_the_browser(lots, send, at):
    _, draw = reserved(lots)
    at(MONDAY)
    send(f"/draws/{draw.number}/pledge", lots.market.owner, status=422, commitment="x" * 64)
    made = drawing.commitment(draw.number, "owner", SECRET)
    send(f"/draws/{draw.number}/pledge", lots.market.owner, commitment=made)
    lots.session.expire_all()
    assert made in [one.commitment for one in draw.parties]


def test_before_the_list_is_frozen_the_page_says_to_keep_the_secret(lots, see):
    request, draw = reserved(lots)
    selection.notice(lots.market.act(lots.market.operator), request)
    lots.session.commit()
    assert "Sign-up is still open" in see(f"/draws/{draw.number}/reveal", lots.market.owner)


def test_an_owner_reveals_in_the_browser(lots, see, send):
    request, draw = reserved(lots)
    made = drawing.commitment(draw.number, "owner", SECRET)
    selection.pledge(lots.market.act(lots.market.owner), draw, commitment=made)
    selection.notice(lots.market.act(lots.market.operator), request)
    path = f"/draws/{draw.number}"
    lots.signed_up(3, request)
    lots.opened(request)
    assert f"{path}/reveal" in see(path, lots.market.owner, moment=CLOSING)
    assert f"{path}/reveal" in see("/desk", lots.market.owner, moment=CLOSING)
    send(f"{path}/reveal", lots.market.owner, status=422, secret="8" * 64)
    send(f"{path}/reveal", lots.market.owner, secret=SECRET)
    assert SECRET in see(path, moment=CLOSING)


@pytest.mark.parametrize("verb", ["redraw", "give_up"])
def test_the_regulator_decides_on_a_void_draw(lots, see, send, verb):
    request, _ = lots.frozen()
    draw = draw_of(lots, request)
    selection.spoil(lots.market.act(CLOCKWORK, REVEALS_END), draw)
    regulator = lots.market.regulator
    assert draw.number in see("/desk", regulator, moment=REVEALS_END)
    text = see(f"/draws/{draw.number}", regulator, moment=REVEALS_END)
    assert f"/draws/{draw.number}/{verb}" in text
    reply = send(f"/draws/{draw.number}/{verb}", regulator, reason=REASON)
    assert reply.location
    assert f"/{verb}" not in see(f"/draws/{draw.number}", regulator, moment=REVEALS_END)
    see(f"/draws/{draw.number}/{verb}", lots.market.owner, status=403)


def test_an_excluded_firm_reads_why_on_the_page(lots, see, send, at):
    lots.exchange()
    firm, request = lots.market.firm(), lots.market.draft(**FIXED)
    owner = lots.market.act(lots.market.owner)
    requests.exclude(owner, request, firm=lots.market.name(firm), reason=REASON)
    requests.submit(owner, request)
    selection.notice(lots.market.act(lots.market.operator), request)
    assert REASON in see(f"/requests/{request.id}")
    reply = send(f"/requests/{request.id}/sign_up", firm, status=403)
    assert REASON in reply.text


def test_a_draw_that_was_not_held_promises_no_list(lots, see):
    request = lots.open()
    draw = draw_of(lots, request)
    selection.drop(lots.market.act(CLOCKWORK), draw)
    lots.session.commit()
    page = see(f"/draws/{draw.number}")
    assert "no list was frozen" in page
    assert "then the list stands here" not in page
