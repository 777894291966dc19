"""The log: auditors read all of it, regulators the history of one thing."""

import pytest

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
     ("person=nobody@a.test", 0)],
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
