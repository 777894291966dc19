"""The frame of every operation: permission, fact, readers, one-time effects."""

from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
from sqlalchemy import select

from marketplace.core import duties, facts, outbox, panels, policy, rulesets
from marketplace.core.act import CLOCKWORK, STRANGER, Act, Actor, Role, writing
from marketplace.core.errors import NotAllowedError, NotFoundError
from marketplace.core.facts import Fact, Pending, history, reads
from marketplace.core.operation import operation
from marketplace.core.places import Area
from marketplace.core.policy import permit
from marketplace.jobs.operations import do_duties, read_facts

OPERATOR = Actor(1, 1, Role.OPERATOR)


def is_alone(actor, thing):
    return thing is None


@pytest.fixture
def paint(monkeypatch):
    """An operation of its own for these tests, forgotten afterwards."""
    monkeypatch.setattr(policy, "PERMISSIONS", dict(policy.PERMISSIONS))
    monkeypatch.setattr("marketplace.core.operation.PERMISSIONS", policy.PERMISSIONS)

    @operation("walls.paint", may=permit(Role.OPERATOR), log=("colour",), within=("walls.build",))
    def paint(act, thing, *, colour, secret=""):
        return thing

    return paint


def test_an_operation_records_who_did_what_and_only_what_is_safe(paint, act, make, session):
    area = make.area()
    paint(act(OPERATOR), area, colour="green", secret="never kept")
    fact = history(session, "areas", area.id)[0]
    assert (fact.name, fact.role, fact.person_id) == ("walls.paint", Role.OPERATOR, 1)
    assert fact.data == {"colour": "green"}


def test_a_role_without_the_permission_is_refused(paint, act):
    with pytest.raises(NotAllowedError):
        paint(act(STRANGER), None, colour="green")


def test_an_outer_operation_may_run_it_and_is_the_cause(paint, act, session):
    inside = act(CLOCKWORK)
    paint(Act(session, CLOCKWORK, inside.now, within=("walls.build",)), None, colour="red")
    assert session.scalars(select(Fact).order_by(Fact.id.desc())).first().cause == "walls.build"


@pytest.fixture
def seen(monkeypatch):
    """A reader of walls.paint that fails when the colour is wet."""
    monkeypatch.setattr(facts, "READERS", dict(facts.READERS))
    monkeypatch.setattr("marketplace.jobs.operations.rounds.READERS", facts.READERS)
    monkeypatch.setattr(facts, "_READERS_OF", {k: list(v) for k, v in facts._READERS_OF.items()})
    colours = []

    @reads("test.look", "walls.paint")
    def look(act, fact):
        if fact.data["colour"] == "wet":
            raise ValueError("wet")
        colours.append(fact.data["colour"])

    return colours


def test_who_reads_at_once_finds_facts_instead_of_rows(paint, act, session, seen):
    waiting = session.info[facts.AT_ONCE] = []
    paint(act(OPERATOR), None, colour="green")
    del session.info[facts.AT_ONCE]
    kept = session.scalars(select(Fact).order_by(Fact.id.desc())).first()
    assert [(reader, fact.id, fact.data) for reader, fact in waiting] == [
        ("test.look", kept.id, {"colour": "green"})
    ]
    assert session.scalar(select(Pending.id).where(Pending.fact_id == kept.id)) is None


def test_a_reader_sees_a_fact_once(paint, act, session, seen):
    paint(act(OPERATOR), None, colour="green")
    session.commit()
    assert [read_facts(session), read_facts(session)] == [1, 0]
    assert seen == ["green"]


def test_a_reader_that_keeps_failing_is_parked_and_stops_nobody(paint, act, session, seen):
    for colour in ("wet", "green"):
        paint(act(OPERATOR), None, colour=colour)
    session.commit()
    for _ in range(6):
        read_facts(session)
    pending = session.scalars(select(Pending)).one()
    assert (seen, pending.parked, pending.error) == (["green"], True, "ValueError('wet')")


def test_a_letter_is_posted_once(act):
    letter = {"to": "a@example.org", "subject": "Two\r\nlines", "body": "Body"}
    assert outbox.post(act(), "key", **letter)
    assert not outbox.post(act(), "key", **letter)


def test_the_rule_set_in_force_is_the_newest_whose_time_has_come(act, session):
    now = datetime(2026, 3, 2, tzinfo=UTC)
    later = {"offer_days": 5, "unknown": 1}
    session.add(rulesets.RuleSet(version=2, in_force_from=now, figures=later))
    session.flush()
    assert rulesets.in_force(session, now - timedelta(seconds=1)).version == 1
    assert rulesets.in_force(session, now).rules.offer_days == 5
    assert rulesets.in_force(session, now).rules.rating_calendar_days == 7


def test_writing_rereads_what_another_has_changed(session, make):
    area = make.area()
    other = cast("Area", session.get(Area, area.id))
    with writing(session, CLOCKWORK, other):
        other.name_en = "Renamed"
    assert session.get(Area, area.id).name_en == "Renamed"


def test_writing_about_a_thing_that_is_gone_is_not_found(session, make):
    area = make.save(Area(code="999999", name_zh="某区", name_en="Some"))
    session.delete(area)
    session.commit()
    with pytest.raises(NotFoundError), writing(session, CLOCKWORK, area):
        pass


def test_a_duty_that_fails_keeps_no_other_from_being_done(monkeypatch, session):
    done = []
    table = {
        "unfound": duties.Duty(lambda s, n: 1 / 0, lambda a, t: done.append(t)),
        "bad": duties.Duty(lambda s, n: s.scalars(select(Area)).all(), lambda a, t: 1 / 0),
        "good": duties.Duty(
            lambda s, n: s.scalars(select(Area)).all(), lambda a, t: done.append(t)
        ),
    }
    monkeypatch.setattr("marketplace.jobs.operations.rounds.DUTIES", table)
    assert do_duties(session) == len(done) == 2


def test_panels_come_in_order_and_empty_ones_are_left_out(monkeypatch, session):
    monkeypatch.setattr(panels, "_PANELS", {})
    for order, name in ((20, "b"), (10, "a"), (30, None)):
        shown = panels.Panel(name, {}) if name else None
        panels.panel("walls.wall", order)(lambda s, a, t, shown=shown: shown)
    assert [p.template for p in panels.panels(session, "walls.wall", STRANGER, 1)] == ["a", "b"]


def test_the_matrix_says_how_a_role_is_permitted():
    allowed = permit(Role.OWNER, when=is_alone) | permit(Role.OPERATOR)
    said = [allowed.says(role) for role in (Role.OWNER, Role.OPERATOR, Role.CLERK)]
    assert said == ["is_alone", "yes", "-"]
