"""Pages of credit, as each role."""

import pytest
from sqlalchemy import event, select

from marketplace.credit import operations, queries
from marketplace.credit.models import Contest, Entry, Proposal
from tests.credit.test_contests import contest, entry, refused  # noqa: F401 (fixtures)

WHY = {"reason": "The papers show it."}


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_everybody_reads_the_formula_and_an_organisations_entries(story, entry, sign_in, locale):  # noqa: F811
    readers = [sign_in(actor, locale) for actor in (None, *story.make.every_role().values())]
    for reader in [*readers, sign_in(story.firm, locale)]:
        assert reader.get("/credit/").status_code == 200
        page = reader.get(f"/credit/{story.firm.organisation_id}")
        assert (page.status_code, "−8.0" in page.text, "52" in page.text) == (200, True, True)
        assert reader.get("/credit/contests").status_code == 200


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_no_record_is_no_number(story, sign_in, locale):
    words = {"zh": "暂无信用记录", "en": "No record yet"}[locale]
    reader = sign_in(None, locale)
    for address in (
        f"/credit/{story.firm.organisation_id}",
        f"/directory/{story.directory_firm.id}",
    ):
        assert words in reader.get(address).text


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_firm_contests_and_the_regulator_strikes(story, session, entry, sign_in, locale):  # noqa: F811
    firm, regulator = sign_in(story.firm, locale), sign_in(story.regulator, locale)
    address = f"/credit/entries/{entry.id}/contest"
    assert address in firm.get(f"/credit/{story.firm.organisation_id}").text
    assert firm.post(address, data={"reasons": ""}).status_code == 422
    assert firm.post(address, data={"reasons": "We SIGNED."}).status_code == 303
    assert firm.post(address, data={"reasons": "Twice."}).status_code == 409
    mine = session.scalars(select(Contest)).one()
    page = f"/credit/contests/{mine.id}"
    assert "We SIGNED." in sign_in(None, locale).get(page).text
    assert f"{page}/uphold" in regulator.get(page).text
    assert f"{page}/uphold" not in firm.get(page).text
    assert "We SIGNED." in regulator.get(f"{page}/uphold").text
    assert regulator.post(f"{page}/uphold", data={"reason": ""}).status_code == 422
    assert regulator.post(f"{page}/uphold", data=WHY).status_code == 303
    assert WHY["reason"] in sign_in(None, locale).get(page).text
    assert story.directory_firm.credit_score == 60


def test_the_other_buttons_work(story, session, entry, sign_in):  # noqa: F811
    one = operations.contest(story.act(story.firm), entry, reasons="Wrong.")
    session.commit()
    firm, regulator = sign_in(story.firm), sign_in(story.regulator)
    assert firm.post(f"/credit/contests/{one.id}/withdraw", data={}).status_code == 303
    two = operations.contest(story.act(story.firm), entry, reasons="Wrong indeed.")
    session.commit()
    assert regulator.get(f"/credit/contests/{two.id}/dismiss").status_code == 200
    assert regulator.post(f"/credit/contests/{two.id}/dismiss", data=WHY).status_code == 303
    assert firm.get(f"/credit/entries/{entry.id}/contest").status_code == 200


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_department_decides_on_measures(story, session, sign_in, locale):
    refused(story, times=2)
    first, second = session.scalars(select(Proposal).order_by(Proposal.id))
    regulator = sign_in(story.regulator, locale)
    page = regulator.get("/credit/proposals").text
    assert f"/credit/proposals/{first.id}/drop" in page
    assert regulator.post(f"/credit/proposals/{first.id}/drop", data=WHY).status_code == 303
    address = f"/credit/proposals/{second.id}/carry_out"
    assert regulator.get(address).status_code == 200
    assert regulator.post(address, data=WHY).status_code == 303
    assert story.directory_firm.standing.value == "suspended"
    assert sign_in(story.firm).get(address).status_code == 403


def test_proposals_are_for_departments_and_auditors(story, sign_in):
    codes = {
        role: sign_in(actor).get("/credit/proposals").status_code
        for role, actor in story.make.every_role().items()
    }
    assert {role for role, code in codes.items() if code == 200} == {"regulator", "auditor"}


def test_many_entries_come_page_by_page(story, session, entry):  # noqa: F811
    same = {"kind": entry.kind, "source_kind": "none", "happened_at": entry.happened_at}
    same |= {"counts_until": entry.counts_until, "full": -80, "points": 0, "about": {}}
    session.add_all(Entry(score=entry.score, source_id=no, **same) for no in range(60))
    session.flush()
    first, after = queries.shown(entry.score, story.act().now)
    second, last = queries.shown(entry.score, story.act().now, after)
    assert (len(first), len(second), last) == (50, 11, 0)
    assert not {one.id for one in first} & {one.id for one in second}


def test_what_is_not_there_or_not_public(story, make, sign_in):
    from_kind = make.organisation("natural_person")
    for address in ("/credit/99999", "/credit/contests/99999", f"/credit/{from_kind.id}",
                    f"/credit/{story.regulator.organisation_id}"):  # fmt: skip
        assert sign_in(None).get(address).status_code == 404
    assert sign_in(story.regulator).get(f"/credit/{from_kind.id}").status_code == 200


def test_the_number_of_queries_does_not_grow(story, session, sign_in):
    refused(story)
    reader, address = sign_in(None), f"/credit/{story.firm.organisation_id}"
    reader.get(address)
    one = counted(session, reader, address)
    refused(story, times=3)
    assert counted(session, reader, address) == one


def counted(session, reader, address):
    """How many statements one GET sends."""
    seen = []
    listen = lambda *given: seen.append(given[2])  # noqa: E731
    event.listen(session.get_bind(), "before_cursor_execute", listen)
    reader.get(address)
    event.remove(session.get_bind(), "before_cursor_execute", listen)
    return len(seen)
