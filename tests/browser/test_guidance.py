"""From twenty questions to the whole bill, without an account; then saved, and its requests."""

from functools import partial

import pytest

from marketplace.accounts.states import Kind
from marketplace.core.act import Role
from marketplace.matters.rules.guidance import make_plan
from tests.browser.hall import opened
from tests.browser.story import asking
from tests.browser.story.people import OWNER, gather
from tests.matters.guiding import real_book

CHEMICALS = {
    "Q01": "enterprise", "Q02": "industrial", "Q03": "filing", "Q04": "auction", "Q05": "yes",
    "Q07": "no", "Q08": "10k_50k", "Q09": "ge4m", "Q10": "normal", "Q11": "none",
    "Q13": "production", "Q14": "form", "Q15": "ge1000", "Q16": "medium", "Q17": "no",
    "Q18": ["none"], "Q19": ["none"], "Q20": ["none"], "Q21": ["none"], "Q22": ["none"],
    "Q23": "no", "Q24": "no", "Q25": "no", "Q27": "no", "Q28": ["waste"],
    "Q29": ["water", "power_high"], "Q30": ["special_fire", "discharge", "registration"],
}  # fmt: skip
PLAN = make_plan(real_book(), CHEMICALS)
LOOKED_AT = ("Q01", "Q02", "Q18")  # the other questions look like one of these


@pytest.fixture
def hall(tmp_path):
    with opened(tmp_path) as hall:
        yield hall


def question(visitor):
    return visitor.page.url.rpartition("/")[2]


def chooses(visitor, answers):
    """Answers the question on the page, and goes on."""
    asked, page = question(visitor), visitor.page
    for value in [answers] if isinstance(answers, str) else answers:
        page.locator(f"input[name=answer][value='{value}']").check()
    if asked in LOOKED_AT:
        visitor.presses("Continue")
        return
    with page.expect_navigation():
        visitor.button("Continue").click()


def answers_all(visitor, begin="Start now"):
    visitor.opens("/")
    visitor.presses("Start: what do I need?")
    visitor.presses(begin)
    for asked, said in CHEMICALS.items():
        assert question(visitor) == asked
        chooses(visitor, said)
        if asked == "Q09":
            goes_back_and_finds_the_answers(visitor)
    visitor.look()


def goes_back_and_finds_the_answers(visitor):
    """By the link of the page and by the browser."""
    page, here = visitor.page, visitor.page.url
    visitor.link("Back").click()
    assert page.locator("input[value=ge4m]").is_checked()
    page.go_back()
    page.goto(here.replace("Q10", "Q08"))
    assert page.locator("input[value='10k_50k']").is_checked()
    page.goto(here)


def sees_the_bill(visitor):
    visitor.presses("Show what my project needs")
    shown = visitor.page.locator("[id^=step-]")
    codes = [row.get_attribute("id").removeprefix("step-") for row in shown.all()]
    assert sorted(codes) == sorted((*PLAN.matters, *PLAN.service_items))
    for row in shown.all():
        assert row.locator(".hall-reasons li").count() >= 2, "each row has a reason and a law"
    assert visitor.page.locator(".hall-chart svg").count() == 5
    visitor.sees("Papers, each once", "What you may do yourself; if a firm does it")


def changes_one_answer(visitor):
    """Production stops being part of it: what goes with it is named."""
    link = visitor.page.locator("a[href*='/guide/Q13?']")
    visitor.goes(link)
    chooses(visitor, "none")
    visitor.look()
    visitor.sees("What differs", "Approvals gone")
    assert visitor.page.locator(".hall-changed").get_by_text("M133").count()


def saves_it(town, email):
    """Through signing in, without losing an answer; and finds it again after signing out."""
    owner = town.owner
    owner.presses("Save this plan")
    owner.fills("E-mail address", email)
    owner.fills("Password", asking.PASSWORD)
    owner.presses("Sign in")
    owner.selects("For which project?", "For a new project, which I enter next")
    owner.presses("Save this plan")
    enters_it(town)
    address = owner.page.url
    owner.signs_out()
    owner.signs_in(email)
    owner.opens(address)
    owner.sees("From the plan to requests")


def enters_it(town):
    owner = town.owner
    owner.fills("Unified project code", "2026-510701-48-01-123456")
    owner.fills("Name of the project", town.project)
    owner.selects("Kind of project", "Industry")
    owner.page.get_by_label(owner.word("District")).select_option(index=1)
    owner.fills("Place", "北岸路1号")
    owner.fills("Planned investment", "9800万")
    owner.presses("Continue")


def the_story(town, begin="Start now"):
    company = town.hall.organisation(Kind.COMPANY, 77, *OWNER)
    town.hall.person(asking.EMAIL, Role.OWNER, company)
    answers_all(town.owner, begin)
    sees_the_bill(town.owner)
    changes_one_answer(town.owner)
    saves_it(town, asking.EMAIL)
    town.owner.page.locator("form[action*='/requests/prepare'] > button").click()
    town.owner.look()
    assert town.hall.faults == []


def test_from_questions_to_the_bill(hall, visit, locale):
    the_story(gather(hall, visit, locale, newcomers=0))


def test_on_a_phone_without_a_script(hall, visit):
    phone = partial(visit, javascript=False, width=375)
    the_story(gather(hall, phone, "zh", newcomers=0))
