"""A and B posts, what the clock does by itself, and a restart after a holiday."""

from datetime import date

import pytest
from sqlalchemy import select

from marketplace.accounts.states import Kind
from marketplace.cases import operations, queries
from marketplace.cases.models import Milestone, UtilityContact
from marketplace.cases.rules import milestones
from marketplace.cases.states import CONTACTS, Contact, State, Step
from marketplace.core import calendars
from marketplace.core.act import CLOCKWORK, Role
from marketplace.core.errors import WrongStateError
from marketplace.core.facts import Fact, record
from marketplace.jobs import operations as jobs
from marketplace.matters.models import Matter
from marketplace.projects import operations as projects
from marketplace.windows import operations as windows
from tests.cases.conftest import NEXT, WED
from tests.cases.test_machine import MAKERS
from tests.cases.test_rules import HEAD, LINE

AWAY = {"reason": "A course", "until": date(2026, 3, 6)}


def test_work_goes_to_the_post_with_the_least_of_it(desk):
    first, second = desk.post(desk.reviewer, desk.b), desk.post(desk.b, desk.reviewer)
    case = desk.accepted()
    assert (case.post_id, case.holder_id) == (first.id, desk.reviewer.person_id)
    matter = desk.approval()
    desk.require(matter, desk.item)
    projects.pick(desk.act(desk.owner), desk.site, matter=[matter.id])
    application = desk.application(matters=[matter])
    operations.submit(desk.act(desk.owner), application)
    operations.accept(desk.act(desk.clerk), application.cases[0])
    assert application.cases[0].post_id == second.id


def test_absence_moves_the_open_work_to_b_with_its_history_and_back(desk):
    post = desk.post(desk.reviewer, desk.b)
    case = desk.in_review()
    windows.stand_in(desk.act(desk.reviewer, NEXT), post, **AWAY)
    desk.tell()
    case = desk.fresh(case)
    assert (case.holder_id, case.reviewer_id) == (desk.b.person_id, desk.b.person_id)
    operations.grant(desk.act(desk.b, NEXT), case, decision="Yes")
    second = [one.step for one in case.handovers][1:3]
    assert second == [Step.TO_REVIEW, Step.STAND_IN]
    windows.step_back(desk.act(desk.reviewer, WED), post)
    desk.tell()
    assert desk.fresh(case).holder_id is None  # decided: it lies at the reply window


def test_work_comes_back_to_a(desk):
    post = desk.post(desk.reviewer, desk.b)
    case = desk.in_review()
    windows.stand_in(desk.act(desk.reviewer, NEXT), post, **AWAY)
    desk.tell()
    windows.step_back(desk.act(desk.reviewer, WED), post)
    desk.tell()
    case = desk.fresh(case)
    assert case.holder_id == desk.reviewer.person_id
    assert [one.step for one in case.handovers][-2:] == [Step.STAND_IN, Step.STEP_BACK]


def test_b_never_gets_what_he_accepted_himself(desk):
    post = desk.post(desk.reviewer, desk.b)
    case = desk.accepted()
    case.acceptor_id = desk.b.person_id
    windows.stand_in(desk.act(desk.reviewer, NEXT), post, **AWAY)
    desk.tell()
    assert desk.fresh(case).holder_id is None  # any other colleague may take it


def test_new_work_of_an_absent_a_goes_to_b(desk):
    post = desk.post(desk.reviewer, desk.b)
    windows.stand_in(desk.act(desk.reviewer), post, **AWAY)
    assert desk.accepted().holder_id == desk.b.person_id


def test_a_closed_post_leaves_its_work_to_everybody(desk):
    post = desk.post(desk.reviewer, desk.b)
    case = desk.accepted()
    windows.close(desk.act(desk.reviewer), post)
    desk.tell()
    case = desk.fresh(case)
    assert (case.post_id, case.holder_id) == (None, None)


def facts(session, name):
    return list(session.scalars(select(Fact).where(Fact.name == name).order_by(Fact.id)))


def test_after_a_stop_over_a_deadline_and_a_holiday_each_due_step_happens_once(
    desk, session, at, moment
):
    """Received on the last day before the Spring Festival; the service stops; it starts again."""
    at("2026-02-12T10:00+08:00")
    case = desk.received(at="2026-02-12T10:00+08:00")
    session.commit()
    at("2026-03-20T09:00+08:00")  # five working days after the 12th ended on the 26th
    for _ in range(3):
        jobs.tick(session)
    case = desk.fresh(case)
    assert (case.state, case.accepted_by_rule) == (State.ACCEPTED, True)
    assert case.committed_due_on == date(2026, 2, 26)
    assert case.marked_late_at == moment("2026-03-20T09:00+08:00")
    for name in ("cases.accept_by_rule", "cases.mark_late"):
        assert len(facts(session, name)) == 1
    order = [facts(session, name)[0].id for name in ("cases.accept_by_rule", "cases.mark_late")]
    assert order == sorted(order)


def test_in_the_festival_itself_nothing_is_due(desk, session, at):
    desk.received(at="2026-02-12T10:00+08:00")
    session.commit()
    at("2026-02-26T23:59+08:00")
    jobs.tick(session)
    assert facts(session, "cases.accept_by_rule") == []


def test_a_deferred_paper_is_missed_once(desk, session, at):
    case = desk.drafted()
    for code in ("form", "rep"):
        desk.attach(case, code, shade=len(code))
    act = desk.act(desk.owner)
    operations.defer(act, case, material_id=desk.material("plan").id)
    operations.submit(act, case.application)
    operations.accept(desk.act(desk.clerk), case)
    session.commit()
    for day in ("2026-04-14T23:59+08:00", "2026-04-15T00:00+08:00", "2026-04-16T00:00+08:00"):
        at(day)
        jobs.tick(session)
    assert len(facts(session, "cases.flag_deferred")) == 1


def test_a_due_check_of_a_commitment_is_told_once(desk, session, at):
    case = desk.completed()
    operations.commit(desk.act(desk.owner), case)
    operations.submit(desk.act(desk.owner), case.application)
    operations.accept(desk.act(desk.clerk), case)
    operations.take(desk.act(desk.reviewer), case)
    operations.grant(desk.act(desk.reviewer, NEXT), case, decision="Yes")
    session.commit()
    for day in ("2026-04-15T12:00+08:00", "2026-04-16T00:00+08:00", "2026-05-01T00:00+08:00"):
        at(day)
        jobs.tick(session)
    assert len(facts(session, "cases.remind_check")) == 1


def test_a_decision_tells_the_matter_its_actual_days(desk):
    desk.decided(at=WED)
    desk.tell()
    matter = desk.session.get(Matter, desk.matter.id)
    assert (matter.actual_n, matter.actual_median_days, matter.actual_late_n) == (1, 2.0, 0)
    assert (matter.first_pass_n, matter.first_pass_of_n) == (1, 1)


@pytest.fixture
def power(desk):
    """A utility with two matters, of which the project picked the second."""
    actor = desk.actor(Role.REGULATOR, Kind.DEPARTMENT)
    desk.house(actor).department = "U_POW"
    first, second = desk.approval(), desk.approval()
    first.department_id = second.department_id = actor.organisation_id
    projects.pick(desk.act(desk.owner), desk.site, matter=[second.id])
    desk.session.flush()
    return actor, second


def test_an_approved_scheme_tells_each_utility_once(desk, power, moment):
    actor, picked = power
    desk.matter.code = "M201"
    case = desk.decided()
    desk.tell()
    (contact,) = desk.session.scalars(select(UtilityContact))
    assert (contact.utility_id, contact.matter_id) == (actor.organisation_id, picked.id)
    again = operations.tell_utility(desk.act(CLOCKWORK, WED), case, matter=picked)
    assert again.id == contact.id


def test_another_decision_tells_nobody(desk, power):
    desk.decided()
    desk.tell()
    assert desk.session.scalars(select(UtilityContact)).all() == []


def test_a_silent_utility_is_noted_once_and_a_late_call_is_still_a_call(desk, session, at, moment):
    case = desk.decided()
    found = operations.tell_utility(desk.act(CLOCKWORK, NEXT), case, matter=desk.matter)
    assert found.due_at == moment("2026-03-06T00:00+08:00")
    session.commit()
    for day in ("2026-03-05T23:59+08:00", "2026-03-06T00:00+08:00", "2026-03-09T00:00+08:00"):
        at(day)
        jobs.tick(session)
    assert len(facts(session, "cases.flag_utility")) == 1
    act = desk.act(desk.reviewer, "2026-03-09T10:00+08:00")
    operations.contact(act, queries.contact(session, found.id), note="Sorry.")
    assert queries.contact(session, found.id).state is Contact.CONTACTED


@pytest.mark.parametrize("state", Contact)
@pytest.mark.parametrize("verb", CONTACTS.moves)
def test_each_verb_of_a_contact_works_from_its_states_alone(desk, put_state, verb, state):
    case = desk.decided()
    found = operations.tell_utility(desk.act(CLOCKWORK, NEXT), case, matter=desk.matter)
    put_state(found, state)
    by = desk.reviewer if verb == "contact" else desk.owner
    given = {"note": "Spoke."} if verb == "contact" else {}
    sources, target = CONTACTS.moves[verb]
    if state in sources:
        getattr(operations, verb)(desk.act(by, WED), found, **given)
        assert found.state is target
    else:
        with pytest.raises(WrongStateError):
            getattr(operations, verb)(desk.act(by, WED), found, **given)


def test_a_baseline_is_frozen_and_an_earlier_target_kept(desk):
    def take(*lines):
        read = milestones.read([HEAD + "\n", *(line + "\n" for line in lines)])
        return operations.take_milestones(desk.act(CLOCKWORK), None, lines=read)

    assert take(LINE).added == 1
    assert take(LINE).unchanged == 1
    moved = LINE.replace("2026-01-01,2026-02-01", "2026-03-03,2026-04-01")
    assert take(moved).changed == 1
    (kept,) = desk.session.scalars(select(Milestone))
    assert (kept.baseline_on, kept.target_on) == (date(2026, 1, 1), date(2026, 4, 1))
    assert kept.targets == [{"target_on": "2026-02-01", "reason": "Late"}]


def test_the_cases_of_a_project_are_read_with_all_they_need(desk):
    case = desk.paused()
    (found,) = queries.of_project(desk.session, desk.site.id)
    assert (found.id, found.pauses[0].holder) == (case.id, "public_notice")


def test_a_new_holiday_moves_the_running_day_and_not_the_promise(desk, session, moment):
    case = desk.in_review()
    session.add(calendars.CalendarDay(day=date(2026, 3, 5), is_open=False, name_zh="城市日"))
    session.info.clear()
    record(desk.act(CLOCKWORK), "desk.set_day", None, {})
    desk.tell()
    case = desk.fresh(case)
    assert case.committed_due_on == date(2026, 3, 9)
    assert case.due_at == moment("2026-03-11T00:00+08:00")


@pytest.mark.parametrize("maker", ["received", "notified"])
def test_a_new_holiday_moves_what_is_waited_for_in_front(desk, session, maker):
    case = getattr(desk, maker)()
    before = case.accept_due_at or case.answer_due_at
    session.add(calendars.CalendarDay(day=date(2026, 3, 5), is_open=False, name_zh="城市日"))
    session.info.clear()
    record(desk.act(CLOCKWORK), "desk.set_day", None, {})
    desk.tell()
    case = desk.fresh(case)
    assert (case.accept_due_at or case.answer_due_at) > before


@pytest.mark.parametrize("state", State)
def test_the_parts_of_each_case_agree(desk, session, state):
    case = getattr(desk, MAKERS[state])()
    assert list(queries.faults(session)) == []
    case.reviewer_id = case.acceptor_id = desk.clerk.person_id
    session.flush()
    assert list(queries.faults(session)) == [f"case {case.number}: reviewed by its acceptor"]
