"""Pages of leads, as each role sees them."""

import pytest

from marketplace.accounts.states import Kind
from marketplace.claims.models import ClaimCheck
from marketplace.core.act import Role
from marketplace.risk import operations
from marketplace.risk.states import Asker
from tests.risk.village import MONDAY

WATCHERS = {Role.REGULATOR, Role.AUDITOR}
TOLD = {"asker": "department", "note": "On the phone.", "paper": "盖章的说明"}


@pytest.fixture
def lead(village):
    owners = village.owners(3)
    village.tell(*owners, need_someone=True)
    village.session.commit()
    return village.leads()[0]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CLOCKWORK])
def test_only_regulators_and_auditors_see_the_list(lead, make, sign_in, role):
    client = sign_in(make.every_role()[role])
    expected = 200 if role in WATCHERS else 303 if role is Role.STRANGER else 403
    assert client.get("/signals/leads").status_code == expected
    assert client.get(f"/signals/leads/{lead.id}").status_code == expected


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_the_regulator_sees_the_checks_behind_it(lead, village, look, locale):
    text = look(f"/signals/leads/{lead.id}", village.regulator, locale=locale)
    assert text.count('href="/claims/') >= 3
    assert lead.number in look("/signals/leads?state=open", village.regulator, locale=locale)
    assert lead.number not in look("/signals/leads?state=closed", village.regulator)
    path = text.split('href="/claims/')[-1].split('"')[0]
    if path.isdecimal():
        look(f"/claims/{path}", village.regulator, locale=locale)


def test_the_firm_reads_it_once_it_is_looked_into_and_no_names(lead, village, look, send):
    path = f"/signals/leads/{lead.id}"
    look(path, village.talker, 403)
    look(f"{path}/take", village.regulator)
    send(f"{path}/take", village.regulator)
    text = look(path, village.talker)
    for check in village.session.query(ClaimCheck):
        assert check.number not in text
    assert lead.number in look("/signals/mine", village.talker)
    assert f"{path}/reply" in text
    send(f"{path}/reply", village.talker, 422, answer="")
    send(f"{path}/reply", village.talker, answer="It was a trainee.")
    assert "It was a trainee." in look(path, village.regulator)
    send(f"{path}/close", village.regulator, 422, outcome="founded", reason="")
    send(f"{path}/close", village.regulator, outcome="founded", reason="Warned by phone.")
    assert "Warned by phone." in look(path, village.talker)
    assert f"{path}/close" not in look(path, village.regulator)


def test_an_owner_reports_from_the_matter_and_follows_it(village, look, send):
    asked = f"/matters/{village.matter.code}/asked?item=other"
    way = f"/signals/report?matter={village.matter.code}"
    assert way in look(asked, village.owner).replace("&amp;", "&")
    assert "Sign in and report it" in look(asked)
    look(way, village.owner)
    send(way, village.owner, 422, **TOLD | {"note": ""})
    path = send(way, village.owner, **TOLD).location
    send(way, village.owner, 422, **TOLD)
    assert "On the phone." in look(path, village.owner)
    assert path in look("/signals/reports", village.owner)
    other = village.actor(Role.REGULATOR, Kind.DEPARTMENT)
    village.session.commit()
    assert "On the phone." in look(path, other)
    look(path, village.regulator, 403)
    assert path not in look("/signals/leads", village.regulator)


def test_the_accused_reads_neither_the_reporter_nor_his_words(village, look):
    lead = village.report(asker=Asker.FIRM, firm=village.talks)
    operations.take(village.act(village.actor(Role.REGULATOR, Kind.DEPARTMENT), MONDAY), lead)
    village.session.commit()
    text = look(f"/signals/leads/{lead.id}", village.talker)
    assert "They said so on the phone." not in text
    assert lead.reporter.name_en not in text


def test_what_the_register_names_cannot_be_reported(village, look, send):
    text = look(f"/matters/{village.matter.code}/asked?item={village.item.code}", village.owner)
    assert "/signals/report" not in text
    way = f"/signals/report?matter={village.matter.code}&item={village.item.code}"
    send(way, village.owner, 400, asker="department", note="So.")


@pytest.mark.parametrize("role", [Role.REGULATOR, Role.AUDITOR, Role.OPERATOR])
def test_who_may_not_report_is_told(village, make, look, role):
    look(f"/signals/report?matter={village.matter.code}", make.actor(role), 403)
    look("/signals/reports", make.actor(role), 403)


def test_a_lead_that_is_not_there_is_not_found(village, look):
    look("/signals/leads/99", village.regulator, 404)
    look("/signals/report?matter=M0", village.owner, 404)


def test_the_desk_tells_who_must_act(lead, village, look, send):
    assert "/signals/leads?state=open" in look("/desk", village.regulator)
    send(f"/signals/leads/{lead.id}/take", village.regulator)
    assert f"/signals/leads/{lead.id}" in look("/desk", village.regulator)
    assert f"/signals/leads/{lead.id}" in look("/desk", village.talker)
