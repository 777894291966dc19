"""Who has the ball: scenario 9 and the timeline half of scenario 12, in both languages."""

import pytest

from marketplace.accounts.models import Person
from marketplace.accounts.states import Kind
from marketplace.cases import operations as cases
from marketplace.cases import queries as case_queries
from marketplace.cli.demo.workshops import ANSWERS
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.matters import queries as matters
from marketplace.projects import operations as projects
from tests.browser.hall import HASHED, opened
from tests.cases.conftest import Desk, Paper

OWNER, KEEPER, SECOND = "owner@example.org", "keeper@example.org", "second@example.org"
SITE = "Chemical extension"


@pytest.fixture
def hall(tmp_path):
    with opened(tmp_path) as hall:
        yield hall


def on(day):
    return f"2026-03-{day:02}T12:00+08:00"


def writes(hall, do):
    """Something that happens without a page."""
    with hall.app.app_context():
        session = db.session()
        session.connection(execution_options={"writes": True})
        found = do(session)
        session.commit()
        db.session.remove()
    return found


def signing_in(session, desk):
    person = session.get(Person, desk.owner.person_id)
    person.email = person.email_key = OWNER
    person.password_hash = HASHED


def returned_twice(session):
    """The window returns the firm's report for ten days, then for four."""
    desk = Desk(session)
    signing_in(session, desk)
    desk.site.name = SITE
    case = desk.with_work()
    for back, mended in ((5, 15), (16, 20)):
        paper = next(p for p in case_queries.living(case) if p.contract_id)
        act = desk.act(desk.reviewer, on(back))
        cases.return_deliverable(act, case, attachment_id=paper.id, reason="A chapter is missing.")
        cases.mend(desk.act(desk.maker, on(mended)), case, files=[Paper(mended)])
    cases.grant(desk.act(desk.reviewer, on(23)), case, decision="Granted.")
    return desk.site.id


def with_plan(session):
    """Another project of an owner, with a saved plan."""
    desk = Desk(session)
    signing_in(session, desk)
    desk.site.name = SITE
    draft = projects.Draft(answers=ANSWERS, guidance=matters.guidance(session), name="Workshop")
    projects.save(desk.act(desk.owner), desk.site, draft=draft)
    return desk.site.id


def test_a_returned_report_is_its_firms(hall, visit, locale):
    """Scenario 9: fourteen days to the agency; the department's are shown without them."""
    project = writes(hall, returned_twice)
    hall.at("2026-03-24T09:00+08:00")
    owner, public = visit(locale), visit(locale)
    owner.signs_in(OWNER)
    owner.opens(f"/projects/{project}")
    owner.follows("The whole timeline: chart, forecast, day by day")
    owner.sees("Nothing is open any more", "%(n)s days", n=14)
    owner.sees("%(n)s days", n=7)
    owner.presses("Make it public")
    owner.sees("Everybody can see this timeline now.")
    public.opens("/timelines")
    public.follows("Timelines that owners made public")
    public.follows_name(SITE)
    public.sees("%(n)s days", n=14)
    public.opens("/timelines")
    public.goes(public.page.locator("a[href*='holder=intermediary']").first)
    public.follows_name(SITE)
    owner.presses("No longer public")
    public.opens("/timelines/public")
    public.does_not_see(SITE)
    assert hall.faults == []


def test_a_plan_gets_a_housekeeper_a_baseline_and_a_forecast(hall, visit, locale):
    """The timeline half of scenario 12."""
    centre = hall.organisation(Kind.WINDOW, 90, "政务服务中心", "Service Centre")
    for email in (KEEPER, SECOND):
        hall.person(email, Role.SPECIALIST, centre)
    project = writes(hall, with_plan)
    hall.turn()
    owner, keeper = visit(locale).signs_in(OWNER), visit(locale)
    keeper.at_desk(KEEPER, "Call the owner for the first time")
    keeper.fills("What was agreed?", "Papers on Monday")
    keeper.presses("Note the contact")
    keeper.sees("The first contact is noted.", "Projects I look after")
    keeper.follows_name(SITE)
    keeper.sees("Who has the ball now", "As likely as not by", "Baseline")
    owner.opens(f"/projects/{project}")
    owner.sees("Papers on Monday", "Your housekeeper")
    sets_a_target(owner, project)
    asks_for_another(owner, project)
    assert hall.faults == []


def sets_a_target(owner, project):
    owner.opens(f"/timelines/{project}")
    owner.follows("Set a new target")
    owner.dates("New target day", 2026, 12, 1)
    owner.fills("Reason", "The site floods in summer.")
    owner.presses("Set the target")
    owner.sees("The new target is set.", "The site floods in summer.")


def asks_for_another(owner, project):
    owner.opens(f"/projects/{project}")
    owner.follows("Ask for another housekeeper")
    owner.presses("Ask for another")
    owner.sees("There is a problem")
    owner.fills("Reason", "We never agree.")
    owner.presses("Ask for another")
    owner.sees("You have another housekeeper.", "second")
