from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from marketplace.contracts import operations, queries
from marketplace.contracts.states import State
from marketplace.core import clock
from marketplace.core.act import CLOCKWORK, Role
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.core.facts import READERS, Fact
from marketplace.files import queries as files
from marketplace.requests.states import Ending
from marketplace.requests.states import State as RequestState


def moment(text):
    return datetime.fromisoformat(text)


def names(session):
    return [fact.name for fact in session.scalars(select(Fact).order_by(Fact.id))]


def test_the_draft_says_all_fees_are_included_in_both_languages(story):
    clauses = story.contract().terms
    price = clauses[3]
    assert "98,000.00 元" in price["text_zh"]
    assert "一切费用" in price["text_zh"]
    assert "All fees are included" in price["text_en"]
    assert "The whole site." in clauses[1]["text_zh"]


def test_ten_working_days_to_confirm(story):
    assert story.contract().sign_due_at == moment("2026-03-17T00:00+08:00")


def test_both_sides_confirm_and_the_days_begin(story):
    contract = story.in_service()
    assert (contract.state, contract.due_on) == (State.IN_SERVICE, date(2026, 3, 16))


def test_the_same_side_cannot_confirm_twice(story):
    contract = story.contract()
    operations.confirm(story.act(story.firm), contract)
    with pytest.raises(WrongStateError, match="already"):
        operations.conclude(story.act(story.firm), contract)


def test_one_second_late_is_too_late_to_confirm(story, at):
    contract = story.contract()
    at("2026-03-17T00:00+08:00")
    with pytest.raises(WrongStateError, match="over"):
        operations.confirm(story.act(story.owner), contract)


def test_a_void_award_cannot_be_confirmed(story):
    contract = story.contract()
    contract.request = story.request(RequestState.VOID)
    with pytest.raises(WrongStateError, match="no longer stands"):
        operations.confirm(story.act(story.owner), contract)


def test_a_silent_side_is_a_fact_and_the_award_cancelled_when_the_contract_lapses(
    story, session, at
):
    contract = story.contract()
    operations.confirm(story.act(story.owner), contract)
    at("2026-03-17T00:00+08:00")
    assert queries.unsigned(session, story.act().now) == [contract]
    operations.lapse(story.act(), contract)
    silent = session.scalars(select(Fact).filter_by(name="contracts.fail_to_sign")).one()
    assert silent.data == {"side": "intermediary", "silent_id": contract.firm_id}
    assert contract.request.state == RequestState.VOID


def test_the_days_skip_spring_festival_and_count_make_up_days(story, at):
    at("2026-02-10T09:00+08:00")
    contract = story.in_service(days=5)
    assert contract.due_on == date(2026, 2, 24)  # the 14th is worked, the 15th to 23rd are not
    at("2026-02-28T10:00+08:00")  # a Saturday that is worked
    story.deliver(contract)
    assert contract.check_due_at == moment("2026-03-07T00:00+08:00")
    operations.accept(story.act(story.owner), contract)
    assert (contract.days_late, contract.days_taken) == (4, 9)


def test_a_delivery_needs_a_file(story):
    with pytest.raises(BadInputError, match="at least one file"):
        operations.deliver(story.act(story.firm), story.in_service(), note="", files=[])


def test_the_regulator_reads_the_files_and_an_outsider_does_not(story, session):
    deliverable = story.delivered().deliverables[0]
    (upload,) = files.of(session, deliverable)
    assert files.get(session, upload.token, story.regulator) == upload
    for actor in story.make.every_role().values():
        if actor.role != "auditor":
            with pytest.raises(NotAllowedError):
                files.get(session, upload.token, actor)


def test_each_delivery_is_a_version_and_lateness_is_that_of_the_accepted_one(story, at):
    contract = story.delivered()
    operations.give_back(story.act(story.owner), contract, reasons="The map is missing.")
    at("2026-03-18T10:00+08:00")
    story.deliver(contract)
    at("2026-03-20T10:00+08:00")
    operations.accept(story.act(story.owner), contract)
    assert [one.version for one in contract.deliverables] == [1, 2]
    assert contract.days_late == 2


def test_an_early_delivery_is_never_negatively_late(story):
    assert story.accepted().days_late == 0


def test_the_third_return_goes_to_the_regulator(story, session):
    contract = story.delivered()
    for left in (2, 1, 0):
        operations.give_back(story.act(story.owner), contract, reasons="Not as agreed.")
        if left:
            story.deliver(contract)
    assert (contract.state, contract.returns) == (State.REFERRED, 3)
    assert names(session)[-2:] == ["contracts.refer", "contracts.give_back"]


def test_the_regulator_may_find_for_the_firm(story):
    contract = story.delivered()
    operations.give_back(story.act(story.owner), contract, reasons="Not as agreed.")
    contract.current.returns = 2
    story.deliver(contract)
    operations.give_back(story.act(story.owner), contract, reasons="Not as agreed.")
    operations.rule_accepted(story.act(story.regulator), contract, reason="It is as agreed.")
    last = contract.deliverables[-1]
    assert (contract.state, last.accepted, last.ruling) == (
        State.ACCEPTED,
        True,
        "It is as agreed.",
    )


def test_after_a_reminder_silence_is_acceptance_by_rule(story, session, at):
    contract = story.delivered()
    at("2026-03-06T00:00+08:00")
    (due,) = queries.to_remind(session, story.act().now)
    operations.remind(story.act(), due)
    assert queries.to_remind(session, story.act().now) == []
    at("2026-03-10T00:00+08:00")
    assert queries.unanswered(session, story.act().now) == [contract]
    operations.accept_by_rule(story.act(), contract)
    assert (contract.state, contract.accepted_by_rule) == (State.ACCEPTED, True)


def test_returning_is_over_when_the_days_are_over(story, at):
    contract = story.delivered()
    at("2026-03-10T00:00+08:00")
    with pytest.raises(WrongStateError, match="over"):
        operations.give_back(story.act(story.owner), contract, reasons="Too late.")


def test_both_sides_may_agree_to_end(story):
    contract = story.in_service()
    operations.propose_end(story.act(story.firm), contract, reason="The site is sold.")
    with pytest.raises(NotAllowedError, match="other side"):
        operations.agree_end(story.act(story.firm), contract)
    operations.agree_end(story.act(story.owner), contract)
    assert (contract.state, contract.reason) == (State.ENDED, "The site is sold.")


def test_a_refused_end_may_be_proposed_again(story):
    contract = story.in_service()
    operations.propose_end(story.act(story.firm), contract, reason="The site is sold.")
    with pytest.raises(WrongStateError, match="proposed already"):
        operations.propose_end(story.act(story.owner), contract, reason="Me too.")
    operations.refuse_end(story.act(story.owner), contract)
    operations.propose_end(story.act(story.owner), contract, reason="Now I ask.")
    assert contract.end_proposal == "Now I ask."


def referred(story):
    contract = story.delivered()
    contract.current.returns = 2
    operations.give_back(story.act(story.owner), contract, reasons="Not as agreed.")
    story.session.flush()
    return contract


def test_a_silent_regulator_gives_the_work_back_to_both_sides(story, session):
    contract = referred(story)
    due = contract.ruling_due_at
    assert queries.unruled(session, due - timedelta(seconds=1)) == []
    assert queries.unruled(session, due) == [contract]
    operations.return_by_rule(story.act(CLOCKWORK), contract)
    assert (contract.state, contract.ruling_due_at) == (State.RETURNED, None)
    story.deliver(contract)
    assert contract.state is State.DELIVERED


def test_a_contract_ends_with_its_award_by_rule(story):
    contract = story.delivered()
    operations.end_by_rule(story.act(CLOCKWORK), contract, ending=Ending.COMPLAINT_UPHELD)
    assert (contract.state, contract.reason) == (State.ENDED, "complaint_upheld")
    assert contract.check_due_at is None


def test_a_void_request_ends_its_contract(story, session, put_state):
    contract = story.delivered()
    put_state(contract.request, RequestState.VOID)
    contract.request.reason = Ending.COMPLAINT_UPHELD
    about = {"thing_kind": "requests", "thing_id": contract.request_id, "data": {}}
    who = {"person_id": 0, "organisation_id": 0, "role": Role.CLOCKWORK, "at": clock.now()}
    fact = Fact(name="requests.void", **about, **who)
    for _ in range(2):  # the same fact twice changes nothing more
        READERS["contracts.end_by_rule"](story.act(CLOCKWORK), fact)
    assert contract.state is State.ENDED
