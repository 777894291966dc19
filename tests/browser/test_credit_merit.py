"""Scenario 6: long list 8, short list 3 of 12; the owner picks at the announced time only."""

import pytest

from marketplace.accounts.states import Kind
from marketplace.core.act import Role, writing
from marketplace.core.database import db
from marketplace.requests.models import Request
from marketplace.selection import operations as selection
from marketplace.selection import queries
from tests.browser.hall import opened
from tests.browser.story import asking
from tests.browser.story.people import ITEM_CODE, OWNER, Town
from tests.drawn import witnessed

NAMES = [(f"信用测绘{no}号公司", f"Credit Survey Firm {no}") for no in range(12)]
EMAIL = "owner@example.org"
WHY = "该机构在本区设有检测室，样品当天可送检，能缩短工期。"


@pytest.fixture
def hall(tmp_path):
    with opened(tmp_path) as hall, witnessed(tmp_path / "witness"):
        yield hall


@pytest.fixture
def town(visit, hall, locale):
    people = Town(hall, *(visit(locale) for _ in range(4)))
    people.bidders = [entered(hall, no, names) for no, names in enumerate(NAMES)]
    owner = hall.organisation(Kind.COMPANY, 77, *OWNER)
    hall.person(EMAIL, Role.OWNER, owner)
    hall.turn()
    return people


def entered(hall, no, names):
    firm = hall.organisation(Kind.INTERMEDIARY, 21 + no, *names)
    actor = hall.person(f"lot{no}@example.org", Role.INTERMEDIARY, firm)
    hall.admitted(actor, hall.operator, ITEM_CODE)
    return actor


def test_twelve_eight_three_one(town):
    asks_by_credit(town)
    operator_publishes(town)
    twelve_sign_up(town)
    the_short_list_is_drawn(town)
    the_owner_picks_in_time(town)
    assert not town.hall.faults


def asks_by_credit(town):
    owner = town.owner.signs_in(EMAIL)
    asking.enters_a_project(town)
    owner.follows("Draft a request")
    owner.fills("Scope", "12 公顷，1:500；红线图已有。")
    owner.fills("How it is accepted", "自然资源局收件。")
    owner.marks("How the firm is chosen", "Credit merit")
    owner.fills("Agreed or fixed price", "8万")
    owner.presses("Keep the draft")
    owner.presses("Terms of the method")
    owner.fills("Length of the long list", "8")
    owner.fills("Length of the short list", "3")
    owner.presses("Keep the terms")
    owner.sees("The terms of the method are kept; they are published with the request.")
    owner.presses("Hand in for check")
    owner.presses("Hand in")
    town.hall.turn()


def operator_publishes(town):
    operator = town.operator.signs_in("operator@example.org")
    operator.follows("My desk")
    operator.follows("Check a request")
    operator.presses("Publish with its draw")
    operator.presses("Publish")
    town.hall.turn()


def twelve_sign_up(town):
    """Without pages: scenario 3 shows those."""
    town.hall.at("2026-03-03T10:00+08:00")
    for actor in town.bidders:
        with town.hall.app.app_context(), writing(db.session(), actor) as act:
            asked = act.session.query(Request).one()
            selection.sign_up(act, asked, terms=selection.Entry(""))
    anybody = town.public
    anybody.opens("/requests")
    anybody.follows_name(town.title)
    anybody.sees("Long list: %(n)s firms with the best credit.", n=8)
    anybody.sees("Short list: %(n)s firms.", n=3)


def the_short_list_is_drawn(town):
    for moment in ("2026-03-05T17:00+08:00", "2026-03-05T17:30+08:00"):
        town.hall.at(moment)
    anybody = town.public
    anybody.page.reload()
    anybody.follows("See the result: every offer, the rule, and how to object")
    anybody.sees("Others had more credit: not on the long list")
    anybody.sees("On the long list, but not drawn for the short list")
    assert anybody.faults() == []


def second_of_the_list(town):
    with town.hall.app.app_context():
        asked = db.session.query(Request).one()
        second = queries.short_list(db.session(), asked)[1].firm
        return second.name_zh, second.name_en


def the_owner_picks_in_time(town):
    """Not on the evening of the draw: at the announced time, of which everybody knows."""
    owner, names = town.owner.signs_in(EMAIL), second_of_the_list(town)
    owner.opens("/requests")
    owner.follows_name(town.title)
    assert not owner.button("Pick one of the short list").count()
    town.hall.at("2026-03-06T09:30+08:00")
    owner.at_desk(EMAIL, "Pick one of the short list")
    owner.presses("Pick one of the short list")
    owner.page.get_by_label(town.name(names)).check()
    owner.fills("Why this firm", WHY)
    owner.presses("Pick this firm")
    town.hall.turn()
    town.public.page.reload()
    assert WHY in town.public.text()
    town.public.sees("On the short list; the owner picked another firm")
