"""Pages as each role sees them."""

import re

import pytest

from marketplace.core.act import CLOCKWORK, Role
from marketplace.timelines import operations, queries
from marketplace.timelines.models import Housekeeping
from tests.timelines.planning import planned, specialist

INSIDE = [Role.REGULATOR, Role.AUDITOR, Role.OPERATOR, Role.SPECIALIST]


@pytest.fixture
def begun(story, at):
    """A project whose firm has been at work for ten days, counted."""
    story.in_service()
    at("2026-03-12T12:00+08:00")
    operations.compute(story.act(CLOCKWORK), story.project, "contracts.conclude")
    story.session.commit()
    return story


def path(story, end=""):
    return f"/timelines/{story.project.id}{end}"


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_the_owner_sees_it_all(begun, look, locale):
    text = look(path(begun), begun.owner, locale=locale)
    assert ("The intermediary" if locale == "en" else "中介机构") in text
    assert text.count("<svg") > 3
    assert begun.item.name_zh in text or begun.item.name_en in text


@pytest.mark.parametrize("role", INSIDE)
def test_the_offices_see_it(begun, make, look, role):
    assert begun.project.name in look(path(begun), make.actor(role))


def test_others_see_it_once_it_is_public(begun, make, look, send):
    stranger, firm = None, make.actor(Role.INTERMEDIARY)
    for visitor in (stranger, firm, make.actor(Role.OWNER)):
        look(path(begun), visitor, status=403)
    send(path(begun, "/publish"), begun.owner)
    code = queries.publication_of(begun.session, begun.project.id).code
    for visitor in (stranger, firm):
        assert begun.project.name in look(f"/t/{code}", visitor)
    assert begun.project.name in look("/timelines/public")
    send(path(begun, "/withdraw"), begun.owner)
    look(f"/t/{code}", status=404)


def test_nobody_else_publishes(begun, make, send):
    for role in INSIDE:
        send(path(begun, "/publish"), make.actor(role), status=403)


def test_the_days_as_a_table(begun, look):
    lines = look(path(begun, "/days.csv"), begun.owner).splitlines()
    assert lines[0].startswith("\ufeffFirst day,Last day,Calendar days,Holder")
    assert lines[1].startswith("2026-03-03,2026-03-12,10,The intermediary,")


def test_a_target_is_set_on_its_page(begun, send, look):
    day = {"due_on-year": "2026", "due_on-month": "9", "due_on-day": "1"}
    send(path(begun, "/retarget"), begun.owner, **day, reason="The site floods.")
    assert "The site floods." in look(path(begun), begun.owner)
    send(path(begun, "/retarget"), begun.owner, status=422, **day, reason="")


def test_the_projects_page_begins_with_who_has_the_ball(begun, look):
    text = look(f"/projects/{begun.project.id}", begun.owner)
    assert text.index("hall-ball") < text.index("hall-shares") < text.index("moj-timeline")


def test_a_project_without_anything(story, look):
    assert "Nothing has happened yet" in look(path(story), story.owner)
    assert "begins today" in look(path(story), story.owner)


def test_no_such_timeline(make, look):
    look("/timelines/999", make.actor(Role.AUDITOR), status=404)
    look("/t/zzzzzzzz", status=404)


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_the_citys_page_leads_behind_its_numbers(begun, look, locale):
    text = look("/timelines", locale=locale)
    links = set(re.findall(r'href="(/timelines/days\?[^"]+)"', text))
    assert len(links) > 6
    for link in links:
        look(link.replace("&amp;", "&"), locale=locale)


def test_behind_a_number_only_public_projects_are_named(begun, make, look, send):
    asked = "/timelines/days?holder=intermediary"
    assert begun.project.name not in look(asked)
    assert begun.project.name in look(asked, make.actor(Role.REGULATOR))
    send(path(begun, "/publish"), begun.owner)
    assert begun.project.name in look(asked)
    assert begun.project.name in look("/timelines/days?now=intermediary")


@pytest.mark.parametrize("asked", ["month=209913", "holder=x&area=y&firm=-1", "after=1-x", ""])
def test_odd_questions_are_answered(begun, look, asked):
    look(f"/timelines/days?{asked}")


def test_a_city_without_days(look):
    assert "No day has been counted yet" in look("/timelines")
    assert "No owner has made" in look("/timelines/public")


def test_a_housekeeper_calls_and_may_be_replaced(begun, make, look, send):
    first, second = specialist(make), specialist(make)
    planned(begun)
    operations.assign(begun.act(CLOCKWORK), begun.project)
    begun.session.commit()
    kept = queries.housekeeping_of(begun.session, begun.project.id)
    assert kept.person_id == first.person_id
    assert begun.project.name in look("/timelines/mine", first)
    assert "No project is yours yet" in look("/timelines/mine", second)
    contact = f"/timelines/housekeepings/{kept.id}/contact"
    send(contact, second, status=403, note="I am faster")
    send(contact, first, note="Papers on Monday")
    assert "Papers on Monday" in look(f"/projects/{begun.project.id}", begun.owner)
    send(path(begun, "/replace"), begun.owner, reason="Never answers")
    assert begun.session.query(Housekeeping).count() == 2
    assert begun.project.name in look("/timelines/mine", second)
    send(path(begun, "/replace"), begun.owner, status=409, reason="Again")


def test_a_specialist_says_what_he_knows(make, look, send):
    actor = specialist(make)
    send("/timelines/fields", actor, kinds=["industry", "road"])
    assert set(queries.fields_of(make.session, actor.person_id)) == {"industry", "road"}
    assert look("/timelines/fields", actor).count("checked") == 2
    send("/timelines/fields", actor, sent="yes")
    assert queries.fields_of(make.session, actor.person_id) == []


@pytest.mark.parametrize("end", ["mine", "fields"])
def test_the_desk_is_for_specialists(make, look, end):
    look(f"/timelines/{end}", make.actor(Role.OWNER), status=403)
