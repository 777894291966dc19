"""The same pages on PostgreSQL: none breaks, none writes, nasty texts neither."""

import re

import pytest
from sqlalchemy.orm import Session

from marketplace.core.act import Role
from marketplace.core.database import db
from tests.crawl import Crawl, readers_of
from tests.filled import browser_of, digests
from tests.test_roles import NOT_THERE_YET

pytestmark = [pytest.mark.postgres, pytest.mark.deep]
ENTRY = re.compile(r"<(?:input|textarea|select)[^>]*\bname=\"(\w+)\"")
BREAKING = ("a\x00b", "字" * 6000, "9" * 15, "1e9999")
BUSY = [Role.OWNER, Role.OPERATOR, Role.INTERMEDIARY, Role.REGULATOR, Role.AUDITOR]
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
    """Of each page one who sees it, with his address; what broke for whom; which rows changed."""
    found, broken, before = {}, [], rows(hall)
    for role, browser in browsers.items():
        for endpoint, path in crawl[1][role]:
            status = browser.get(path).status_code
            if status == 200:
                found.setdefault(endpoint, (browser, path))
            elif status >= 500 and endpoint not in NOT_THERE_YET:
                broken.append((role, path))
    return found, broken, {name for name, seen in rows(hall).items() if seen != before[name]}


def test_no_page_breaks_for_anybody_and_none_writes(crawl, doors):
    found, broken, changed = doors
    assert (broken, changed) == ([], set())
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


@pytest.mark.parametrize("role", [*BUSY, Role.STRANGER])
def test_lists_are_filtered_and_sorted(browsers, role):
    asked = [f"{path}?{query}" for path in LISTS for query in ASKED]
    assert [path for path in asked if browsers[role].get(path).status_code >= 500] == []
