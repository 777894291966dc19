"""Pages of complaints, as each role sees them."""

import pytest

from marketplace.complaints import operations
from marketplace.complaints.models import Complaint
from marketplace.complaints.states import Measure, State
from marketplace.core.act import Role
from tests.complaints.conftest import ANSWERED, FRIDAY

TEXT = "Dr Ghost did it."


def read(client, path):
    reply = client.get(path)
    assert reply.status_code == 200, (path, reply.status_code)
    return reply.get_data(as_text=True)


@pytest.fixture
def filed(sides, session):
    complaint = sides.file()
    session.commit()
    return complaint


def test_the_docket_names_nobody(sides, filed, sign_in):
    page = read(sign_in(), "/complaints/")
    assert filed.number in page
    assert TEXT not in page
    for actor in (sides.owner, sides.winner):
        assert sides.name(actor) not in page
        assert f"Body {sides.name(actor).removeprefix('机构')}" not in page


def test_an_upheld_complaint_names_the_organisation_and_the_measure(sides, session, sign_in):
    complaint = sides.answered()
    act = sides.act(sides.regulator, ANSWERED)
    operations.uphold(act, complaint, reason="No survey.", measure=Measure.SUSPENSION, months=3)
    session.commit()
    page = read(sign_in(locale="zh"), "/complaints/")
    assert sides.name(sides.winner) in page
    assert "No survey." in page
    assert sides.name(sides.owner) not in page


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize("role", Role)
def test_a_complaint_shows_its_text_to_those_it_concerns_alone(
    sides, filed, sign_in, make, role, locale
):
    if role is Role.CLOCKWORK:
        return
    page = read(sign_in(make.every_role()[role], locale), f"/complaints/{filed.id}")
    assert (TEXT in page) == (role is Role.AUDITOR)
    assert "hall-clock" in page


@pytest.mark.parametrize("who", ["owner", "winner", "regulator"])
def test_the_sides_and_the_regulator_read_it(sides, filed, sign_in, who):
    assert TEXT in read(sign_in(getattr(sides, who)), f"/complaints/{filed.id}")


@pytest.mark.parametrize("filters", ["?state=filed", "?kind=quality", "?state=nonsense"])
def test_the_docket_is_filtered(filed, sign_in, filters):
    assert filed.number in read(sign_in(), f"/complaints/{filters}")


def test_the_docket_turns_pages(sides, session, sign_in):
    first = sides.file()
    kept = {c.name: getattr(first, c.name) for c in Complaint.__table__.columns}
    for no in range(25):
        row = kept | {"id": None, "number": f"TS-2025-{no:06}", "state": State.DISMISSED}
        session.add(Complaint(**row))
    session.commit()
    page = read(sign_in(), "/complaints/")
    assert page.count("/complaints/") > 20
    assert f"before={first.id + 6}" in page
    assert first.number in read(sign_in(), f"/complaints/?before={first.id + 6}")


def test_lists_of_those_concerned(sides, filed, sign_in, make):
    for actor in (sides.owner, sides.winner, sides.regulator, make.actor(Role.AUDITOR)):
        assert filed.number in read(sign_in(actor), "/complaints/mine")
    assert filed.number not in read(sign_in(sides.loser), "/complaints/mine")


def test_a_complaint_is_filed_in_the_browser(sides, session, sign_in):
    client, path = sign_in(sides.owner), f"/complaints/file?request={sides.request.id}"
    assert sides.name(sides.winner)[2:] in read(client, path)
    subject = f"firm:{sides.winner.organisation_id}"
    session.commit()
    reply = client.post(path, data={"subject": subject, "kind": "late", "text": "It is late."})
    assert reply.status_code == 303
    assert "It is late." in read(client, reply.location)


def test_a_refused_form_keeps_what_was_typed(sides, session, sign_in):
    session.commit()
    path = f"/complaints/file?request={sides.request.id}"
    reply = sign_in(sides.owner).post(path, data={"kind": "late", "text": "It is late."})
    assert reply.status_code == 422
    assert "It is late." in reply.get_data(as_text=True)


def test_the_regulator_decides_in_the_browser(sides, session, sign_in, at):
    complaint = sides.answered()
    session.commit()
    at(ANSWERED)
    client = sign_in(sides.regulator)
    page = read(client, f"/complaints/{complaint.id}")
    for verb in ("uphold", "dismiss", "extend"):
        assert f"/complaints/{complaint.id}/{verb}" in page
        read(client, f"/complaints/{complaint.id}/{verb}")
    data = {"reason": "No survey was made.", "measure": "suspension", "months": "6"}
    assert client.post(f"/complaints/{complaint.id}/uphold", data=data).status_code == 303
    session.expire_all()
    assert (complaint.state, complaint.months) == (State.UPHELD, 6)


@pytest.mark.parametrize("verb", ["accept", "refuse"])
def test_first_steps_in_the_browser(sides, filed, session, sign_in, verb):
    client, path = sign_in(sides.regulator), f"/complaints/{filed.id}/{verb}"
    read(client, path)
    assert client.post(path, data={"reason": "Out of time."}).status_code == 303


def test_the_operator_is_refused_each_page(sides, filed, sign_in):
    client = sign_in(sides.operator)
    for verb in ("accept", "refuse", "uphold", "dismiss", "extend", "answer", "withdraw"):
        assert client.get(f"/complaints/{filed.id}/{verb}").status_code == 403
    assert client.get("/complaints/file").status_code == 403


def test_answer_and_withdrawal_in_the_browser(sides, session, sign_in, at):
    complaint = sides.accepted()
    session.commit()
    at(FRIDAY)
    path = f"/complaints/{complaint.id}"
    reply = sign_in(sides.winner).post(f"{path}/answer", data={"answer": "Not so."})
    assert reply.status_code == 303
    assert sign_in(sides.owner).post(f"{path}/withdraw", data={}).status_code == 303


def test_other_pages_show_complaints(sides, filed, sign_in):
    page = read(sign_in(sides.owner), f"/requests/{sides.request.id}")
    assert filed.number in page
    assert f"/complaints/file?request={sides.request.id}" in page
    assert "/complaints/file" not in read(sign_in(sides.operator), f"/requests/{sides.request.id}")


def test_a_complaint_that_is_not_there(sign_in):
    assert sign_in().get("/complaints/999").status_code == 404
