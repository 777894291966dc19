"""Every page of a filled hall that links lead to, as each account of the demo."""

import pytest

from marketplace.accounts import queries
from marketplace.core.database import db
from tests.browser.crawling import DEMO_PASSWORD, Walk, digest
from tests.browser.hall import Hall
from tests.browser.serving import clock_at, served
from tests.filled import apart, application, copy_of, day_of, filled

DESKS = ["owner", "firm", "ecology", "operator", "clerk", "specialist", "auditor"]
# Whose page, and of which view; the first that the account comes to by links is looked at.
IMPORTANT = [(name, "desk.mine") for name in DESKS] + [
    ("", "desk.home"),
    ("", "matters.index"),
    ("", "services.show"),
    ("", "directory.index"),
    ("", "directory.show"),
    ("", "requests.index"),
    ("", "requests.show"),
    ("", "selection.result"),
    ("", "complaints.index"),
    ("", "complaints.show"),
    ("", "desk.calendar"),
    ("", "desk.help"),
    ("owner", "contracts.index"),
    ("owner", "contracts.show"),
    ("owner", "projects.show"),
    ("firm", "my_firm.show"),
    ("firm", "selection.index"),
    ("ecology", "risk.index"),
    ("ecology", "risk.show"),
    ("operator", "entry_checks.index"),
    ("operator", "accounts.organisations"),
    ("auditor", "audit.index"),
]


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    there = filled()
    day, data = day_of(there), copy_of(there, tmp_path_factory.mktemp("city") / "hall")
    with apart(), clock_at(f"{day}T09:00+08:00"):
        app = application(data)
        with served(app) as address:
            yield Hall(app, address)


@pytest.fixture(scope="module")
def accounts(hall):
    """The addresses shown on the sign-in page of the demo; "" is nobody."""
    with hall.app.app_context():
        shown = queries.demo_accounts(db.session())
        return ["", *(member.person.email for member in shown)]


@pytest.fixture(scope="module")
def walks(hall, accounts):
    """Each account's walk, and the hall's digest before and after."""
    walks = {email: Walk(hall.app, email) for email in accounts}
    before = digest(hall.app)
    for walk in walks.values():
        walk.go()
    assert digest(hall.app) == before, "a GET has changed the hall"
    return walks


def test_every_link_leads_somewhere(walks):
    assert {email: walk.broken for email, walk in walks.items() if walk.broken} == {}


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_important_pages_are_sound(hall, walks, visit, locale):
    visitors = {}
    for name, view in IMPORTANT:
        email = next(email for email in walks if email.split("@")[0] == name)
        if name not in visitors:
            visitors[name] = visit(locale)
            if email:
                visitors[name].signs_in(email, DEMO_PASSWORD)
        visitors[name].opens(walks[email].seen[view])
    assert hall.faults == []
