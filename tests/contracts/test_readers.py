"""What follows by itself, once."""

import pytest

from marketplace.contracts import queries, rules
from marketplace.contracts.rules import Quartiles
from marketplace.core.facts import record
from marketplace.core.money import Money
from marketplace.core.panels import panels
from marketplace.jobs import operations as jobs


def told(session):
    while jobs.read_facts(session):
        pass


def test_an_award_drafts_one_contract(story, session):
    award = story.award()
    record(story.act(), "requests.award", award.request, {})
    record(story.act(), "requests.award", award.request, {})
    session.commit()
    told(session)
    contract = queries.of_request(session, award.request_id)
    assert (contract.firm_id, contract.price) == (award.firm_id, Money(98_000_00, "CNY"))


def test_an_acceptance_tells_the_band_and_the_firm(story, session):
    story.accepted(price=10_000_00)
    story.accepted(price=30_000_00)
    told(session)
    session.expire_all()
    assert (story.item.band_n, story.item.band_price_median) == (2, 20_000_00)
    assert story.directory_firm.contracts_n == 2
    assert story.directory_firm.on_time_rate == 1.0


def test_no_other_contract_counts(story, session):
    story.in_service()
    assert queries.finished_terms(session, story.item.id, "CNY") == []
    assert queries.record_of(session, story.firm.organisation_id).on_time_rate is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [([7], (7, 7, 7)), ([1, 2, 3, 4], (2, 3, 3)), ([10, 20, 30, 40, 50], (20, 30, 40))],
)
def test_quartiles_interpolate_as_type_seven(values, expected):
    assert rules.quartiles(values) == Quartiles(*expected)


@pytest.mark.parametrize(
    ("minor", "low", "high"), [(98_000_00, 50_000, 100_000), (100_000_00, 100_000, 200_000)]
)
def test_a_price_is_shown_as_a_range(minor, low, high):
    found = rules.bracket(Money(minor, "CNY"))
    assert found == (Money(low * 100, "CNY"), Money(high * 100, "CNY"))


def test_a_firm_shows_titles_without_terms(story, session):
    story.accepted()
    story.directory_firm.contracts_n = 1
    shown = panels(session, "directory.firm", story.owner, story.directory_firm)
    (panel,) = [p for p in shown if p.template == "contracts/of_firm.html"]
    (row,) = panel.names["finished"]
    assert row.title == "Report for the valve works"


def test_hall_check_finds_a_contract_that_lost_its_delivery(story, session):
    contract = story.accepted()
    assert list(queries.faults(session)) == []
    contract.deliverables[0].accepted = None
    contract.due_on = None
    session.flush()
    assert len(list(queries.faults(session))) == 2
