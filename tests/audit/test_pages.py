"""The log: auditors read all of it, regulators the history of one thing."""

import pytest
from sqlalchemy import select, text

from marketplace.core.act import Role
from marketplace.core.facts import Fact


@pytest.fixture
def log(make, act):
    def log(count=1, **names):
        given = {"name": "requests.publish", "thing_kind": "requests", "thing_id": 7}
        who = {"person_id": 0, "organisation_id": 0, "role": Role.OPERATOR, "cause": "a.b"}
        for no in range(count):
            row = {"at": act().now, "data": {"no": no}} | given | who | names
            make.save(Fact(**row))

    return log


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.STRANGER, Role.CLOCKWORK}))
def test_only_auditors_read_the_whole_log(sign_in, make, log, role):
    log()
    status = 200 if role is Role.AUDITOR else 403
    assert sign_in(make.actor(role)).get("/audit").status_code == status


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.STRANGER, Role.CLOCKWORK}))
def test_auditors_and_regulators_read_the_history_of_one_thing(sign_in, make, log, role):
    log()
    status = 200 if role in (Role.AUDITOR, Role.REGULATOR) else 403
    assert sign_in(make.actor(role)).get("/audit/requests/7").status_code == status


@pytest.mark.parametrize(("locale", "title"), [("en", "Log of facts"), ("zh", "操作日志")])
def test_the_log_says_who_did_what_inside_what(sign_in, make, log, locale, title):
    person = make.person(name="Li")
    log(person_id=person.id)
    text = sign_in(make.actor(Role.AUDITOR), locale).get("/audit").text
    assert all(part in text for part in (title, "requests.publish", "Li", "a.b"))


@pytest.mark.parametrize(
    ("query", "found"),
    [("name=requests", 1), ("name=x", 0), ("kind=requests", 1), ("kind=firms", 0),
     ("person=nobody@a.test", 0), ("since=2026-03-02&until=2026-03-02", 1),
     ("since=2026-03-03", 0), ("until=2026-03-01", 0), ("since=yesterday", 1)],
)  # fmt: skip
def test_the_log_is_filtered(sign_in, make, log, query, found):
    log()
    text = sign_in(make.actor(Role.AUDITOR)).get(f"/audit?{query}").text
    assert text.count("<code>requests.publish</code>") == found


def test_the_log_goes_on_by_page(sign_in, make, log):
    log(55)
    client = sign_in(make.actor(Role.AUDITOR))
    first = client.get("/audit?kind=requests").text
    assert first.count("<code>requests.publish</code>") == 50
    before = first.split("before=")[1].split("&")[0].split('"')[0]
    second = client.get(f"/audit?kind=requests&before={before}").text
    assert second.count("<code>requests.publish</code>") == 5


def test_the_log_is_kept_as_a_file_without_formulas(sign_in, make, log):
    log(3, data={"reason": "=1+1"})
    log(person_id=make.person(name="=cmd|' /C calc'!A0").id, name="firms.odd")
    auditor = sign_in(make.actor(Role.AUDITOR))
    sheet = auditor.get("/audit/sheet.csv?kind=requests")
    assert sheet.mimetype == "text/csv"
    assert sheet.text.count("requests.publish") == 3
    assert ",=cmd" not in sheet.text
    assert sign_in(make.actor(Role.OPERATOR)).get("/audit/sheet.csv").status_code == 403


@pytest.mark.parametrize("column", [Fact.name, Fact.at])
def test_the_log_is_searched_by_index(session, column):
    asked = select(Fact.id).where(column == None)  # noqa: E711 (SQL)
    plan = session.execute(text(f"EXPLAIN QUERY PLAN {asked}")).all()
    assert "ix_facts" in str(plan)
