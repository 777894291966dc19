"""Every page of a lifelike hall, as each role and as a stranger, in both languages."""

import pytest
from sqlalchemy.orm import Session

from marketplace.core.act import Role
from marketplace.core.database import db
from tests.crawl import ROLES, Crawl, readers_of
from tests.filled import apart, application, browser_of, copy_of, digests, filled

pytestmark = pytest.mark.deep

NOT_THERE_YET = {"jobs.healthz"}  # 503: no worker runs here
WORDLESS = {
    "accounts.confirm", "accounts.invitation", "accounts.join", "accounts.reset_password",
    "accounts.use_factor", "files.show",  # no letter to follow, no public file
}  # fmt: skip
ANSWERLESS = {"guide.check", "plans.preview"}  # they begin with the first question
UNASKED = {"accounts.change_email", "audit.consistency", "audit.inclusion"}  # a token, sizes
STREAMED = {"selection.auction_stream"}  # 204: no auction runs at this moment
UNSEEN = NOT_THERE_YET | WORDLESS | ANSWERLESS | UNASKED | STREAMED | {"static"}
EVERYBODY = [*ROLES, Role.STRANGER]
LOCALES = ("zh", "en")


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    data = copy_of(filled(), tmp_path_factory.mktemp("roles") / "hall")
    with apart():
        app = application(data)
        yield app
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="module")
def reading(hall):
    """A session that only reads, and who reads in each role."""
    with hall.app_context():
        engine = db.engine
    with Session(engine, expire_on_commit=False) as session:
        yield session, readers_of(session)


@pytest.fixture
def visit(hall, reading):
    """Sign in as a role, and give the browser and all addresses for it."""
    session, readers = reading

    def begin(role, locale, method="GET"):
        browser = browser_of(hall, readers[role], locale)
        addresses = list(Crawl(session, hall, readers[role]).addresses(method))
        session.rollback()
        return browser, addresses

    return begin


def rows(hall):
    with hall.app_context(), db.engine.connect() as connection:
        return digests(connection)


@pytest.mark.parametrize("turn", [0, 1])
@pytest.mark.parametrize("role", EVERYBODY)
def test_no_page_breaks_and_none_writes(hall, visit, role, turn):
    """A page in one language, the next in the other; then the other way round."""
    (browser, addresses), broken = visit(role, "zh"), []
    before = rows(hall)
    for no, (endpoint, path) in enumerate(addresses, EVERYBODY.index(role) + turn):
        browser.set_cookie("locale", LOCALES[no % 2])
        status = browser.get(path).status_code
        if status >= 500 and endpoint not in NOT_THERE_YET:
            broken.append((path, status))
    assert broken == []
    assert {name for name, seen in rows(hall).items() if seen != before[name]} == set()


def is_open(hall, endpoint):
    return getattr(hall.view_functions[endpoint], "is_public", endpoint == "static")


def test_a_stranger_sees_the_public_pages(hall, visit):
    browser, addresses = visit(Role.STRANGER, "en")
    seen = {}
    for endpoint, path in addresses:
        if is_open(hall, endpoint):
            seen.setdefault(endpoint, set()).add(browser.get(path).status_code)
    assert set().union(*seen.values()) <= {200, 204, 303, 404, 422, 503}
    assert {name for name, statuses in seen.items() if 200 not in statuses} <= UNSEEN


def test_a_stranger_is_sent_to_sign_in_by_the_other_pages(hall, visit):
    browser, addresses = visit(Role.STRANGER, "en")
    for endpoint, path in addresses:
        if not is_open(hall, endpoint):
            reply = browser.get(path)
            assert (reply.status_code, reply.location[:18]) == (303, "/accounts/sign_in?"), path


def test_a_stranger_posts_nothing(hall, visit):
    browser, addresses = visit(Role.STRANGER, "en", "POST")
    before = rows(hall)
    for endpoint, path in addresses:
        reply = browser.post(path)
        if not is_open(hall, endpoint):
            assert (reply.status_code, reply.location) == (303, "/accounts/sign_in"), path
        assert reply.status_code < 500, path
    changed = {name for name, seen in rows(hall).items() if seen != before[name]}
    assert changed <= {"attempts", "facts"}
