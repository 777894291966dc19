"""Who is told of cases, of returned work and of utilities."""

import pytest
from sqlalchemy import select

from marketplace.cases import operations
from marketplace.core.act import CLOCKWORK
from marketplace.notices import queries
from marketplace.notices.models import Notice
from tests.cases.conftest import DAY, NEXT, WED, Desk


@pytest.fixture
def desk(session, at):
    at(DAY)
    return Desk(session)


def told(desk, actor, kind):
    """What this person was told of facts of this name."""
    mine = select(Notice).filter_by(person_id=actor.person_id, kind=kind)
    return [queries.words(notice) for notice in desk.session.scalars(mine)]


def test_the_owner_and_the_reviewer_are_told_of_the_acceptance(desk):
    desk.post(desk.reviewer, desk.b)
    case = desk.accepted()
    desk.tell()
    (words,) = told(desk, desk.owner, "cases.accept")
    assert "2026-03-09" in words
    (words,) = told(desk, desk.reviewer, "cases.accept")
    assert case.number in words


def test_a_notice_and_its_answer_are_told(desk):
    case = desk.in_review()
    desk.notify(case, by=desk.reviewer)
    desk.attach(case, "form", NEXT)
    operations.answer(desk.act(desk.owner, NEXT), case)
    desk.tell()
    assert "1 gaps" in told(desk, desk.owner, "cases.notify")[0]
    assert told(desk, desk.reviewer, "cases.answer")


def test_owner_and_firm_are_told_of_returned_work(desk):
    case = desk.with_work()
    paper = next(one for one in case.attachments if one.contract_id)
    act = desk.act(desk.reviewer, NEXT)
    reason = "The noise was not measured."
    operations.return_deliverable(act, case, attachment_id=paper.id, reason=reason)
    desk.tell()
    for actor in (desk.owner, desk.maker):
        assert reason in told(desk, actor, "cases.return_deliverable")[0]


def test_the_decision_and_the_window_are_told(desk):
    desk.replied()
    desk.tell()
    assert "granted" in told(desk, desk.owner, "cases.grant")[0]
    assert told(desk, desk.owner, "cases.reply")


def test_a_late_case_is_told_to_both_once(desk):
    case = desk.in_review()
    for _ in range(2):
        operations.mark_late(desk.act(CLOCKWORK, "2026-03-10T00:00+08:00"), case)
    desk.tell()
    assert told(desk, desk.owner, "cases.mark_late")
    assert told(desk, desk.b, "cases.mark_late")


def test_a_utility_and_the_owner_are_told(desk):
    case = desk.decided()
    act = desk.act(CLOCKWORK, WED)
    operations.tell_utility(act, case, matter=desk.matter)
    desk.tell()
    assert "2026-03-06" in told(desk, desk.reviewer, "cases.tell_utility")[0]
    assert told(desk, desk.owner, "cases.tell_utility")
