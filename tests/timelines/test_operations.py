"""Counting, sums, forecasts, targets, publication."""

from datetime import date

import pytest
from sqlalchemy import func, select

from marketplace.contracts import operations as contracts
from marketplace.core.act import CLOCKWORK
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.core.facts import Fact
from marketplace.core.invariants import INVARIANTS
from marketplace.timelines import operations, queries
from marketplace.timelines.models import CityShare, DayShare, Duration, Forecast, Sample
from marketplace.timelines.states import Dimension, Holder


def counted(story, cause="contracts.accept"):
    return operations.compute(story.act(CLOCKWORK), story.project, cause)


def city(session, dimension=Dimension.ALL):
    rows = session.scalars(select(CityShare).where(CityShare.dimension == dimension))
    return {(row.key, row.holder): (row.days, row.projects_n) for row in rows if row.days}


def sound(session):
    return list(INVARIANTS["the city's days are the sum of its projects' days"](session, None))


def test_a_project_is_its_firms_while_it_works(story, at, session):
    contract = story.in_service()
    at("2026-03-12T12:00+08:00")
    figures = counted(story)
    assert (figures.days, figures.days_by_holder["intermediary"]) == (10, 10)
    assert (figures.holder, figures.held_by_id) == (Holder.INTERMEDIARY, contract.firm_id)
    assert (figures.held_since, figures.due_on) == (date(2026, 3, 2), contract.due_on)
    assert (figures.late_n, figures.is_running) == (0, True)


def test_a_broken_promise_is_late(story, at):
    story.in_service(days=3)
    at("2026-03-12T12:00+08:00")
    assert counted(story).late_n == 1


def test_the_city_is_the_sum_of_its_projects(story, at, session):
    contract = story.in_service()
    at("2026-03-12T12:00+08:00")
    counted(story)
    assert city(session) == {(0, Holder.INTERMEDIARY): (10, 1)}
    firm = {(contract.firm_id, Holder.INTERMEDIARY): (10, 1)}
    assert city(session, Dimension.FIRM) == firm
    assert city(session, Dimension.MONTH) == {(202603, Holder.INTERMEDIARY): (10, 1)}
    assert sound(session) == []


def test_counting_twice_changes_nothing(story, at, session):
    story.in_service()
    at("2026-03-12T12:00+08:00")
    counted(story)
    before = city(session), session.scalar(select(func.count(DayShare.id)))
    counted(story)
    assert (city(session), session.scalar(select(func.count(DayShare.id)))) == before


def test_what_is_corrected_moves_the_sums(story, at, session):
    need = story.matter(applied_at=None)
    at("2026-03-12T12:00+08:00")
    counted(story)
    need.applied_at = story.project.entered_at
    session.flush()
    counted(story)
    assert city(session) == {(0, Holder.DEPARTMENT): (10, 1)}
    assert sound(session) == []


def test_a_fault_in_the_sums_is_found(story, at, session):
    story.matter()
    at("2026-03-12T12:00+08:00")
    counted(story)
    session.scalars(select(CityShare)).first().days += 1
    session.flush()
    assert sound(session) != []


def test_finished_steps_teach_once(story, at, session):
    contract = story.in_service()
    at("2026-03-12T12:00+08:00")
    story.deliver(contract)
    contracts.accept(story.act(story.owner), contract)
    for _ in range(2):
        counted(story)
    (row,) = session.scalars(select(Duration))
    assert (row.code, row.lasted, row.waited) == (story.item.code, 8, 0)
    sample = session.scalar(select(Sample).where(Sample.code == story.item.code))
    assert sample.values == [8]


def test_each_event_is_followed_by_a_forecast_and_the_end_scores_them(story, at, session):
    need = story.matter()
    counted(story, "projects.pick")
    need.applied_at = story.act().now
    at("2026-03-09T12:00+08:00")
    counted(story, "projects.note")
    need.decided_at = story.act().now
    session.flush()
    counted(story, "projects.note")
    rows = session.scalars(select(Forecast).order_by(Forecast.id)).all()
    assert [row.p50_on for row in rows] == [date(2026, 3, 5), date(2026, 3, 10)]
    assert {row.done_on for row in rows} == {date(2026, 3, 9)}
    score = queries.how_forecasts_fared(session)
    assert (score.n, score.within_p50, score.error) == (2, 0.5, 2.5)


def test_a_day_without_events_belongs_to_somebody_too(story, at, session):
    story.in_service()
    counted(story)
    at("2026-03-04T00:30+08:00")
    (stale,) = queries.stale(session, story.act().now)
    operations.roll(story.act(CLOCKWORK), stale)
    assert (stale.days, queries.stale(session, story.act().now)) == (2, [])
    assert session.scalar(select(func.count(Forecast.id))) == 1


def test_an_archived_project_stands_still(story, at, session):
    story.matter()
    at("2026-03-05T12:00+08:00")
    story.project.archived_at = story.act().now
    at("2026-04-05T12:00+08:00")
    figures = counted(story)
    assert (figures.days, figures.is_running, figures.holder) == (3, False, Holder.NOBODY)


def test_uncounted_projects_are_found(story, session):
    assert queries.uncounted(session, story.act().now) == [story.project]
    operations.begin(story.act(CLOCKWORK), story.project)
    assert queries.uncounted(session, story.act().now) == []


def test_a_target_has_a_reason_and_an_author(story, session):
    target = operations.retarget(
        story.act(story.owner), story.project, due_on=date(2026, 9, 1), reason="The site floods."
    )
    session.flush()
    assert queries.targets_of(session, story.project.id) == [target]
    assert target.person_id == story.owner.person_id
    fact = session.scalars(select(Fact).where(Fact.name == "timelines.retarget")).one()
    assert fact.data == {"due_on": "2026-09-01", "reason": "The site floods."}


@pytest.mark.parametrize("day", [date(2026, 3, 2), date(2060, 1, 1)])
def test_a_target_lies_ahead_but_not_too_far(story, day):
    with pytest.raises(BadInputError, match="target"):
        operations.retarget(story.act(story.owner), story.project, due_on=day, reason="-")


def test_nobody_else_sets_a_target(story, make):
    for stranger in (story.firm, story.regulator, make.actor()):
        with pytest.raises(NotAllowedError):
            operations.retarget(
                story.act(stranger), story.project, due_on=date(2026, 9, 1), reason="-"
            )


def test_published_and_withdrawn_under_the_same_address(story, session):
    act = story.act(story.owner)
    code = operations.publish(act, story.project).code
    with pytest.raises(WrongStateError):
        operations.publish(act, story.project)
    assert queries.by_code(session, code).project == story.project
    operations.withdraw(act, story.project)
    with pytest.raises(WrongStateError):
        operations.withdraw(act, story.project)
    assert not queries.is_public(session, story.project.id)
    assert operations.publish(act, story.project).code == code
