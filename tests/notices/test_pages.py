"""The page of notices: mine only, marked read by buttons, never by looking."""

import pytest

from marketplace.core import clock
from marketplace.core.act import Role
from marketplace.core.texts import say
from marketplace.notices.models import Notice


@pytest.fixture
def notify(session, make):
    def notify(actor, no=1):
        text = say("The qualification “%(paper)s” is accepted.")
        words = {"text": text.id, "params": {"paper": f"Paper {no}"}, "kind": "a.b"}
        row = Notice(
            person_id=actor.person_id, effect_key=f"k{no}", path="/help", told_at=clock.now(),
            **words,
        )  # fmt: skip
        return make.save(row)

    return notify


@pytest.fixture
def firm(make):
    return make.actor(Role.INTERMEDIARY)


@pytest.mark.parametrize(("locale", "words"), [("en", "is accepted"), ("zh", "已通过审核")])
def test_the_page_speaks_the_readers_language(sign_in, firm, notify, locale, words):
    notify(firm)
    text = sign_in(firm, locale).get("/notices").text
    assert words in text
    assert "Paper 1" in text


def test_other_peoples_notices_are_not_found(sign_in, firm, notify, make):
    notice = notify(make.actor(Role.OWNER))
    client = sign_in(firm)
    assert "Paper 1" not in client.get("/notices").text
    assert client.post(f"/notices/{notice.id}/open").status_code == 404


def test_looking_writes_nothing_and_the_badge_counts(sign_in, firm, notify, session):
    notice = notify(firm)
    text = sign_in(firm).get("/notices").text
    assert 'hall-account__count">1<' in text
    session.refresh(notice)
    assert notice.read_at is None


def test_opening_marks_it_read_and_leads_there(sign_in, firm, notify, session):
    notice = notify(firm)
    reply = sign_in(firm).post(f"/notices/{notice.id}/open")
    assert (reply.status_code, reply.location) == (303, "/help")
    session.refresh(notice)
    assert notice.read_at


def test_marking_all_leaves_what_came_since(sign_in, firm, notify, session):
    seen, later = notify(firm, 1), notify(firm, 2)
    sign_in(firm).post("/notices/read", data={"newest": seen.id})
    session.refresh(seen)
    session.refresh(later)
    assert (bool(seen.read_at), bool(later.read_at)) == (True, False)


def test_the_list_goes_on_by_page(sign_in, firm, notify):
    for no in range(25):
        notify(firm, no)
    client = sign_in(firm)
    first = client.get("/notices").text
    assert first.count("hall-notices__new") == 20
    before = first.split("before=")[1].split('"')[0].split("&")[0]
    assert client.get(f"/notices?before={before}").text.count("hall-notices__new") == 5


def test_an_empty_page_says_what_comes_here(sign_in, firm):
    client = sign_in(firm)
    assert "Nothing yet" in client.get("/notices").text
    assert "You have read everything" in client.get("/notices?unread=1").text
