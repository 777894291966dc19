"""Invitations, memberships, organisations: the operations."""

import pytest

from marketplace.accounts import operations, queries
from marketplace.accounts.models import Membership, Organisation, Person
from marketplace.accounts.rules.details import Details
from marketplace.accounts.rules.terms import Appointee
from marketplace.accounts.states import Kind
from marketplace.core.act import CLOCKWORK, STRANGER, Actor, Role
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from tests.support import code_for


@pytest.fixture
def invite(act, organisation_of, mailed):
    def send(actor, email="new@example.org", role=None, organisation=None, word="i"):
        organisation = organisation or organisation_of(actor)
        terms = {"email": email, "role": role or actor.role, "is_admin": False}
        return operations.invite(act(actor), organisation, **terms, mailed=mailed(word))

    return send


def test_a_new_person_joins_by_invitation(act, make, invite, session):
    chief = make.actor(Role.INTERMEDIARY)
    person = operations.join(act(STRANGER), invite(chief), name="New", password_hash="h")
    assert person in queries.people_of(session, chief.organisation_id, Role.INTERMEDIARY)
    assert person.confirmed_at is not None


def test_an_invitation_is_good_once(act, make, invite):
    invitation = invite(make.actor(Role.OWNER))
    operations.join(act(STRANGER), invitation, name="New", password_hash="h")
    with pytest.raises(WrongStateError):
        operations.join(act(STRANGER), invitation, name="Two", password_hash="h")


def test_a_withdrawn_or_old_invitation_is_no_good(act, make, invite):
    chief = make.actor(Role.OWNER)
    invitation = invite(chief)
    late = act(STRANGER, at="2026-03-17T12:00+08:00")
    with pytest.raises(WrongStateError):
        operations.join(late, invitation, name="New", password_hash="h")
    operations.withdraw_invitation(act(chief), invitation)
    with pytest.raises(WrongStateError):
        operations.join(act(STRANGER), invitation, name="New", password_hash="h")


def test_only_the_invited_address_accepts(act, make, invite, session):
    chief, other = make.actor(Role.OWNER), make.actor(Role.OWNER, email="b@example.org")
    invitation = invite(chief, email="B@example.org")
    with pytest.raises(NotAllowedError, match="another address"):
        operations.accept_invitation(act(make.actor()), invitation)
    operations.accept_invitation(act(other), invitation)
    assert len(queries.memberships_of(session, other.person_id)) == 2


def test_who_may_invite_whom(make, invite, organisation_of):
    operator, owner = make.actor(Role.OPERATOR), make.actor(Role.OWNER)
    department = organisation_of(make.actor(Role.REGULATOR))
    invite(operator, role=Role.REGULATOR, organisation=department, word="ok")
    with pytest.raises(NotAllowedError):
        invite(operator, role=Role.OWNER, organisation=organisation_of(owner))
    with pytest.raises(NotAllowedError):
        invite(owner, role=Role.REGULATOR, organisation=department)
    with pytest.raises(BadInputError, match="this role"):
        invite(owner, role=Role.REGULATOR)


def test_the_operator_cannot_make_himself_a_regulator(make, invite, organisation_of):
    operator = make.actor(Role.OPERATOR, email="op@example.org")
    department = organisation_of(make.actor(Role.REGULATOR))
    with pytest.raises(BadInputError, match="yourself"):
        invite(operator, "OP@example.org", Role.REGULATOR, department)


def test_the_last_administrator_stays(act, make, session, organisation_of):
    chief = make.actor(Role.OWNER)
    agent = make.actor(Role.OWNER, organisation_of(chief), is_admin=False)
    first = queries.memberships_of(session, chief.person_id)[0]
    second = queries.memberships_of(session, agent.person_id)[0]
    for change in (operations.remove, lambda a, m: operations.set_admin(a, m, is_admin=False)):
        with pytest.raises(WrongStateError, match="last administrator"):
            change(act(chief), first)
    operations.set_admin(act(chief), second, is_admin=True)
    operations.remove(act(chief), first)
    assert queries.memberships_of(session, chief.person_id) == []


def test_a_removed_agent_is_out_at_once(act, make, session, organisation_of, sign_in):
    chief = make.actor(Role.OWNER)
    agent = make.actor(Role.OWNER, organisation_of(chief), is_admin=False)
    browser = sign_in(agent)
    with pytest.raises(NotAllowedError):
        operations.remove(act(make.actor()), queries.staff(session, chief.organisation_id)[1])
    operations.remove(act(chief), queries.memberships_of(session, agent.person_id)[0])
    session.commit()
    assert browser.get("/accounts/").status_code == 303


def test_registering_makes_an_administrator(act, make, session):
    newcomer = Actor(make.person().id, 0, Role.STRANGER)
    terms = {"kind": Kind.INTERMEDIARY, "name_zh": "新公司"}
    code = code_for(999)
    new = operations.register_organisation(act(newcomer), None, code=code.lower(), **terms)
    seat = session.query(Membership).filter_by(organisation_id=new.id).one()
    assert (seat.role, seat.is_admin, new.code) == (Role.INTERMEDIARY, True, code)
    with pytest.raises(BadInputError, match="registered already"):
        operations.register_organisation(act(newcomer), None, code=f" {code} ", **terms)


def test_a_stranger_registers_nothing_and_a_bad_code_is_refused(act, make):
    terms = {"kind": Kind.COMPANY, "name_zh": "新公司", "code": "123"}
    with pytest.raises(NotAllowedError):
        operations.register_organisation(act(STRANGER), None, **terms)
    with pytest.raises(BadInputError, match="18 characters"):
        operations.register_organisation(act(make.actor()), None, **terms)


def test_a_department_is_entered_once_and_renamed(act, session):
    names = {"name_zh": "住建局", "name_en": "Housing"}
    first = operations.register_department(act(), None, department="X9", **names)
    again = operations.register_department(
        act(), None, department="X9", name_zh="住建局", name_en="Homes"
    )
    assert first is again
    assert queries.department(session, "X9").name_en == "Homes"


def test_an_imported_party_is_entered_once(act):
    entered = [
        operations.register_external(act(), None, external_id="o-1", name="Party") for _ in "ab"
    ]
    assert entered[0] is entered[1]
    assert entered[0].kind is Kind.EXTERNAL


def test_appointing_twice_changes_nothing(act, session):
    body = operations.register_body(
        act(), None, kind=Kind.OPERATOR, name_zh="运营", name_en="Operator"
    )
    who = Appointee("op@example.org", "Op", "hash", Role.OPERATOR)
    people = {operations.appoint(act(CLOCKWORK), body, appointee=who).id for _ in "ab"}
    assert len(people) == len(queries.staff(session, body.id)) == 1


def test_an_empty_bank_account_leaves_the_kept_one(act, make, organisation_of):
    chief = make.actor(Role.OWNER)
    organisation = organisation_of(chief)
    kept = Details(address="A", bank_account_hash="h", bank_account_tail="5678")
    operations.revise_organisation(act(chief), organisation, details=kept)
    operations.revise_organisation(act(chief), organisation, details=Details(address="B"))
    assert (organisation.address, organisation.bank_account_tail) == ("B", "5678")
    with pytest.raises(NotAllowedError):
        operations.revise_organisation(act(make.actor()), organisation, details=kept)


def test_one_wears_only_ones_own(act, make, session, sign_in):
    mine, other = make.actor(), make.actor()
    sign_in(mine)
    row = queries.sign_ins_of(session, mine.person_id)[0]
    theirs = queries.memberships_of(session, other.person_id)[0]
    with pytest.raises(Exception, match="no such"):
        operations.wear(act(mine), row, membership=theirs)
    with pytest.raises(NotAllowedError):
        operations.wear(act(other), row, membership=theirs)


def test_disabled_people_and_other_kinds_are_left_out(make, session):
    actor = make.actor(Role.OWNER)
    person = session.get(Person, actor.person_id)
    assert queries.people_of(session, actor.organisation_id) == [person]
    assert queries.people_of(session, actor.organisation_id, Role.REGULATOR) == []
    assert isinstance(queries.organisation(session, actor.organisation_id), Organisation)
