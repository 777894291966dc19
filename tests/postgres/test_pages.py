"""The same pages on PostgreSQL: none breaks, none writes, nasty texts neither."""

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
BUSY = [Role.OWNER, Role.INTERMEDIARY, Role.REGULATOR, Role.OPERATOR, Role.AUDITOR]
# What is asked of lists by address.
ASKED = ("words=桥&sort=rating", "sort=on_time", "sort=name", "sort=contracts", "state=open",
         "words=%00", "after=99999999999999999999", "before=99999999999999999999",
         "item=1&area=1", "kind=firm&state=upheld")  # fmt: skip
LISTS = ("/directory", "/directory/firms.csv", "/requests", "/requests/list.csv", "/complaints/",
         "/matters", "/services", "/find", "/signals/", "/notices", "/offers", "/contracts/",
         "/projects", "/accounts/organisations", "/audit")  # fmt: skip


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


@pytest.mark.parametrize("role", [*BUSY, Role.STRANGER])
def test_no_page_breaks_and_none_writes(hall, crawl, role):
    readers, found = crawl
    browser, broken = browser_of(hall, readers[role]), []
    with hall.app_context(), db.engine.connect() as connection:
        before = digests(connection)
    for endpoint, path in found[role]:
        if browser.get(path).status_code >= 500 and endpoint not in NOT_THERE_YET:
            broken.append(path)
    with hall.app_context(), db.engine.connect() as connection:
        assert digests(connection) == before
    assert broken == []


@pytest.mark.parametrize("role", [*BUSY, Role.STRANGER])
def test_lists_are_filtered_and_sorted(hall, crawl, role):
    browser = browser_of(hall, crawl[0][role])
    asked = [f"{path}?{query}" for path in LISTS for query in ASKED]
    assert [path for path in asked if browser.get(path).status_code >= 500] == []


@pytest.mark.parametrize("role", [Role.OWNER, Role.INTERMEDIARY, Role.REGULATOR, Role.OPERATOR])
def test_what_no_column_holds_breaks_no_form(hall, crawl, role):
    readers, found = crawl
    browser, broken = browser_of(hall, readers[role]), []
    for endpoint, path in found[role]:
        if endpoint in UNTOUCHED or "POST" not in methods(hall, endpoint):
            continue
        entries = set(ENTRY.findall(browser.get(path).text))
        for text in BREAKING:
            reply = browser.post(path, data=dict.fromkeys(entries, text))
            broken += [(path, text[:9])] if reply.status_code >= 500 else []
    assert broken == []


UNTOUCHED = {"accounts.sign_in", "accounts.change_password"}


def methods(hall, endpoint):
    return {method for rule in hall.url_map.iter_rules(endpoint) for method in rule.methods}
