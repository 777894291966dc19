"""A change of the calendar puts running deadlines later, tells the parties, and never earlier."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from marketplace.complaints import operations as complaints
from marketplace.complaints.operations import Filing
from marketplace.complaints.states import About
from marketplace.complaints.states import Kind as ComplaintKind
from marketplace.contracts import operations as contracts
from marketplace.core import facts
from marketplace.core.act import CLOCKWORK
from marketplace.core.facts import Fact, Pending
from marketplace.core.texts import Names
from marketplace.desk import operations as desk
from marketplace.notices.models import Notice
from marketplace.selection import operations as selection
from marketplace.selection import queries
from tests.market import CLOSING, MONDAY, OBJECTIONS_END, REASON

TUESDAY = "2026-03-03T09:00+08:00"


@pytest.fixture
def set_day(market):
    """Say that a day is off, or worked, and let every room read of it."""

    def set_day(day, is_open=False, at=TUESDAY):
        names = {"name": Names("", ""), "reason": "Decree"}
        when = date.fromisoformat(day)
        desk.set_day(market.act(market.operator, at), None, day=when, is_open=is_open, **names)
        read(market, "desk.set_day", at)

    return set_day


def read(market, name, at=TUESDAY):
    """Show the newest fact of this name to its readers, as the worker does."""
    fact = market.session.scalars(select(Fact).filter_by(name=name).order_by(Fact.id.desc()))
    fact = fact.first()
    for pending in market.session.scalars(select(Pending).filter_by(fact_id=fact.id)).all():
        facts.READERS[pending.reader](market.act(CLOCKWORK, at), fact)
    market.session.flush()


def at(text):
    return datetime.fromisoformat(text)


def test_offers_close_a_day_later_when_a_day_is_taken_off(market, set_day):
    request, _ = market.offered(95_000, 90_000, 98_000)
    set_day("2026-03-04")
    assert request.closes_at == at("2026-03-06T17:00+08:00")
    read(market, "requests.recount")
    told = market.session.scalars(select(Notice).filter_by(kind="requests.recount")).all()
    assert {row.params["deadline"]["text"] for row in told} == {"Offers close"}
    assert len({row.person_id for row in told}) == 4  # the owner and three bidders


def test_nothing_moves_earlier_and_what_is_over_stays_over(market, set_day):
    request = market.open()
    set_day("2026-03-04")
    set_day("2026-03-04", is_open=True)
    assert request.closes_at == at("2026-03-06T17:00+08:00")
    set_day("2026-03-05", at="2026-03-07T09:00+08:00")
    assert request.closes_at == at("2026-03-06T17:00+08:00")


def test_a_request_in_check_is_checked_later(market, set_day):
    checked = market.submitted()
    set_day("2026-03-03", at=MONDAY)
    assert checked.check_due_at == at("2026-03-05T00:00+08:00")


def test_a_result_may_be_objected_to_longer(market, set_day):
    selected, _ = market.selected()
    assert selected.objections_until == at(OBJECTIONS_END)
    set_day("2026-03-10", at=CLOSING)
    assert selected.objections_until == at("2026-03-12T00:00+08:00")


def test_each_step_of_an_objection(market, set_day):
    request, firms = market.selected()
    act = market.act(firms[0], "2026-03-06T10:00+08:00")
    objection = selection.contest(act, request, grounds=REASON)
    set_day("2026-03-09", at="2026-03-06T11:00+08:00")
    assert objection.answer_due_at == at("2026-03-13T00:00+08:00")
    selection.answer(market.act(market.owner, "2026-03-10T10:00+08:00"), objection, answer=REASON)
    set_day("2026-03-12", at="2026-03-10T11:00+08:00")
    assert objection.reply_due_at == at("2026-03-17T00:00+08:00")
    selection.escalate(market.act(firms[0], "2026-03-11T10:00+08:00"), objection)
    before = objection.decision_due_at
    set_day("2026-03-13", at="2026-03-11T11:00+08:00")
    assert objection.decision_due_at > before


def test_a_contract_is_signed_delivered_and_checked_later(market, set_day):
    request, firms = market.selected()
    market.session.flush()
    selection.award(market.act(CLOCKWORK, OBJECTIONS_END), request)
    award = queries.award_of(market.session, request)
    contract = contracts.draft(market.act(CLOCKWORK, OBJECTIONS_END), award)
    market.session.flush()
    signed = contract.sign_due_at
    set_day("2026-03-13", at="2026-03-11T09:00+08:00")
    assert contract.sign_due_at > signed
    contracts.confirm(market.act(market.owner, "2026-03-12T09:00+08:00"), contract)
    winner = next(firm for firm in firms if firm.organisation_id == contract.firm_id)
    contracts.conclude(market.act(winner, "2026-03-12T10:00+08:00"), contract)
    due = contract.due_on
    set_day("2026-03-16", at="2026-03-12T11:00+08:00")
    assert contract.due_on > due


def test_a_complaint_is_accepted_answered_and_decided_later(market, set_day):
    request, firms = market.selected()
    filing = Filing(About.OWNER, market.owner.organisation_id, ComplaintKind.OTHER, "text",
                    request=request)  # fmt: skip
    act = market.act(firms[0], "2026-03-06T10:00+08:00")
    complaint = complaints.file(act, None, filing=filing)
    set_day("2026-03-09", at="2026-03-06T11:00+08:00")
    assert complaint.accept_due_at == complaint.due_at == at("2026-03-13T00:00+08:00")
    complaints.accept(market.act(market.regulator, "2026-03-10T10:00+08:00"), complaint)
    ends = complaint.answer_due_at, complaint.decide_due_at
    set_day("2026-03-12", at="2026-03-10T11:00+08:00")
    assert complaint.answer_due_at > ends[0]
    assert complaint.due_at == complaint.decide_due_at > ends[1]


@pytest.mark.parametrize(
    ("end", "marked"),
    [
        (at("2027-01-05T00:00+08:00"), True),
        (at("2027-01-01T00:00+08:00"), False),  # midnight ends the 31st of December
        (date(2027, 3, 5), True),
        (None, False),
    ],
)
def test_a_deadline_in_a_year_without_an_arrangement_is_marked(app, session, end, marked):
    with app.test_request_context():
        assert app.jinja_env.tests["provisional"](end) is marked
