"""The demo hall: lawful, the same for the same day, with something at each desk."""

from datetime import datetime, time
from hashlib import sha256
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from marketplace.accounts import queries as accounts
from marketplace.accounts.models import Organisation
from marketplace.cli import hall as command
from marketplace.cli.demo import fates, griefs, names, papers, shows, stories
from marketplace.contracts.models import Contract
from marketplace.core import calendars
from marketplace.core.act import Actor, Role
from marketplace.core.codes import has_valid_organisation_part, is_valid_code
from marketplace.core.facts import Fact, Pending
from marketplace.core.invariants import INVARIANTS
from marketplace.desk import queries as desk
from marketplace.directory.models import Firm
from marketplace.requests.models import Request
from marketplace.requests.states import DRAWN
from marketplace.selection.models import Offer
from tests.filled import apart, tell

OF_WHOEVER_WAS_DRAWN = {
    "credit.count",
    "directory.set_credit",
    "directory.set_figures",
    "payments.note_account",
    "payments.note_link",
    "payments.note_ready",
    "payments.open_account",
}
KEY_ROWS = (
    select(Organisation.name_zh, Organisation.code, Organisation.phone),
    select(Request.number, Request.title, Request.state, Request.closes_at),
    select(Offer.request_id, Offer.firm_id, Offer.state, Offer.price_minor, Offer.received_at)
    .join(Request, Request.id == Offer.request_id)
    .where(Request.method.not_in(DRAWN)),  # a draw is a draw, in the demo too
    select(Contract.number, Contract.state, Contract.price_minor, Contract.due_on),
    select(Fact.name, Fact.thing_id, Fact.at).where(Fact.name.not_in(OF_WHOEVER_WAS_DRAWN)),
)


def digest(hall):
    with hall.session() as session:
        rows = [sorted(map(str, session.execute(rows))) for rows in KEY_ROWS]
    return sha256(repr(rows).encode()).hexdigest()


@pytest.mark.deep
def test_it_refuses_nothing(anew):
    assert anew.refused == []


@pytest.mark.deep
def test_the_same_day_gives_the_same_hall(small, anew):
    assert digest(small) == digest(anew)


def test_every_invariant_holds(small):
    with apart(), small.session() as session:
        tell(small.ports)
        faults = {name: list(look(session, small.data)) for name, look in INVARIANTS.items()}
    assert {name: found for name, found in faults.items() if found} == {}


def test_no_fact_is_left_unread(small):
    with small.session() as session:
        assert session.scalar(select(func.count(Pending.id))) == 0


def test_the_sign_in_page_shows_an_account_of_each_role(small):
    with small.session() as session:
        shown = accounts.demo_accounts(session)
        roles = {account.role for account in shown}
        assert roles == set(Role) - {Role.STRANGER, Role.CLOCKWORK}
        assert len({account.person.email for account in shown}) == len(shown) <= 12


@pytest.mark.parametrize("mail", ["owner", "firm", "ring", "land", "ecology", "operator"])
def test_something_waits_at_the_desk(small, mail):
    with small.session() as session:
        person = accounts.person_by_email(session, f"{mail}@demo.example")
        member = accounts.memberships_of(session, person.id)[0]
        actor = Actor(person.id, member.organisation_id, member.role, member.is_admin)
        assert desk.mine(session, actor, datetime.combine(small.day, time(), calendars.zone()))


def test_the_expelled_firm_is_back_under_a_new_name(small):
    with small.session() as session:
        brand = stories.BRANDS[stories.RETURNED][0]
        back = session.scalars(select(Firm).join(Organisation).where(named(brand))).one()
        assert back.state == "in_check"


def named(brand):
    return Organisation.name_zh.contains(brand)


def test_codes_have_both_check_digits():
    made = names.Names("any")
    codes = [made.code() for _ in range(50)] + [made.code("12")]
    assert all(is_valid_code(code) and has_valid_organisation_part(code) for code in codes)
    assert len(set(codes)) == len(codes)


def test_papers_pass_the_check_of_uploads():
    assert papers.paper("a.pdf", "Line (one)", "Back\\slash").checked.mime == "application/pdf"


def test_shows_are_made_anew_for_each_play():
    assert shows.shows()[1].fate is not shows.shows()[1].fate


def test_each_way_an_objection_can_go_is_shown():
    shown = {show.fate.objection for show in shows.shows()}
    assert shown >= {*fates.OUTCOMES, "waiting", "answered", "escalated"}


def test_each_way_a_complaint_can_go_is_shown():
    world = SimpleNamespace()
    outcomes = {grievance.outcome for _, grievance in griefs.grievances(world)}
    assert outcomes == {
        "filed", "accepted", "answered", "extended", "upheld", "dismissed", "refused", "withdrawn"
    }  # fmt: skip


def test_a_full_hall_is_not_filled_again(small):
    done = CliRunner().invoke(command, ["demo"], obj=lambda: small.app)
    assert done.exit_code == 1
    assert "is not empty" in done.output
