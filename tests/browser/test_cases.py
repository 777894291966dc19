"""Scenario 9: the window returns an environmental form twice, and all see whose days it cost.

The firm's first-pass rate falls at once; the promised days are shown without the days it mended,
the days the owner waited with them.
"""

from dataclasses import dataclass
from datetime import datetime

import pytest
from sqlalchemy import select

from marketplace.accounts.states import Kind
from marketplace.contracts.models import Contract, Deliverable, Milestone
from marketplace.contracts.states import State, Step
from marketplace.core.act import Role, writing
from marketplace.core.database import db
from marketplace.core.money import Money
from marketplace.core.places import Area
from marketplace.core.rulesets import RuleSet
from marketplace.matters.models import Matter, ServiceItem
from marketplace.projects import operations as projects
from marketplace.projects.states import ProjectKind
from marketplace.requests import operations as requests
from marketplace.windows import operations as windows
from marketplace.windows.rules import CounterTerms, PostTerms
from marketplace.windows.states import CounterKind
from tests.browser.hall import opened
from tests.browser.paper import pdf
from tests.browser.visitor import Visitor
from tests.market import TERMS

MATTER, ITEM = "M119", "S15"
OWNER = ("涪川食品有限公司", "Fuchuan Foods Ltd")
FIRM = ("涪川环评有限公司", "Fuchuan Assessors Ltd")
PROJECT = "食品加工基地项目"
DEFECT = "噪声现状监测缺项。"
BEFORE = datetime.fromisoformat("2026-03-02T08:00+08:00")


@dataclass
class Town:
    hall: object
    owner: Visitor
    clerk: Visitor
    reviewer: Visitor
    firm: Visitor
    public: Visitor


@pytest.fixture
def hall(tmp_path):
    with opened(tmp_path) as hall:
        yield hall


def people(hall):
    """An owner, two clerks, A and B of the department, an assessor that is in the directory."""
    owner = hall.organisation(Kind.COMPANY, 21, *OWNER)
    firm = hall.organisation(Kind.INTERMEDIARY, 22, *FIRM)
    window = hall.organisation(Kind.WINDOW, 23, "综合窗口", "General window")
    ecology = hall.department("EE")
    seats = {
        "owner": (Role.OWNER, owner), "firm": (Role.INTERMEDIARY, firm),
        "clerk": (Role.CLERK, window), "clerk-b": (Role.CLERK, window),
        "reviewer": (Role.REGULATOR, ecology), "reviewer-b": (Role.REGULATOR, ecology),
    }  # fmt: skip
    found = {key: hall.person(f"{key}@example.org", *seat) for key, seat in seats.items()}
    hall.admitted(found["firm"], hall.operator, ITEM)
    return found


def prepare(hall, found):
    """A project with an accepted report, a counter with its posts."""
    with hall.app.app_context():
        with writing(db.session(), found["owner"]) as act:
            project = enter(act)
            work(act, project, found)
        with writing(db.session(), found["clerk"]) as act:
            terms = CounterTerms("A01", CounterKind.ACCEPTANCE, "受理", "Acceptance", "一楼", "1")
            counter = windows.open_counter(act, None, terms=terms)
            post(act, found, "clerk", counter.id)
        with writing(db.session(), found["reviewer"]) as act:
            post(act, found, "reviewer", None)
        db.session.remove()


def post(act, found, who, counter_id):
    pair = (found[who].person_id, found[f"{who}-b"].person_id)
    windows.open_post(act, None, terms=PostTerms("岗位", "Post", *pair, counter_id))


def enter(act):
    area = act.session.scalar(select(Area.id))
    money = Money(100_000_000, "CNY")
    place = ("2026-510701-48-01-000009", PROJECT, area, "云岫大道9号")
    terms = projects.Terms(*place, ProjectKind.INDUSTRY, money)
    project = projects.enter(act, None, terms=terms)
    act.session.flush()
    wanted = act.session.scalar(select(Matter.id).where(Matter.code == MATTER))
    projects.pick(act, project, matter=[wanted])
    return project


def work(act, project, found):
    """The contract is over: its one report was accepted by the owner."""
    item = act.session.scalars(select(ServiceItem).filter_by(code=ITEM)).one()
    matter = act.session.scalars(select(Matter).filter_by(code=MATTER)).one()
    draft = requests.draft(act, project, need=requests.Need(item, matter), terms=TERMS)
    contract = Contract(
        number="HT-2026-000009", request_id=draft.id, owner_id=found["owner"].organisation_id,
        firm_id=found["firm"].organisation_id, item_id=item.id, project_id=project.id,
        rule_set_id=act.session.scalar(select(RuleSet.id)), price=Money(3_000_000, "CNY"),
        days=20, terms=[], state=State.ACCEPTED, drafted_at=BEFORE, sign_due_at=BEFORE,
        accepted_at=BEFORE,
    )  # fmt: skip
    act.session.add(contract)
    act.session.flush()
    given = {"submitted_at": BEFORE, "remind_at": BEFORE, "accepted": True}
    part = Milestone(no=1, price=contract.price, days=20, state=Step.ACCEPTED)
    contract.milestones.append(part)
    act.session.flush()
    ids = {"contract_id": contract.id, "milestone_id": part.id}
    act.session.add(Deliverable(**ids, version=1, **given))


def test_the_department_returns_the_report_twice(hall, visit, locale):
    prepare(hall, people(hall))
    town = Town(hall, *(visit(locale) for _ in range(5)))
    for chapter in CHAPTERS:
        chapter(town)
    assert not hall.faults


def applies(town):
    """The report of the contract is there by itself; only the form is uploaded."""
    owner = town.owner.signs_in("owner@example.org")
    owner.follows("My projects")
    owner.follows_name(PROJECT)
    owner.presses("Apply for matters")
    owner.page.locator("main input[type=checkbox]").first.check()
    owner.presses("Continue")
    owner.sees("Work delivered in this hall")
    owner.follows("Upload")
    owner.attaches("Files", "form.pdf", pdf("form"))
    owner.presses("Add")
    owner.presses("Send the application in")
    owner.sees("Received, acceptance due")


def is_accepted(town):
    clerk = town.clerk.at_desk("clerk@example.org", "Accept an application, or notify all its gaps")
    clerk.does_not_see(clerk.word("Grant it"))  # the front desk decides nothing
    clerk.presses("Accept the application")
    clerk.presses("Accept the application")
    clerk.sees("The application is accepted, and both clocks run.")
    town.hall.turn()


def is_returned(town):
    reviewer = town.reviewer.at_desk("reviewer@example.org", "Begin a review")
    reviewer.presses("Begin the review")
    reviewer.presses("Begin the review")
    sends_back(town)


def sends_back(town):
    reviewer = town.reviewer
    reviewer.presses("Return a firm's work")
    reviewer.page.locator("main input[type=radio]").first.check()
    reviewer.fills("What is wrong with it", DEFECT)
    reviewer.presses("Return a firm's work")
    reviewer.sees("The work is returned, and the firm's first-pass rate is counted.")
    town.hall.turn()


def is_mended(town):
    town.hall.at("2026-03-11T09:00+08:00")  # seven working days later
    mends(town, "v2.pdf")


def mends(town, name):
    firm = town.firm.at_desk("firm@example.org", "A department returned your work: mend it")
    firm.sees("Each return counts against the firm's first-pass rate at once.")
    assert DEFECT in firm.text()
    firm.presses("Hand in a better version")
    firm.attaches("Files", name, pdf(name))
    firm.presses("Hand in a better version")
    firm.sees("The better version is with the department.")
    town.hall.turn()


def is_returned_again(town):
    town.reviewer.at_desk("reviewer@example.org", "Decide a case")
    sends_back(town)


def is_mended_again(town):
    town.hall.at("2026-03-20T09:00+08:00")  # and seven more
    mends(town, "v3.pdf")


def is_granted(town):
    town.hall.at("2026-03-23T09:00+08:00")
    reviewer = town.reviewer.at_desk("reviewer@example.org", "Decide a case")
    reviewer.presses("Grant it")
    reviewer.fills("Decision", "准予。涪环审〔2026〕9号")
    reviewer.presses("Grant it")
    reviewer.sees("The decision goes to the reply window.")
    town.hall.turn()


def is_replied(town):
    clerk = town.clerk.at_desk("clerk@example.org", "Lay a decision ready")
    clerk.presses("Lay the decision ready")
    clerk.presses("Lay the decision ready")
    town.hall.turn()
    owner = town.owner.at_desk("owner@example.org", "Collect the decision")
    owner.presses("The decision is collected")
    owner.presses("The decision is collected")
    owner.sees("The decision is collected. The case is closed.")


def shows_whose_days_they_were(town):
    """One day of the department, fourteen of the firm, fifteen of the owner's waiting."""
    rows = town.owner.page.locator("main table").first.locator("tr")
    days = [row.locator("td").first.inner_text() for row in rows.all()[1:]]
    assert days[0] == "7"
    assert days[2:5] == ["1", "14", "15"]


def costs_the_firm_its_rate(town):
    public = town.public
    public.opens("/directory/1")
    public.sees("First-pass rate at the departments", "Times sent back: %(n)s.", n=2)
    assert "0" in public.text()
    public.opens("/cases/")
    assert "85.7 %" in public.text()  # one day of seven
    public.follows("Decided cases")
    public.does_not_see(*OWNER, PROJECT)


CHAPTERS = (
    applies,
    is_accepted,
    is_returned,
    is_mended,
    is_returned_again,
    is_mended_again,
    is_granted,
    is_replied,
    shows_whose_days_they_were,
    costs_the_firm_its_rate,
)
