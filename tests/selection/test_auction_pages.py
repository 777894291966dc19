"""Pages of an auction, as each of those concerned sees them."""

import json
import re
from hashlib import sha256

import pytest

from marketplace.selection import queries
from marketplace.selection.queries import auctions
from marketplace.web import streams
from tests.auctioned import BEGINNING, ENDING, FIRST, ROUNDS
from tests.market import CLOSING, MONDAY

LATER = "2026-03-05T17:31+08:00"
LOCALES = pytest.mark.parametrize(
    ("locale", "text"), [("en", "Lowest price: CNY 97,000.00"), ("zh", "当前最低价：97,000.00 元")]
)


@pytest.fixture
def see(rooms, look, at):
    """The text of a page at a moment."""

    def see(path, actor=None, moment=LATER, **more):
        rooms.session.commit()
        at(moment)
        return look(path, actor, **more)

    return see


@pytest.fixture
def place(rooms, send, at):
    """The answer to a bid from the form of the auction's page."""

    def place(auction, firm, price, status=303, moment=LATER, **fields):
        rooms.session.commit()
        at(moment)
        given = {"price": price, "token": f"{price}-{moment}"} | fields
        return send(f"{page_of(auction)[:-8]}/bid", firm, status=status, **given)

    return place


def page_of(auction):
    return f"/requests/{auction.request_id}/auction"


def number_of(auction, firm):
    mine = (one for one in auction.bidders if one.firm_id == firm.organisation_id)
    return next(mine).label


def test_the_owner_chooses_how_it_runs(rooms, see, send, at):
    request, market = rooms.market.draft(), rooms.market
    path = f"/requests/{request.id}/edit"
    assert "Only for a reverse auction" in see(path, market.owner, MONDAY)
    names = ("title", "scope", "deliverable", "acceptance_test", "days_wanted")
    given = {name: str(getattr(request, name)) for name in names} | {"method": "auction"}
    send(path, market.owner, status=422, **given)
    send(path, market.owner, status=422, **given, auction_form="rounds")
    send(path, market.owner, **given, auction_form="rounds", ceiling="10万")
    assert "In rounds" in see(f"/requests/{request.id}", market.owner, MONDAY)


def test_a_firm_signs_up_with_a_sealed_first_price(rooms, see, send, at):
    request, firm = rooms.open(), rooms.market.firm()
    path = f"/requests/{request.id}"
    assert "Sign up for the auction" in see(path, firm, MONDAY)
    given = {"price": "9.8万", "days": "10", "note": "", "all_included": "y"}
    reply = send(f"{path}/offer", firm, **given)
    text = see(reply.location, firm, MONDAY)
    assert "Receipt of your sign-up" in text
    assert "98,000" not in text
    assert "Open for sign-up" in see(path, None, MONDAY)


def test_before_it_begins_numbers_and_first_prices_are_told_and_no_names(rooms, see):
    auction, firms = rooms.announced()
    text = see(page_of(auction), moment=CLOSING)
    assert "Begins at 5 March 2026, 17:30" in text
    assert all(f"{amount:,}" in text for amount in FIRST)
    result = see(f"/requests/{auction.request_id}/result", moment=CLOSING, locale="zh")
    named = [name for firm in firms if (name := rooms.market.name(firm)) in text + result]
    assert named == []
    assert "/auction" in see(f"/requests/{auction.request_id}", moment=CLOSING)


@LOCALES
def test_anybody_watches(rooms, see, locale, text):
    auction, firms = rooms.running()
    page = see(page_of(auction), locale=locale)
    assert text in page
    assert 'name="price"' not in page
    assert all(rooms.market.name(firm) not in page for firm in firms)


def test_a_firm_bids_as_it_writes_amounts(rooms, see, place):
    auction, firms = rooms.running()
    assert f"number {number_of(auction, firms[0])}." in see(page_of(auction), firms[0])
    for firm, price in ((0, "9.6万"), (1, "９５，０００"), (0, "94,000.00 元")):
        place(auction, firms[firm], price)
    assert rooms.prices(auction) == [96_000, 95_000, 94_000]
    assert "CNY 94,000.00" in see(page_of(auction))


def test_a_dear_bid_is_shown_as_a_problem(rooms, place):
    auction, firms = rooms.running()
    reply = place(auction, firms[0], "96,900", status=422)
    assert "Write CNY 96,500.00 or less" in reply.text
    assert 'value="96,900"' in reply.text
    assert place(auction, firms[0], "", status=422)


def test_a_slipped_zero_is_asked_about_in_words(rooms, place):
    auction, firms = rooms.running()
    asked = place(auction, firms[0], "9,600", status=422).text
    assert "nine thousand six hundred yuan" in asked
    shown = re.search(r'name="shown"[^>]*value="(\d+)"', asked)[1]
    place(auction, firms[0], "960", status=422, sure="y", shown=shown)
    place(auction, firms[0], "9,600", sure="y", shown=shown)
    assert rooms.prices(auction) == [9_600]


def test_sent_twice_it_is_one_bid(rooms, place):
    auction, firms = rooms.running()
    for _ in range(2):
        place(auction, firms[0], "96,000", token="once")
    assert rooms.prices(auction) == [96_000]
    place(auction, firms[0], "95,000", status=409)


def test_at_the_end_it_is_too_late(rooms, place):
    auction, firms = rooms.running()
    place(auction, firms[0], "96,000", status=409, moment=ENDING)
    place(auction, rooms.market.firm(), "96,000", status=403)
    place(auction, rooms.market.owner, "96,000", status=403)


def test_prices_of_a_round_are_told_when_it_ends(rooms, see, place):
    auction, firms = rooms.running(form=ROUNDS)
    place(auction, firms[0], "93,000")
    during = see(page_of(auction))
    assert "93,000" not in during
    assert "1 of 3" in during
    assert "93,000" in see(page_of(auction), moment="2026-03-05T17:33+08:00")


def test_an_unchanged_poll_is_empty(rooms, see, browser, place):
    auction, firms = rooms.running()
    now = f"{page_of(auction)}/now"
    version = re.search(r'data-version="([^"]+)"', see(now))[1]
    assert browser().get(f"{now}?since={version}").status_code == 204
    tag = browser().get(now).headers["ETag"]
    assert browser().get(now, headers={"If-None-Match": tag}).status_code == 304
    place(auction, firms[0], "96,000")
    assert browser().get(f"{now}?since={version}").status_code == 200


def test_a_stream_tells_what_is_new_and_has_few_places(rooms, see, browser, app, monkeypatch):
    auction, _ = rooms.running()
    see(page_of(auction))
    monkeypatch.setattr(streams, "pause", lambda: None)
    monkeypatch.setitem(app.extensions, "streams", streams.Cap(4))
    path = f"{page_of(auction)}/stream"
    with browser().get(path) as reply:
        assert reply.mimetype == "text/event-stream"
        assert "data: " in reply.text
    cap = app.extensions["streams"]
    assert cap.enter()
    assert browser().get(path).status_code == 204
    assert browser().head(path).status_code == 204
    cap.leave()


def test_what_is_late_anybody_concerned_may_do(rooms, see, send):
    auction, firms = rooms.announced()
    path = f"/requests/{auction.request_id}"
    assert "/begin" not in see(page_of(auction), None, BEGINNING)
    assert "/begin" in see(page_of(auction), firms[0], BEGINNING)
    send(f"{path}/begin", firms[0])
    assert "Tell the result now" in see(page_of(auction), rooms.market.owner, ENDING)
    send(f"{path}/finish", rooms.market.owner)
    assert queries.award_of(rooms.session, auction.request).firm_id == firms[2].organisation_id


def test_a_missed_minute_is_announced_anew(rooms, see, send):
    auction, _ = rooms.announced()
    morning = "2026-03-06T09:00+08:00"
    assert "Announce another minute" in see(page_of(auction), rooms.market.operator, morning)
    send(f"/requests/{auction.request_id}/postpone", rooms.market.operator)
    assert "6 March 2026, 09:31" in see(page_of(auction), None, morning)


def test_the_result_tells_names_sequence_and_record(rooms, see):
    bids = [(0, 96_000, BEGINNING), (1, 95_000, LATER)]
    auction, firms = rooms.ended(bids=bids)
    text = see(f"/requests/{auction.request_id}/result", locale="zh")
    assert all(rooms.market.name(firm) in text for firm in firms)
    assert "<polyline" in text
    told = see(f"/requests/{auction.request_id}/auction.json")
    assert sha256(told.encode()).hexdigest() == auction.digest
    assert [one["price"] for one in json.loads(told)["bids"]] == [9_600_000, 9_500_000]
    assert auction.digest in text


def test_before_the_end_there_is_no_record_and_without_auction_no_page(rooms, see):
    auction, _ = rooms.running()
    see(f"/requests/{auction.request_id}/auction.json", status=404)
    for part in ("", "/now", "/stream"):
        see(f"/requests/{rooms.open().id}/auction{part}", status=404)


def test_an_end_at_the_minute_is_found_by_the_clock(rooms, see):
    auction, _ = rooms.running()
    now = auctions.to_finish(rooms.session, auction.ends_at)
    assert now == [auction]
