"""The pages, as each role, in both languages."""

import csv
import io
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from marketplace.core.act import STRANGER, Role
from marketplace.directory import operations
from marketplace.directory.states import FirmState, PaperState, Standing


@contextmanager
def counted(session):
    """The statements that reach the database meanwhile."""
    seen = []

    def note(connection, cursor, statement, *rest):
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            seen.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    yield seen
    event.remove(session.get_bind(), "before_cursor_execute", note)


def text_of(reply):
    return reply.get_data(as_text=True)


def test_the_list_shows_who_may_take_work(town, sign_in):
    its, bad = town.admitted(name="好测绘", rating=4.5), town.admitted(name="坏测绘")
    operations.expel(town.act(town.regulator), bad.firm, reason="Forged")
    town.session.commit()
    page = text_of(sign_in(locale="zh").get("/directory"))
    assert "好测绘" in page
    assert "坏测绘" not in page
    page = text_of(sign_in(locale="zh").get("/directory?standing=expelled"))
    assert "坏测绘" in page
    assert its.firm.organisation.name_en in text_of(sign_in().get("/directory"))


@pytest.mark.parametrize("query", ["item=x&area=-1&grade=y&standing=z&sort=w&at=q", "item=10"])
def test_nonsense_is_left_out(town, sign_in, query):
    town.admitted()
    assert sign_in().get(f"/directory?{query}").status_code == 200


def test_the_number_of_queries_does_not_grow(town, sign_in):
    town.admitted()
    client = sign_in()
    client.get("/directory")
    with counted(town.session) as few:
        client.get("/directory?sort=name")
    for _ in range(4):
        town.admitted()
    with counted(town.session) as many:
        client.get("/directory?sort=name")
    assert len(few) == len(many) <= 4


def test_next_and_previous_are_links(town, sign_in, monkeypatch):
    monkeypatch.setattr("marketplace.directory.queries.lists.SIZE", 1)
    monkeypatch.setattr("marketplace.directory.queries.lists.page.__defaults__", (1,))
    town.admitted(rating=4.0)
    town.admitted(rating=3.0)
    page = text_of(sign_in().get("/directory"))
    assert 'rel="next"' in page
    link = page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    later = text_of(sign_in().get(link.replace("&amp;", "&")))
    assert 'rel="prev"' in later


def test_the_csv_holds_the_filtered_list_and_no_formula(town, sign_in):
    town.admitted(name="=HYPERLINK(1)")
    town.admitted(item=town.other_item)
    with sign_in().get(f"/directory/firms.csv?item={town.item.id}") as reply:
        body = reply.get_data()
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    assert len(rows) == 2
    assert rows[1][1] == "'=HYPERLINK(1)"
    assert rows[1][-1].endswith("/directory/" + rows[1][-1].rsplit("/", 1)[1])


def test_a_profile_shows_papers_people_and_penalties(town, sign_in):
    its = town.admitted(rating=4.5)
    operations.suspend(
        town.act(town.regulator), its.firm, reason="Two late reports",
        until=its.paper.valid_to.replace(year=2026, month=4),
    )  # fmt: skip
    town.session.commit()
    page = text_of(sign_in().get(f"/directory/{its.firm.id}"))
    for shown in ("Suspended", "Two late reports", its.paper.certificate_no, "Surveyor", "4.5"):
        assert shown in page
    assert text_of(sign_in(locale="zh").get(f"/directory/{its.firm.id}")).count("Two late") >= 1


def test_a_firm_not_yet_admitted_is_not_shown(town, sign_in):
    its = town.applied()
    town.session.commit()
    assert sign_in().get(f"/directory/{its.firm.id}").status_code == 404


@pytest.mark.parametrize("role", [Role.STRANGER, *list(Role)[:7]])
def test_the_public_pages_are_for_all(town, sign_in, role):
    its = town.admitted()
    actor = STRANGER if role is Role.STRANGER else town.make.actor(role)
    client = sign_in(actor)
    for path in ("", "/admitted", f"/{its.firm.id}", "/firms.csv"):
        with client.get(f"/directory{path}") as reply:
            assert reply.status_code == 200


@pytest.mark.parametrize("role", [Role.STRANGER, *list(Role)[:7]])
def test_who_sees_the_checks(town, sign_in, role):
    its = town.applied()
    town.session.commit()
    actor = STRANGER if role is Role.STRANGER else town.make.actor(role)
    expected = {Role.OPERATOR: 200, Role.AUDITOR: 200, Role.STRANGER: 303}.get(role, 403)
    client = sign_in(actor)
    for path in ("", f"/firms/{its.firm.id}", f"/papers/{its.firm.qualifications[0].id}"):
        assert client.get(f"/entry-checks{path}").status_code == expected


def test_a_firm_enters_by_its_pages(town, make, sign_in):
    client = sign_in(make.actor(Role.INTERMEDIARY))
    assert "Enter the directory" in text_of(client.get("/my-firm"))
    assert client.post("/my-firm/begin").status_code == 303
    for path in ("describe", "papers/new", "add-practitioner", "apply", "leave"):
        assert client.get(f"/my-firm/{path}").status_code == 200
    given = {
        "contact_name": "Li", "contact_phone": "1", "contact_email": "a@b.cn",
        "areas": str(town.area.id), "introduction": "",
    }  # fmt: skip
    assert client.post("/my-firm/describe", data=given).status_code == 303
    assert "Add at least one qualification" in text_of(client.get("/my-firm"))
    assert client.post("/my-firm/apply").status_code == 409


def test_a_paper_is_drafted_with_its_scan(town, sign_in, paper_form):
    its = town.draft()
    client = sign_in(its.actor)
    reply = client.post("/my-firm/papers/new", data=paper_form())
    assert reply.status_code == 303, text_of(reply)
    page = text_of(client.get("/my-firm"))
    assert "scan.png" in page
    bad = client.post("/my-firm/papers/new", data=paper_form(name="scan.exe"))
    assert bad.status_code == 422
    assert "Only PDF, PNG and JPEG" in text_of(bad)


def test_a_certificate_in_use_is_refused_on_its_field(town, sign_in, paper_form):
    town.admitted(certificate_no="C-1")
    reply = sign_in(town.draft().actor).post("/my-firm/papers/new", data=paper_form())
    assert reply.status_code == 422
    assert "in use by another firm" in text_of(reply)


def test_the_checker_decides_by_his_pages(town, sign_in):
    its = town.applied()
    town.session.commit()
    client, path = sign_in(town.checker), f"/entry-checks/firms/{its.firm.id}"
    assert "2 working days left" in text_of(client.get("/entry-checks"))
    assert client.get(f"{path}/give-back").status_code == 200
    assert client.post(f"{path}/give-back", data={"faults": "Dark\nOld"}).status_code == 303
    firm = sign_in(its.actor)
    assert "<li>Dark</li><li>Old</li>" in text_of(firm.get("/my-firm"))
    firm.post("/my-firm/apply")
    assert client.post(f"{path}/give-back", data={"faults": "More"}).status_code == 409
    assert client.post(f"{path}/admit").status_code == 303
    town.session.expire_all()
    assert its.firm.state is FirmState.ADMITTED


def test_a_change_goes_through_the_checker(town, sign_in, paper_form):
    its = town.admitted()
    firm = sign_in(its.actor)
    old = f"/my-firm/papers/{its.paper.id}"
    assert firm.get(f"{old}/change").status_code == 200
    assert firm.post(f"{old}/change", data=paper_form()).status_code == 303
    town.session.expire_all()
    new = next(paper for paper in its.firm.qualifications if paper.replaces_id)
    assert firm.post(f"/my-firm/papers/{new.id}/submit").status_code == 303
    checker, path = sign_in(town.checker), f"/entry-checks/papers/{new.id}"
    assert "In force until then" in text_of(checker.get(path))
    assert checker.post(f"{path}/accept").status_code == 303
    town.session.expire_all()
    assert (its.paper.state, new.state) == (PaperState.REPLACED, PaperState.IN_FORCE)


def test_another_firm_touches_nothing(town, sign_in, paper_form):
    its, other = town.admitted(), town.admitted()
    client = sign_in(other.actor)
    path = f"/my-firm/papers/{its.paper.id}"
    assert client.post(f"{path}/withdraw").status_code == 403
    assert client.post(f"{path}/change", data=paper_form()).status_code == 403
    assert client.get(f"{path}/edit").status_code == 403


def test_the_regulator_punishes_and_forgives(town, sign_in):
    its = town.admitted()
    client, path = sign_in(town.regulator), f"/directory/{its.firm.id}"
    assert "Suspend the firm" in text_of(client.get(path))
    assert client.post(f"{path}/suspend", data={"reason": "Late"}).status_code == 422
    given = {"reason": "Late", "until": "2026-04-01"}
    assert client.post(f"{path}/suspend", data=given).status_code == 303
    town.session.expire_all()
    assert its.firm.standing is Standing.SUSPENDED
    [penalty] = its.firm.penalties
    assert client.post(f"/directory/penalties/{penalty.id}/end").status_code == 303
    assert sign_in(its.actor).get(f"{path}/suspend").status_code == 403
    assert sign_in(town.make.actor(Role.REGULATOR)).get(f"{path}/warn").status_code == 403


def test_the_panel_names_the_best(town, sign_in):
    its = town.admitted(rating=4.5)
    page = text_of(sign_in().get(f"/services/{town.item.code}"))
    assert its.firm.organisation.name_en in page
    assert f"/directory?item={town.item.id}" in page
