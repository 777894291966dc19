"""Pages of signals, as each role sees them."""

import pytest

from marketplace.core.act import Role

WATCHERS = {Role.REGULATOR, Role.AUDITOR}


def read(client, path):
    reply = client.get(path)
    assert reply.status_code == 200, (path, reply.status_code)
    return reply.get_data(as_text=True)


@pytest.fixture
def signal(ring, session):
    ring.share("phone", "legal_representative")
    found = ring.compute()["variation", ""]
    session.commit()
    return found


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CLOCKWORK])
def test_only_regulators_and_auditors_see_the_list(signal, make, sign_in, role):
    client = sign_in(make.every_role()[role])
    expected = 200 if role in WATCHERS else 303 if role is Role.STRANGER else 403
    assert client.get("/signals/").status_code == expected
    assert client.get(f"/signals/{signal.id}").status_code == expected


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_a_signal_shows_how_it_is_made_and_how_it_misleads(signal, ring, sign_in, locale):
    page = read(sign_in(ring.regulator, locale), f"/signals/{signal.id}")
    assert "0.1%" in page
    assert ("tariff" in page) == (locale == "en")
    for firm in ring.firms:
        name = ring.name(firm)
        assert (name if locale == "zh" else f"Body {name[2:]}") in page


@pytest.mark.parametrize("filters", ["", "?family=price", "?flagged=all", "?marked=none"])
def test_the_list_is_filtered(signal, ring, sign_in, filters):
    assert f"/signals/{signal.id}" in read(sign_in(ring.regulator), f"/signals/{filters}")


@pytest.mark.parametrize("filters", ["?family=band", "?flagged=no", "?marked=useful"])
def test_filters_leave_out(signal, ring, sign_in, filters):
    assert f'/signals/{signal.id}"' not in read(sign_in(ring.regulator), f"/signals/{filters}")


def test_a_firm_sees_its_own_and_answers(signal, ring, session, sign_in):
    client = sign_in(ring.firms[0])
    assert f"/signals/{signal.id}" in read(client, "/signals/mine")
    assert f"/signals/{signal.id}/answer" in read(client, f"/signals/{signal.id}")
    read(client, f"/signals/{signal.id}/answer")
    reply = client.post(f"/signals/{signal.id}/answer", data={"answer": "It is a tariff."})
    assert reply.status_code == 303
    assert "It is a tariff." in read(sign_in(ring.regulator), f"/signals/{signal.id}")
    assert "It is a tariff." not in read(sign_in(ring.firms[2]), f"/signals/{signal.id}")


def test_a_regulator_marks(signal, ring, session, sign_in):
    client, path = sign_in(ring.regulator), f"/signals/{signal.id}/mark"
    read(client, path)
    assert client.post(path, data={"useful": "no", "note": ""}).status_code == 422
    assert client.post(path, data={"useful": "no", "note": "A tariff."}).status_code == 303
    session.expire_all()
    assert signal.useful is False


def test_the_request_shows_signals_to_who_watches(signal, ring, sign_in):
    path = f"/requests/{ring.request.id}"
    assert f"/signals/{signal.id}" in read(sign_in(ring.regulator), path)
    for actor in (ring.owner, ring.firms[0], None):
        assert "/signals/" not in read(sign_in(actor), path).replace("/signals/mine", "")


def test_the_strength_of_a_signal_is_no_grade_of_a_firm(ring, sign_in):
    ring.compute()
    ring.session.commit()
    text = sign_in(ring.regulator, "zh").get("/signals/?flagged=all").text
    assert "中" in text
    assert "乙级" not in text
