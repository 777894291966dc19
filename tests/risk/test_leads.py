"""Leads: once when enough owners say the same, or by a report; the accused may speak."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from marketplace.claims.models import ClaimCheck
from marketplace.core.act import CLOCKWORK, Role
from marketplace.core.errors import BadInputError, DomainError, NotAllowedError
from marketplace.core.facts import Fact
from marketplace.risk import operations, rules
from marketplace.risk.readers import watch_claims
from marketplace.risk.states import Asker, LeadKind, LeadState, Outcome
from tests.risk.village import LATER, MONDAY, TUESDAY, close


def test_three_owners_make_one_lead_for_each_claim(village):
    owners = village.owners(3)
    village.tell(*owners[:2])
    assert village.leads() == []
    village.tell(owners[2])
    leads = village.leads()
    assert [lead.firm_id for lead in leads] == [village.talks.id] * 2
    assert {lead.kind for lead in leads} == {LeadKind.FALSE_CLAIM}
    assert leads[0].text["params"]["n"] == 3
    assert leads[0].matter_id == village.matter.id
    assert leads[0].regulator_id == village.regulator.organisation_id


def test_the_checks_are_shown_to_the_regulator_then_and_later(village, session):
    village.tell(*village.owners(3))
    village.tell(*village.owners(1), at=TUESDAY)
    assert len(village.leads()) == 2
    assert all(one.handed_over_at for one in session.scalars(select(ClaimCheck)))


def test_reading_twice_opens_nothing_more(village, session):
    village.tell(*village.owners(3))
    for fact in session.scalars(select(Fact).filter_by(name="claims.check")):
        watch_claims(village.act(CLOCKWORK, MONDAY), fact)
    assert len(village.leads()) == 2


def test_one_organisation_counts_once(village):
    owner = village.owners(1)[0]
    for day in (2, 3, 4):
        village.tell(owner, at=f"2026-03-0{day}T09:00+08:00")
    assert village.leads() == []


def test_what_is_true_or_unknown_is_no_lead(village):
    village.tell(*village.owners(3), very_hard=True)
    assert village.leads() == []


def test_another_firm_is_another_count(village):
    a, b, c = village.owners(3)
    village.tell(a, b)
    village.tell(c, firm="快办咨询")
    assert village.leads() == []


def test_a_firm_that_is_not_listed_becomes_a_lead_too(village):
    for owner, name in zip(village.owners(3), ("快办咨询", "快办 咨询", "快办咨询 "), strict=True):
        village.tell(owner, firm=name, need_someone=True)
    (lead,) = village.leads()
    assert (lead.firm_id, lead.firm_name, lead.matter_id) == (None, "快办咨询", None)


def test_old_reports_do_not_count(village):
    a, b, c = village.owners(3)
    village.tell(a, b, at="2025-02-10T09:00+08:00")
    village.tell(c)
    assert village.leads() == []


def test_after_closing_the_count_begins_anew(village):
    village.tell(*village.owners(3), need_someone=True)
    (first,) = village.leads()
    operations.take(village.act(village.regulator, MONDAY), first)
    close(village, first, Outcome.UNFOUNDED)
    village.tell(*village.owners(2), at=LATER, need_someone=True)
    assert len(village.leads()) == 1
    village.tell(*village.owners(1), at=LATER, need_someone=True)
    assert [lead.state for lead in village.leads()] == [LeadState.CLOSED, LeadState.OPEN]


def test_a_report_is_made_once_until_it_is_closed(village):
    village.report()
    with pytest.raises(BadInputError, match="already"):
        village.report(at=TUESDAY)
    assert village.report(paper="另一份说明").id != village.report(by=village.owners(1)[0]).id


@pytest.mark.parametrize(
    ("change", "words"),
    [({"paper": " "}, "asked for"), ({"note": " "}, "what happened"),
     ({"asker": Asker.FIRM}, "which firm")],
)  # fmt: skip
def test_a_report_says_what_and_who(village, change, words):
    with pytest.raises(BadInputError, match=words):
        village.report(**change)


def test_what_the_register_names_is_no_report(village):
    with pytest.raises(DomainError, match="may be asked for"):
        village.report(item=village.item)


def test_the_departments_duty_charged_to_the_owner_is_told_apart(village):
    other = village.service()
    village.require(village.matter, other, "department_commissions_and_pays")
    assert village.report(item=other).kind is LeadKind.OWNER_CHARGED
    assert village.report(item=village.service()).kind is LeadKind.OUTSIDE_REGISTER


@pytest.mark.parametrize("role", [Role.REGULATOR, Role.AUDITOR, Role.OPERATOR])
def test_who_looks_into_leads_does_not_report(village, make, role):
    with pytest.raises(NotAllowedError):
        village.report(by=make.actor(role))


@given(st.text(max_size=20), st.integers(0, 50))
def test_each_round_of_a_pattern_is_another_effect(pattern, closed):
    assert rules.effect(pattern, closed) != rules.effect(pattern, closed + 1)
