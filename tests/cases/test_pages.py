"""Pages of cases, as each role sees them."""

from io import BytesIO

import pytest
from PIL import Image

from marketplace.accounts.states import Kind
from marketplace.cases import operations, queries
from marketplace.cases.models import Application, Case
from marketplace.cases.states import State
from marketplace.core.act import CLOCKWORK, Role
from tests.cases.conftest import NEXT, WED
from tests.cases.test_machine import MAKERS

BOTH = pytest.mark.parametrize("locale", ["en", "zh"])


def picture(shade=0):
    body = BytesIO()
    Image.new("L", (4, 4), shade).save(body, "PNG")
    return (BytesIO(body.getvalue()), "form.png")


@BOTH
@pytest.mark.parametrize("state", State)
def test_a_case_is_shown_in_each_state(desk, session, look, state, locale, at):
    desk.work()
    case = getattr(desk, MAKERS[state])()
    session.commit()
    at(WED)
    for actor in (desk.owner, desk.clerk, desk.actor(Role.AUDITOR, Kind.AUDIT)):
        assert case.number in look(f"/cases/{case.id}", actor, locale=locale)
    if case.accepted_at:
        look(f"/cases/{case.id}", desk.reviewer, locale=locale)
    look(f"/cases/applications/{case.application_id}", desk.owner, locale=locale)
    assert desk.owner.organisation_id == case.owner_id


@BOTH
def test_others_see_no_case(desk, session, look, make, locale):
    case = desk.paused()
    session.commit()
    for role in (Role.OWNER, Role.INTERMEDIARY, Role.REGULATOR, Role.OPERATOR):
        look(f"/cases/{case.id}", make.actor(role), 403, locale)
    look(f"/cases/{case.id}", None, 303, locale)


def test_a_firm_sees_its_own_work_alone(desk, session, look):
    desk.work()
    case = desk.in_review()
    operations.return_deliverable(
        desk.act(desk.reviewer, NEXT), case, attachment_id=case.attachments[1].id,
        reason="No noise was measured.",
    )  # fmt: skip
    session.commit()
    page = look(f"/cases/{case.id}", desk.maker)
    assert "No noise was measured." in page
    assert "Application form" not in page
    assert f"/cases/{case.id}/mend" in page


@BOTH
def test_the_public_page_counts_and_names_nobody(desk, session, look, locale):
    case = desk.decided(at="2026-03-05T09:00+08:00")  # 3 of 5 days
    session.commit()
    page = look("/cases/", locale=locale)
    assert "40.0 %" in page
    rows = look("/cases/list/decided", locale=locale)
    assert case.number in rows
    assert desk.name(desk.owner) not in rows
    assert case.project.name not in rows


@pytest.mark.parametrize("what", ["decided", "late", "open", "open_late", "withdrawn", "again"])
def test_every_number_opens_its_list(desk, session, look, what):
    desk.decided()
    session.commit()
    assert f"/cases/list/{what}" in look("/cases/")
    look(f"/cases/list/{what}?year=2026&matter={desk.matter.code}")


@pytest.mark.parametrize("query", ["?year=x", "?matter=", "?department=NOBODY", "?year=2026"])
def test_filters_take_what_comes(desk, session, look, query):
    desk.decided()
    session.commit()
    look(f"/cases/{query}")


def test_odd_addresses_are_not_found(desk, session, look):
    for path in ("/cases/list/secret", "/cases/?year=99999", "/cases/?matter=M000"):
        look(path, status=404)
    look("/cases/999", desk.clerk, 404)


@BOTH
def test_lists_of_those_concerned(desk, session, look, locale):
    desk.work()
    case = desk.in_review()
    session.commit()
    for actor in (desk.owner, desk.clerk, desk.reviewer, desk.maker):
        assert case.number in look("/cases/mine", actor, locale=locale)
        look("/cases/mine?what=over", actor, locale=locale)


@BOTH
def test_an_owner_applies_in_the_browser(desk, session, look, send, browser, locale):
    session.commit()
    look(f"/projects/{desk.site.id}", desk.owner, locale=locale)
    path = f"/cases/apply?project={desk.site.id}"
    assert desk.matter.code in look(path, desk.owner, locale=locale)
    place = send(path, desk.owner, matter=[desk.matter.id]).location
    case = session.query(Application).one().cases[0]
    for code in ("form", "rep"):
        attach = f"/cases/{case.id}/attach/{desk.material(code).id}"
        look(attach, desk.owner, locale=locale)
        sent = browser(desk.owner).post(attach, data={"files": picture(len(code))})
        assert sent.status_code == 303
    send(f"/cases/{case.id}/defer/{desk.material('plan').id}", desk.owner)
    look(f"/cases/{case.id}/commit", desk.owner, locale=locale)
    send(f"/cases/{case.id}/commit", desk.owner)
    look(f"/cases/{case.id}/letter", desk.owner, locale=locale)
    look(place, desk.owner, locale=locale)
    send(f"{place}/submit", desk.owner)
    session.expire_all()
    assert session.get(Case, case.id).state is State.RECEIVED


def test_what_is_missing_is_named(desk, session, send):
    case = desk.drafted()
    session.commit()
    reply = send(f"/cases/applications/{case.application_id}/submit", desk.owner, 400)
    assert "Application form, Specialist report, Site plan" in reply.text


@BOTH
def test_each_verb_has_a_page(desk, session, look, send, locale, at):
    desk.work()
    case = desk.received()
    session.commit()
    at(NEXT)
    by = {desk.clerk: ("accept", "notify", "decline"), desk.owner: ("withdraw",)}
    for actor, verbs in by.items():
        for verb in verbs:
            look(f"/cases/{case.id}/{verb}", actor, locale=locale)
    send(f"/cases/{case.id}/accept", desk.clerk)
    send(f"/cases/{case.id}/take", desk.reviewer)
    for verb in ("grant", "refuse", "pause", "return_deliverable", "notify", "assign"):
        look(f"/cases/{case.id}/{verb}", desk.reviewer, locale=locale)
    sent = {"reason": "A hearing.", "holder": "public_notice"}
    send(f"/cases/{case.id}/pause", desk.reviewer, **sent)
    look(f"/cases/{case.id}/resume", desk.reviewer, locale=locale)
    send(f"/cases/{case.id}/resume", desk.reviewer)
    send(f"/cases/{case.id}/refuse", desk.reviewer, 422, reason="No.", law="")
    send(f"/cases/{case.id}/grant", desk.reviewer, decision="No 7 of 2026")
    send(f"/cases/{case.id}/reply", desk.clerk)
    send(f"/cases/{case.id}/collect", desk.owner)
    session.expire_all()
    assert session.get(Case, case.id).state is State.COLLECTED


def test_a_notice_is_written_by_paper_and_line(desk, session, send, look):
    case = desk.received()
    session.commit()
    fields = {f"gap_{desk.material('form').id}": "No stamp", "other": "No map\n\nNo name"}
    send(f"/cases/{case.id}/notify", desk.clerk, **fields)
    notice = desk.fresh(case).corrections[0]
    assert [line.text for line in notice.lines] == ["No stamp", "No map", "No name"]
    page = look(f"/cases/{case.id}", desk.owner)
    assert notice.number in page
    assert "No map" in page


def test_a_clerk_receives_at_the_counter(desk, session, look, send):
    session.commit()
    look("/cases/receive", desk.clerk)
    look("/cases/receive", desk.owner, 403)
    assert "No project" in send("/cases/receive", desk.clerk, 422, code="2026-1").text
    place = send("/cases/receive", desk.clerk, code=desk.site.code).location
    look(place, desk.clerk)
    send(place, desk.clerk, matter=[desk.matter.id])
    assert session.query(Application).one().channel == "counter"


@BOTH
def test_utilities_call_in_the_browser(desk, session, look, send, locale, at):
    case = desk.decided()
    found = operations.tell_utility(desk.act(CLOCKWORK, NEXT), case, matter=desk.matter)
    session.commit()
    at(WED)
    look("/cases/utilities", desk.owner, locale=locale)
    look("/cases/utilities", desk.reviewer, locale=locale)
    look("/cases/utilities", desk.clerk, 403, locale)
    look(f"/cases/utilities/{found.id}/contact", desk.reviewer, locale=locale)
    send(f"/cases/utilities/{found.id}/contact", desk.reviewer, note="Spoke of the load.")
    send(f"/cases/utilities/{found.id}/agree", desk.owner)
    session.expire_all()
    assert queries.contact(session, found.id).state == "agreed"


@BOTH
def test_pages_of_promises_elsewhere(desk, session, look, locale):
    look("/cases/breaches", locale=locale)
    look("/cases/milestones", locale=locale)
