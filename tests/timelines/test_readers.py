"""What follows from facts and from days."""

from sqlalchemy import func, select

from marketplace.core.act import CLOCKWORK
from marketplace.core.duties import DUTIES
from marketplace.core.facts import READERS, Fact, subscribed
from marketplace.core.policy import PERMISSIONS
from marketplace.projects import operations as projects
from marketplace.timelines import operations, queries
from marketplace.timelines.models import Forecast, Housekeeping, Target
from marketplace.timelines.rules.moving import MOVING
from tests.timelines.planning import node, planned, specialist


def read(story, name):
    """The newest fact, read by one reader."""
    fact = story.session.scalars(select(Fact).order_by(Fact.id.desc())).first()
    READERS[name](story.act(CLOCKWORK), fact)
    story.session.flush()


def saved(story, plan):
    """As the room of projects tells it."""
    names = {
        "name": "projects.save",
        "thing_kind": "plans",
        "thing_id": plan.id,
        "at": story.act().now,
    }
    who = {"person_id": 1, "organisation_id": 1, "role": story.owner.role, "data": {}}
    story.session.add(Fact(**names, **who))
    story.session.flush()
    read(story, "timelines.freeze")


def test_every_fact_that_is_waited_for_has_an_operation():
    plans = {"projects.save", "projects.rerun"}
    assert set(MOVING) - plans <= set(PERMISSIONS)
    assert set(MOVING) <= subscribed()


def test_an_event_counts_and_foretells(story, session):
    need = story.matter()
    today = story.act().now.date()
    projects.note(story.act(story.owner), need, applied_at=today, decided_at=None)
    read(story, "timelines.compute")
    (row,) = session.scalars(select(Forecast))
    assert (row.cause, row.p50, row.plan_n) == ("projects.note", 3, 1)
    assert queries.figures_of(session, story.project.id).holder == "department"


def test_a_matter_off_the_list_is_off_the_timeline(story, session, at):
    need = story.matter()
    operations.compute(story.act(CLOCKWORK), story.project)
    assert queries.figures_of(session, story.project.id).code == need.matter.code
    projects.unpick(story.act(story.owner), need)
    read(story, "timelines.recount")
    assert queries.figures_of(session, story.project.id).code == ""


def test_facts_about_contracts_lead_to_the_project(story, session):
    story.in_service()
    read(story, "timelines.compute")
    assert queries.figures_of(session, story.project.id).holder == "intermediary"


def test_the_first_plan_is_the_baseline_and_a_later_one_a_target(story, session):
    specialist(story.make)
    saved(story, planned(story, node("M1"), node("M2", days=4, start=5)))
    baseline = queries.baseline_of(session, story.project.id)
    assert (baseline.total_days, f"{baseline.due_on}") == (9, "2026-03-13")
    assert baseline.steps["M2"] == ["2026-03-09", "2026-03-13"]
    second = planned(story, node("M1", days=12))
    for _ in range(2):
        saved(story, second)
    (target,) = session.scalars(select(Target))
    assert (f"{target.due_on}", target.reason) == ("2026-03-18", "")
    assert queries.baseline_of(session, story.project.id) is baseline


def test_a_saved_plan_gets_one_housekeeper(story, session):
    specialist(story.make)
    plan = planned(story)
    for _ in range(2):
        saved(story, plan)
    assert session.scalar(select(func.count(Housekeeping.id))) == 1


def test_without_a_specialist_the_project_waits_for_one(story, session):
    saved(story, planned(story))
    now = story.act().now
    assert (queries.to_assign(session, now), session.scalars(select(Housekeeping)).all()) == (
        [],
        [],
    )
    specialist(story.make)
    assert queries.to_assign(session, now) == [story.project]
    operations.assign(story.act(CLOCKWORK), story.project)
    assert queries.to_assign(session, now) == []


def test_a_late_first_contact_is_flagged_once(story, session, at):
    specialist(story.make)
    planned(story)
    kept = operations.assign(story.act(CLOCKWORK), story.project)
    session.flush()
    duty = DUTIES["timelines.flag"]
    assert duty.find(session, story.act().now) == []
    at("2026-03-04T00:00+08:00")  # the working day after is over
    (late,) = duty.find(session, story.act().now)
    duty.do(story.act(CLOCKWORK), late)
    assert (kept.flagged_at, duty.find(session, story.act().now)) == (story.act().now, [])


def test_the_duties_are_there():
    assert {name for name in DUTIES if name.startswith("timelines.")} == {
        "timelines.begin", "timelines.roll", "timelines.assign", "timelines.flag",
    }  # fmt: skip
