import pytest
from sqlalchemy import update

from tests.market import Market


@pytest.fixture
def market(session):
    return Market(session)


@pytest.fixture
def put_state(session):
    """Put a row into a state, past its machine, as only a test may."""

    def put(row, state):
        session.execute(update(type(row)).where(type(row).id == row.id).values(state=state))
        session.refresh(row)

    return put


@pytest.fixture
def browser(sign_in):
    """The browser of an actor, signed in once."""
    browsers = {}

    def of(actor=None, locale="en"):
        if (actor, locale) not in browsers:
            known = next((b for (one, _), b in browsers.items() if one == actor), None)
            browsers[actor, locale] = known or sign_in(actor, locale)
        browsers[actor, locale].set_cookie("locale", locale)
        return browsers[actor, locale]

    return of


@pytest.fixture
def look(browser):
    """The text of a page for an actor."""

    def page(path, actor=None, status=200, locale="en"):
        reply = browser(actor, locale).get(path)
        assert reply.status_code == status, (path, reply.status_code)
        return reply.get_data(as_text=True)

    return page


@pytest.fixture
def send(browser):
    """The answer to a form sent by an actor."""

    def post(path, actor, status=303, **fields):
        reply = browser(actor).post(path, data=fields)
        assert reply.status_code == status, (path, reply.status_code)
        return reply

    return post
