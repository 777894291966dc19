"""Applying, one-time notices, clocks, returns, hand-overs, commitments."""

from datetime import date

import pytest
from sqlalchemy import select

from marketplace.cases import operations, queries
from marketplace.cases.models import Attachment, Case
from marketplace.cases.rules.papers import Gap
from marketplace.cases.states import Channel, Holder, Outcome, Promise, Source, State, Step
from marketplace.core.act import CLOCKWORK
from marketplace.core.errors import BadInputError, DomainError, WrongStateError
from marketplace.core.facts import record
from marketplace.directory.models import Firm
from marketplace.projects import operations as projects
from marketplace.projects.models import ProjectMatter
from tests.cases.conftest import DAY, NEXT, WED, Paper

FRIDAY = "2026-03-06T10:00+08:00"
MONDAY = "2026-03-09T10:00+08:00"


def test_one_application_splits_into_cases_side_by_side(desk):
    second = desk.approval()
    desk.papers(second)
    act = desk.act(desk.owner)
    projects.pick(act, desk.site, matter=[second.id])
    application = desk.application(matters=[desk.matter, second])
    assert [case.number for case in application.cases] == [
        f"{application.number}-1", f"{application.number}-2",
    ]  # fmt: skip
    desk.attach(application.cases[0], "form")
    for case in application.cases:  # one upload for both, and the register's paper for both
        there = {one.material.code: one for one in queries.living(case)}
        assert set(there) == {"form", "id"}
        assert there["id"].source is Source.HALL
    uploads = {one.upload_id for case in application.cases for one in queries.living(case)}
    assert len(uploads - {None}) == 1


def test_a_matter_of_another_place_is_refused_by_name(desk):
    desk.matter.in_hall = False
    with pytest.raises(BadInputError, match="own system"):
        desk.application()


def test_what_is_applied_for_is_not_applied_for_again(desk):
    desk.application()
    with pytest.raises(BadInputError, match="not applied for"):
        desk.application()


def test_nothing_chosen_and_nothing_known_are_refused(desk):
    for matters in ([], [999]):
        with pytest.raises(BadInputError):
            operations.apply(desk.act(desk.owner), desk.site, matter=matters)


def test_an_incomplete_application_is_refused_with_all_it_lacks(desk):
    case = desk.drafted()
    with pytest.raises(DomainError, match="Application form, Specialist report, Site plan"):
        operations.submit(desk.act(desk.owner), case.application)


def test_a_paper_is_deferred_where_the_matter_allows_it(desk, moment):
    case = desk.drafted()
    for code in ("form", "rep"):
        desk.attach(case, code, shade=len(code))
    act = desk.act(desk.owner)
    with pytest.raises(DomainError, match="cannot be handed in later"):
        operations.defer(act, case, material_id=desk.material("form").id)
    operations.defer(act, case, material_id=desk.material("plan").id)
    operations.submit(act, case.application)
    operations.accept(desk.act(desk.clerk), case)
    owed = next(one for one in case.attachments if one.source is Source.DEFERRED)
    assert owed.due_at == moment("2026-04-15T00:00+08:00")  # 30 working days, over Qingming
    desk.attach(case, "plan", NEXT)  # and it may come at any time
    assert owed.replaced_at is not None


def test_both_promises_are_fixed_at_acceptance_and_never_edited(desk, moment):
    case = desk.accepted()
    assert (case.committed_days, case.statutory_days) == (5, 20)
    assert (case.committed_due_on, case.statutory_due_on) == (date(2026, 3, 9), date(2026, 3, 30))
    assert case.due_at == moment("2026-03-10T00:00+08:00")
    desk.matter.committed_days = 1
    operations.take(desk.act(desk.reviewer), case)
    operations.pause(
        desk.act(desk.reviewer, NEXT), case, reason="A hearing.", holder=Holder.PUBLIC_NOTICE
    )
    operations.resume(desk.act(desk.reviewer, FRIDAY), case)
    assert (case.committed_days, case.committed_due_on) == (5, date(2026, 3, 9))
    assert case.due_at == moment("2026-03-13T00:00+08:00")  # three paused days later


def test_actual_days_leave_the_pauses_out_and_the_owners_wait_in(desk):
    case = desk.paused(at=DAY)
    operations.resume(desk.act(desk.reviewer, WED), case)
    operations.grant(desk.act(desk.reviewer, FRIDAY), case, decision="Yes")
    assert (case.actual_days, case.paused_days) == (2, 2)
    assert case.outcome is Outcome.GRANTED


def test_event_and_entry_are_both_kept_and_a_late_entry_is_reported(desk, moment):
    case = desk.in_review()
    started = moment("2026-03-03T09:00+08:00")
    given = {"reason": "A hearing.", "holder": Holder.PUBLIC_NOTICE}
    operations.pause(desk.act(desk.reviewer, FRIDAY), case, at=started, **given)
    (pause,) = case.pauses
    assert (pause.started_at, pause.entered_at) == (started, moment(FRIDAY))
    assert pause.entered_late
    assert queries.late_entries(desk.session) == 1


def test_an_event_is_never_in_the_future_nor_before_the_step_it_follows(desk, moment):
    case = desk.in_review()
    given = {"reason": "A hearing.", "holder": Holder.PUBLIC_NOTICE}
    for at in ("2026-03-05T00:00+08:00", "2026-02-27T09:00+08:00"):
        with pytest.raises(BadInputError) as refused:
            operations.pause(desk.act(desk.reviewer, NEXT), case, at=moment(at), **given)
        assert refused.value.field == "at"


def test_all_gaps_are_told_in_one_notice_and_a_second_is_refused(desk):
    case = desk.notified()
    desk.attach(case, "form", NEXT, shade=77)
    operations.answer(desk.act(desk.owner, NEXT), case)
    with pytest.raises(WrongStateError) as refused:
        desk.notify(case, NEXT)
    assert "one notice" in refused.value.rule


def test_a_new_fact_from_a_supervisor_allows_one_more_and_is_counted(desk):
    case = desk.notified()
    operations.answer(desk.act(desk.owner, NEXT), case)
    act = desk.act(desk.second_clerk, NEXT)
    operations.allow_notice(act, case, new_fact="The plan was changed by the council.")
    notice = desk.notify(case, NEXT)
    assert (case.notices_n, case.new_fact) == (2, "")
    assert notice.new_fact.startswith("The plan")
    assert notice.supervisor_id == desk.second_clerk.person_id
    operations.answer(desk.act(desk.owner, WED), case)
    with pytest.raises(WrongStateError):
        desk.notify(case, WED)


def test_the_first_notice_needs_no_new_fact(desk):
    case = desk.received()
    with pytest.raises(WrongStateError, match="leave"):
        operations.allow_notice(desk.act(desk.second_clerk), case, new_fact="Something")


def test_a_notice_in_review_stops_the_clock_until_it_is_answered(desk):
    case = desk.in_review()
    desk.notify(case, NEXT, by=desk.reviewer)
    assert (case.pauses[0].holder, case.due_at) == (Holder.OWNER, None)
    desk.attach(case, "form", FRIDAY)
    operations.answer(desk.act(desk.owner, FRIDAY), case)
    assert case.state is State.IN_REVIEW
    assert case.corrections[0].answered_at


def test_papers_do_not_change_under_the_reviewers_eyes(desk):
    case = desk.in_review()
    with pytest.raises(WrongStateError, match="cannot be changed"):
        desk.attach(case, "form", NEXT)


def test_a_clerk_declines_after_a_notice_only_when_the_days_to_mend_are_over(desk):
    case, basis = desk.notified(), {"reason": "Nothing came.", "law": "Law, article 32"}
    with pytest.raises(WrongStateError, match="may still mend"):
        operations.decline(desk.act(desk.clerk, MONDAY), case, **basis)
    operations.decline(desk.act(desk.clerk, "2026-03-24T00:00+08:00"), case, **basis)
    assert (case.state, case.law) == (State.NOT_ACCEPTED, "Law, article 32")


@pytest.mark.parametrize(("reason", "law", "field"), [("No.", " ", "law"), (" ", "L", "reason")])
def test_a_refusal_names_its_law(desk, reason, law, field):
    case = desk.in_review()
    with pytest.raises(BadInputError) as refused:
        operations.refuse(desk.act(desk.reviewer), case, reason=reason, law=law)
    assert refused.value.field == field


def test_the_days_of_the_project_follow_the_case(desk):
    case = desk.decided()
    need = desk.session.scalars(select(ProjectMatter).filter_by(matter_id=case.matter_id)).one()
    assert (need.applied_at, need.decided_at) == (case.received_at, case.decided_at)


def test_after_a_refusal_one_may_apply_again(desk):
    case = desk.in_review()
    basis = {"reason": "Too near the river.", "law": "Water Law, article 7"}
    operations.refuse(desk.act(desk.reviewer, NEXT), case, **basis)
    desk.session.expire_all()
    assert desk.application().cases[0].id != case.id


def test_a_result_is_reused_by_the_next_case(desk):
    second = desk.approval()
    desk.papers(second)
    desk.material("plan", second).source = desk.matter.code
    projects.pick(desk.act(desk.owner), desk.site, matter=[second.id])
    first = desk.decided()
    case = desk.application(at=WED, matters=[second]).cases[0]
    reused = next(one for one in case.attachments if one.material.code == "plan")
    assert (reused.source, reused.from_case_id) == (Source.HALL, first.id)


def test_work_accepted_later_attaches_itself_once(desk):
    case = desk.received()
    contract = desk.work()
    for _ in range(2):
        record(desk.act(CLOCKWORK), "contracts.accept", contract, {})
    desk.tell()
    mine = select(Attachment).where(Attachment.case_id == case.id)
    works = [one for one in desk.session.scalars(mine) if one.contract_id == contract.id]
    assert [(one.source, one.material.code) for one in works] == [(Source.DELIVERABLE, "rep")]


def test_returned_work_counts_at_once_and_waits_for_the_firm(desk):
    case = desk.with_work()
    firm = desk.session.scalars(
        select(Firm).filter_by(organisation_id=desk.maker.organisation_id)
    ).one()
    for version, (returned, mended) in enumerate(((NEXT, WED), (FRIDAY, MONDAY)), 2):
        paper = next(one for one in queries.living(case) if one.contract_id)
        act = desk.act(desk.reviewer, returned)
        operations.return_deliverable(act, case, attachment_id=paper.id, reason="No noise.")
        assert (firm.first_pass_n, firm.first_pass_of_n) == (0, 1)
        assert case.pauses[-1].holder is Holder.INTERMEDIARY
        operations.mend(desk.act(desk.maker, mended), case, files=[Paper(version)])
        assert [one.version for one in queries.living(case) if one.contract_id] == [version]
    operations.grant(desk.act(desk.reviewer, MONDAY), case, decision="Yes")
    assert (case.actual_days, case.paused_days, case.state) == (3, 2, State.DECIDED)
    assert queries.returned_of(desk.session, desk.maker.organisation_id) == 2


def test_a_work_that_passes_at_once_counts_too(desk):
    case = desk.with_work()
    operations.grant(desk.act(desk.reviewer, NEXT), case, decision="Yes")
    firm = desk.session.scalars(
        select(Firm).filter_by(organisation_id=desk.maker.organisation_id)
    ).one()
    assert (firm.first_pass_n, firm.first_pass_of_n) == (1, 1)


def test_another_firm_mends_nothing(desk):
    other = desk.work(firm=desk.firm())
    case = desk.with_work()
    paper = next(one for one in queries.living(case) if one.contract_id == other.id)
    act = desk.act(desk.reviewer, NEXT)
    operations.return_deliverable(act, case, attachment_id=paper.id, reason="No noise.")
    with pytest.raises(WrongStateError, match="another firm"):
        operations.mend(desk.act(desk.maker, WED), case, files=[Paper()])


def test_the_hall_counts_as_having_accepted_who_heard_nothing(desk, moment):
    case = desk.received()
    assert list(queries.to_accept_by_rule(desk.session, moment(MONDAY))) == []
    late = "2026-03-10T00:00+08:00"
    assert list(queries.to_accept_by_rule(desk.session, moment(late))) == [case]
    operations.accept_by_rule(desk.act(CLOCKWORK, late), case)
    assert case.accepted_at == moment(DAY)
    assert (case.accepted_by_rule, case.committed_due_on) == (True, date(2026, 3, 9))


def test_each_hand_over_is_timed(desk):
    desk.post(desk.reviewer, desk.b)
    case = desk.collected()
    steps = [(one.step, one.to_id) for one in case.handovers]
    assert steps == [
        (Step.RECEIVED, None), (Step.TO_REVIEW, desk.reviewer.person_id),
        (Step.TO_REPLY, None), (Step.TO_APPLICANT, None),
    ]  # fmt: skip


def test_a_clerk_writes_down_what_is_brought_to_the_counter(desk):
    application = desk.application(by=desk.clerk)
    assert application.channel is Channel.COUNTER
    case = application.cases[0]
    desk.attach(case, "form", by=desk.clerk)
    assert case.owner_id == desk.owner.organisation_id


def test_a_commitment_is_checked_after_the_decision(desk, moment):
    case = desk.completed()
    letter = operations.commit(desk.act(desk.owner), case)
    operations.submit(desk.act(desk.owner), case.application)
    operations.accept(desk.act(desk.clerk), case)
    operations.take(desk.act(desk.reviewer), case)
    with pytest.raises(WrongStateError, match="after the decision"):
        operations.check(desk.act(desk.reviewer), letter, broken=[])
    operations.grant(desk.act(desk.reviewer, NEXT), case, decision="Yes")
    assert letter.check_due_at == moment("2026-04-16T00:00+08:00")
    operations.check(desk.act(desk.reviewer, MONDAY), letter, broken=[])
    assert letter.state is Promise.KEPT
    assert all(condition.kept for condition in letter.conditions)


def test_a_broken_commitment_is_published_and_bars_the_next(desk):
    case = desk.completed()
    letter = operations.commit(desk.act(desk.owner), case)
    operations.submit(desk.act(desk.owner), case.application)
    operations.accept(desk.act(desk.clerk), case)
    operations.take(desk.act(desk.reviewer), case)
    operations.grant(desk.act(desk.reviewer), case, decision="Yes")
    first = letter.conditions[0].id
    with pytest.raises(BadInputError, match="what was found"):
        operations.check(desk.act(desk.reviewer), letter, broken=[first])
    operations.check(desk.act(desk.reviewer), letter, broken=[first], finding="A false plan.")
    assert (letter.state, letter.barred_until) == (Promise.BROKEN, date(2026, 9, 2))
    assert queries.breaches(desk.session)
    desk.session.query(ProjectMatter).update({"decided_at": None})
    again = desk.completed()
    with pytest.raises(DomainError, match="closed until"):
        operations.commit(desk.act(desk.owner, NEXT), again)


def test_a_commitment_for_nothing_is_void(desk):
    case = desk.completed()
    letter = operations.commit(desk.act(desk.owner), case)
    operations.withdraw(desk.act(desk.owner), case)
    assert letter.state is Promise.VOID


def test_the_statistic_counts_decided_open_late_and_withdrawn(desk):
    case = desk.decided(at=WED)  # 2 of 5 days
    found = queries.sums(desk.session, Case.id == case.id)
    assert (found.n, found.committed, found.actual, found.late) == (1, 5, 2, 0)
    assert found.reduction == pytest.approx(0.6)
    desk.session.query(ProjectMatter).update({"decided_at": None})
    running = desk.in_review(at=WED)
    operations.mark_late(desk.act(CLOCKWORK, "2026-03-20T00:00+08:00"), running)
    found = queries.sums(desk.session)
    assert (found.open, found.open_late, found.withdrawn) == (1, 1, 0)
    operations.withdraw(desk.act(desk.owner, FRIDAY), running)
    assert queries.sums(desk.session).withdrawn == 1
    (by_office,) = queries.sums_by_department(desk.session)
    assert by_office[1].n == 1


def test_gaps_without_a_paper_are_lines_too(desk):
    case = desk.received()
    gaps = (Gap("No date"), Gap("No map", desk.material("plan").id))
    notice = operations.notify(desk.act(desk.clerk), case, gaps=gaps)
    assert [line.text for line in notice.lines] == ["No date", "No map"]
    with pytest.raises(BadInputError):
        operations.notify(desk.act(desk.clerk), desk.fresh(case), gaps=())
