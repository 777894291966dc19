"""The way back through a list."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from marketplace.web.trail import LONGEST, Ways, ways


@pytest.fixture
def at(app):
    def look(path, next_url=""):
        with app.test_request_context(path):
            return ways(next_url)

    return look


def test_the_first_page_leads_only_on(at):
    assert at("/requests?q=x", "/requests?q=x&after=9") == Ways(
        "", "", "/requests?q=x&after=9&back="
    )
    assert at("/requests") == Ways("", "", "")


def test_the_second_leads_back_to_the_first_with_its_filters(at):
    found = at("/requests?q=%E6%B5%8B+x&after=9&back=", "/requests?after=5")
    assert (found.previous, found.first) == ("/requests?q=%E6%B5%8B+x", "")
    assert found.next == "/requests?after=5&back=&back=9"


def test_a_page_reached_by_a_link_without_a_way_has_the_first(at):
    assert at("/offers?before=9") == Ways("", "/offers", "")


def test_keys_are_words_of_strangers(at):
    found = at("/x?after=a%26b%22&back=%3Cscript%3E&back=c%26after%3D1")
    assert "<" not in found.previous
    assert parse_qs(urlsplit(found.previous).query) == {
        "after": ["c&after=1"],
        "back": ["<script>"],
    }
    assert at("/x?back=1&back=2") == Ways("", "", "")


def test_there_and_back_again(at):
    """Far there, and back as far as the way is kept; the first page is always at hand."""
    path, seen = "/x", []
    for key in range(LONGEST + 5):
        seen.append(path)
        path = at(path, f"/x?before={key + 1}").next
    for earlier in reversed(seen[5:]):
        assert at(path).first in ("/x", "")
        path = at(path).previous
        assert path.split("&back")[0] == earlier.split("&back")[0]
    assert (at(path).previous, at(path).first) == ("", "/x")


def test_a_list_that_keeps_its_own_way_is_left_alone(at):
    assert at("/directory", "/directory?at=n.5").next == "/directory?at=n.5"


def test_pages_of_a_list_are_walked_both_ways(market, look):
    for _ in range(45):
        market.draft()
    market.session.commit()
    pages, path = [], "/requests/mine"
    for _ in range(3):
        pages.append(look(path, market.owner))
        path = link(pages[-1], "next")
    assert link(pages[0], "prev") is path is None
    back = link(pages[2], "prev")
    assert rows(look(back, market.owner)) == rows(pages[1])
    again = look(link(look(back, market.owner), "prev"), market.owner)
    assert rows(again) == rows(pages[0])


def rows(page):
    return re.findall(r"XQ-\d+-\d+", page)


def link(page, rel):
    found = re.search(rf'href="([^"]+)" rel="{rel}"', page)
    return found.group(1).replace("&amp;", "&") if found else None
