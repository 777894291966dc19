"""Cases at the window on the timeline: scenario 9, pauses, utilities."""

import pytest

from marketplace.cases import operations as cases
from marketplace.cases import queries as case_queries
from marketplace.core.act import CLOCKWORK
from marketplace.timelines import operations, queries
from tests.cases.conftest import DAY, NEXT, Desk, Paper


@pytest.fixture
def desk(session, at):
    at(DAY)
    return Desk(session)


def on(day):
    return f"2026-03-{day:02}T12:00+08:00"


def counted(desk, moment):
    """The project as it is counted at a moment: its figures."""
    desk.session.flush()
    desk.session.expire_all()
    return operations.compute(desk.act(CLOCKWORK, moment), desk.site, "cases.grant")


def days(figures):
    return {holder: n for holder, n in figures.days_by_holder.items() if n}


def send_back(desk, case, day):
    paper = next(p for p in case_queries.living(case) if p.contract_id)
    act = desk.act(desk.reviewer, on(day))
    cases.return_deliverable(act, case, attachment_id=paper.id, reason="A chapter is missing.")


def mend(desk, case, day):
    cases.mend(desk.act(desk.maker, on(day)), case, files=[Paper(day)])


def test_fourteen_days_of_a_returned_report_are_the_agencys(desk):
    """Scenario 9: the window returns the form twice; the department's days do not count them."""
    case = desk.with_work()
    send_back(desk, case, 5)
    mend(desk, case, 15)
    send_back(desk, case, 16)
    assert counted(desk, on(18)).held_by_id == desk.maker.organisation_id
    mend(desk, case, 20)
    cases.grant(desk.act(desk.reviewer, on(23)), case, decision="Granted.")
    figures = counted(desk, on(30))
    assert days(figures) == {"intermediary": 14, "department": 7}
    assert (figures.is_running, f"{figures.done_on}") == (False, "2026-03-23")
    assert (case.actual_days, case.paused_days > 0) == (5, True)


def test_a_pause_is_its_causers(desk):
    desk.paused()
    figures = counted(desk, on(9))
    assert (days(figures), figures.holder) == ({"notice": 7}, "notice")


def test_a_notice_of_gaps_is_the_owners(desk):
    desk.notified()
    assert days(counted(desk, on(9))) == {"owner": 7}


def test_a_refused_case_leaves_the_matter_open(desk):
    case = desk.in_review()
    act = desk.act(desk.reviewer, NEXT)
    cases.refuse(act, case, reason="The site floods.", law="Flood Law, article 27")
    figures = counted(desk, on(9))
    assert (days(figures), figures.is_running) == ({"department": 1, "owner": 6}, True)


def test_the_promise_of_a_case_runs_on_its_step(desk):
    case = desk.in_review()
    figures = counted(desk, on(4))
    assert (figures.due_on, figures.late_n) == (case.committed_due_on, 0)
    assert counted(desk, on(20)).late_n == 1


def test_cases_lead_to_their_project(desk, at):
    case = desk.with_work()
    send_back(desk, case, 5)
    at(on(6))
    desk.tell()
    assert queries.figures_of(desk.session, desk.site.id).holder == "intermediary"
