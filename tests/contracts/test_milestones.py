"""A contract in parts: one begins when the one before is accepted."""

from datetime import date

import pytest

from marketplace.contracts import operations
from marketplace.contracts.states import State, Step
from marketplace.core.act import CLOCKWORK
from marketplace.core.facts import history
from tests.contracts.test_operations import names


@pytest.fixture
def parts(story):
    return story.in_parts((30_000_00, 5), (68_000_00, 5))


def accepted_first(story, contract):
    story.deliver(contract)
    operations.accept(story.act(story.owner), contract)


def test_a_contract_has_one_part_by_default(story):
    contract = story.contract()
    (part,) = contract.milestones
    assert (part.price, part.days, part.state) == (contract.price, contract.days, Step.PLANNED)


def test_the_first_part_counts_from_the_conclusion(parts):
    first, second = parts.milestones
    assert (first.due_on, second.due_on, parts.due_on) == (date(2026, 3, 9), None, date(2026, 3, 9))


def test_the_next_part_begins_with_the_acceptance(story, parts, at, session):
    story.deliver(parts)
    at("2026-03-05T10:00+08:00")
    operations.accept(story.act(story.owner), parts)
    first, second = parts.milestones
    assert (parts.state, first.state, second.state) == (
        State.IN_SERVICE,
        Step.ACCEPTED,
        Step.PLANNED,
    )
    assert (second.due_on, parts.due_on) == (date(2026, 3, 12), date(2026, 3, 12))
    assert (parts.accepted_at, parts.check_due_at) == (None, None)
    told = ["contracts.accept_milestone", "contracts.go_on", "contracts.accept"]
    assert names(session)[-3:] == told


def test_the_last_part_finishes_the_contract_with_the_sum_of_the_days(story, parts, at):
    at("2026-03-10T10:00+08:00")
    accepted_first(story, parts)  # one working day late
    at("2026-03-19T10:00+08:00")
    accepted_first(story, parts)  # two more
    assert parts.state == State.ACCEPTED
    assert [one.days_late for one in parts.milestones] == [1, 2]
    assert (parts.days_late, parts.days_taken) == (3, 6 + 7)


def test_versions_and_returns_are_counted_for_each_part(story, parts):
    story.deliver(parts)
    operations.give_back(story.act(story.owner), parts, reasons="The map is missing.")
    accepted_first(story, parts)
    accepted_first(story, parts)
    versions = [[one.version for one in part.deliverables] for part in parts.milestones]
    assert versions == [[1, 2], [1]]
    assert [part.returns for part in parts.milestones] == [1, 0]


def test_a_silent_owner_accepts_part_by_part(story, parts, at, session):
    story.deliver(parts)
    at("2026-03-10T00:00+08:00")
    operations.accept_by_rule(story.act(CLOCKWORK), parts)
    assert (parts.state, parts.accepted_by_rule) == (State.IN_SERVICE, False)
    assert parts.milestones[0].accepted_by_rule


def test_a_ruling_for_the_firm_lets_the_next_part_begin(story, parts):
    story.deliver(parts)
    parts.current.returns = 2
    operations.give_back(story.act(story.owner), parts, reasons="Not as agreed.")
    operations.rule_accepted(story.act(story.regulator), parts, reason="It is as agreed.")
    assert (parts.state, parts.current.no) == (State.IN_SERVICE, 2)
    assert parts.deliverables[-1].ruling == "It is as agreed."


def test_parts_that_are_not_accepted_end_with_the_contract(story, parts):
    accepted_first(story, parts)
    operations.end(story.act(story.regulator), parts, reason="The project stopped.")
    assert [part.state for part in parts.milestones] == [Step.ACCEPTED, Step.ENDED]


def test_each_accepted_part_is_a_fact_of_its_own(story, parts, session):
    accepted_first(story, parts)
    part = parts.milestones[0]
    (fact,) = history(session, "contract_milestones", part.id)
    assert fact.name == "contracts.accept_milestone"


def test_payments_tells_what_was_paid(story, parts):
    part, now = parts.milestones[0], story.act().now
    operations.book_payment(story.act(CLOCKWORK), part, funded_at=now, paid_at=None)
    assert (part.funded_at, part.paid_at) == (now, None)


@pytest.mark.parametrize(("locale", "words"), [("en", "The parts of the work"), ("zh", "工作分期")])
def test_the_page_shows_the_parts(story, parts, session, sign_in, locale, words):
    accepted_first(story, parts)
    session.commit()
    text = sign_in(story.owner, locale).get(f"/contracts/{parts.id}").text
    assert words in text
    assert "Step 2" in text
