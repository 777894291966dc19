"""The same pages on PostgreSQL: none breaks, none writes, nasty texts neither.

Each page is shown to one who may see it; the deep tests show each to everybody.
"""

import re

import pytest
from sqlalchemy.orm import Session

from marketplace.core.act import Role
from marketplace.core.database import db
from tests.crawl import Crawl, readers_of
from tests.filled import browser_of, digests
from tests.test_roles import NOT_THERE_YET

pytestmark = pytest.mark.postgres
ENTRY = re.compile(r"<(?:input|textarea|select)[^>]*\bname=\"(\w+)\"")
BREAKING = ("a\x00b", "字" * 6000, "9" * 15, "1e9999")
BUSY = [Role.OWNER, Role.OPERATOR, Role.INTERMEDIARY, Role.REGULATOR, Role.AUDITOR]
WRITERS = BUSY[:4]
OTHERS = [pytest.param(role, marks=pytest.mark.deep) for role in [*BUSY[2:], Role.STRANGER]]
# What is asked of lists by address.
ASKED = ("words=桥&sort=rating", "sort=on_time", "sort=name", "sort=contracts", "state=open",
         "words=%00", "after=99999999999999999999", "before=99999999999999999999",
         "item=1&area=1", "kind=firm&state=upheld")  # fmt: skip
LISTS = ("/directory", "/directory/firms.csv", "/requests", "/requests/list.csv", "/complaints/",
         "/matters", "/services", "/find", "/signals/", "/notices", "/offers", "/contracts/",
         "/projects", "/accounts/organisations", "/audit")  # fmt: skip
TURNED_AWAY = (403, 404, 405)  # before anybody looked at a text
UNTOUCHED = {"accounts.sign_in", "accounts.change_password"}


@pytest.fixture(scope="module")
def crawl(hall):
    with hall.app_context():
        engine = db.engine
    with Session(engine, expire_on_commit=False) as session:
        readers = readers_of(session)
        found = {
            role: list(Crawl(session, hall, reader).addresses()) for role, reader in readers.items()
        }
    return readers, found


def rows(hall):
    with hall.app_context(), db.engine.connect() as connection:
        return digests(connection)


@pytest.fixture(scope="module")
def browsers(hall, crawl):
    return {role: browser_of(hall, reader) for role, reader in crawl[0].items()}


@pytest.fixture(scope="module")
def doors(hall, crawl, browsers):
    """Of each page one who sees it, with his address of it; what broke; if all rows stayed."""
    found, broken, before = {}, [], rows(hall)
    for role in [*BUSY, *(role for role in browsers if role not in BUSY)]:
        for endpoint, path in crawl[1][role]:
            if endpoint in found:
                continue
            browser = browsers[role]
            status = browser.get(path).status_code
            found |= {endpoint: (browser, path)} if status == 200 else {}
            broken += [path] if status >= 500 and endpoint not in NOT_THERE_YET else []
    return found, broken, rows(hall) == before


def test_each_page_is_shown_and_none_writes(crawl, doors):
    found, broken, rows_stayed = doors
    assert broken == []
    assert rows_stayed
    assert len(found) > len({endpoint for endpoint, _ in crawl[1][Role.OWNER]}) / 2


def nasty(hall, browser, endpoint, path):
    """The texts that break the form on this page."""
    if endpoint in UNTOUCHED or "POST" not in methods(hall, endpoint):
        return []
    entries = set(ENTRY.findall(browser.get(path).text))
    broken = []
    for text in BREAKING if entries else BREAKING[:1]:
        status = browser.post(path, data=dict.fromkeys(entries, text)).status_code
        broken += [(path, text[:9])] if status >= 500 else []
        if status in TURNED_AWAY:
            break
    return broken


def test_what_no_column_holds_breaks_no_form(hall, doors):
    shown = doors[0].items()
    assert [bad for end, (browser, path) in shown for bad in nasty(hall, browser, end, path)] == []


def methods(hall, endpoint):
    return {method for rule in hall.url_map.iter_rules(endpoint) for method in rule.methods}


@pytest.mark.parametrize("role", [*BUSY[:2], *OTHERS])
def test_lists_are_filtered_and_sorted(browsers, role):
    asked = [f"{path}?{query}" for path in LISTS for query in ASKED]
    assert [path for path in asked if browsers[role].get(path).status_code >= 500] == []


@pytest.mark.deep
@pytest.mark.parametrize("role", [*BUSY, Role.STRANGER])
def test_no_page_breaks_for_anybody_and_none_writes(hall, crawl, browsers, role):
    broken, before = [], rows(hall)
    for endpoint, path in crawl[1][role]:
        if browsers[role].get(path).status_code >= 500 and endpoint not in NOT_THERE_YET:
            broken.append(path)
    assert rows(hall) == before
    assert broken == []


@pytest.mark.deep
@pytest.mark.parametrize("role", WRITERS)
def test_what_no_column_holds_breaks_nobodys_form(hall, crawl, browsers, role):
    tried = [nasty(hall, browsers[role], *address) for address in crawl[1][role]]
    assert [bad for found in tried for bad in found] == []
