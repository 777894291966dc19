"""Pages of the desk as each role sees them, in both languages."""

import re
from io import BytesIO

import pytest

from marketplace.core.act import STRANGER, Role
from marketplace.core.outbox import Letter
from marketplace.notices import rules as notices
from tests.market import MONDAY

PUBLIC = (
    "/", "/help", "/help/owners", "/help/firms", "/help/sealed-price", "/help/complaints",
    "/help/accounts", "/privacy", "/accessibility", "/rules", "/calendar", "/find",
)  # fmt: skip
ROOMS = (
    "/desk/administration", "/desk/hall", "/desk/areas", "/desk/areas/add", "/desk/areas/1/rename",
    "/rules/set", "/calendar/day", "/calendar/load", "/desk/mail", "/desk/parked",
)  # fmt: skip
LISTS = {"/desk/administration", "/desk/areas", "/desk/mail", "/desk/parked"}


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("locale", ["en", "zh"])
def test_everybody_reads_the_public_pages(sign_in, path, locale):
    reply = sign_in(STRANGER, locale).get(path)
    assert reply.status_code == 200
    assert ("帮助" in reply.text) == (locale == "zh")


@pytest.mark.parametrize("path", ROOMS)
@pytest.mark.parametrize("locale", ["en", "zh"])
def test_the_operators_rooms_open_for_the_operator_alone(sign_in, make, path, locale):
    assert sign_in(make.actor(Role.OPERATOR), locale).get(path).status_code == 200
    for role in (Role.OWNER, Role.REGULATOR):
        assert sign_in(make.actor(role), locale).get(path).status_code == 403


@pytest.mark.parametrize("path", ROOMS)
def test_an_auditor_looks_into_the_operators_rooms_and_finds_no_button(sign_in, make, path):
    reply = sign_in(make.actor(Role.AUDITOR)).get(path)
    assert reply.status_code == (200 if path in LISTS else 403)
    assert 'href="/desk/areas/add"' not in reply.text


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.STRANGER, Role.CLOCKWORK}))
@pytest.mark.parametrize(("locale", "title"), [("en", "My desk"), ("zh", "我的工作台")])
def test_each_role_has_a_desk(sign_in, make, role, locale, title):
    reply = sign_in(make.actor(role), locale).get("/desk")
    assert reply.status_code == 200
    assert title in reply.text
    assert reply.text.count("hall-doors") == 1


def test_the_desk_shows_what_waits_with_its_clock(sign_in, market, at):
    at(MONDAY)
    market.submitted()
    market.session.commit()
    text = sign_in(market.operator).get("/desk").text
    assert "Check a request" in text
    assert "1 working day left" in text


def test_the_home_page_shows_the_newest_open_requests(sign_in, market, at):
    at(MONDAY)
    market.open()
    market.session.commit()
    assert "Environmental report for a bridge" in sign_in().get("/").text


def test_every_path_of_a_notice_is_a_page(app):
    adapter = app.url_map.bind("hall.test")
    paths = {rule.path for told in notices.TOLD.values() for rule in told}
    ids = dict.fromkeys(
        (
            "request",
            "contract",
            "complaint",
            "objection",
            "firm",
            "case",
            "project",
            "check",
            "clarification",
            "contest",
            "payment",
            "transfer",
        ),
        1,
    )
    for path in paths:
        assert adapter.match(path.format_map(ids), method="GET")


def test_an_unknown_help_page_is_not_found(sign_in):
    assert sign_in().get("/help/everything").status_code == 404
    assert sign_in().get("/calendar?year=2050").status_code == 400


def test_the_hall_bears_its_new_name_at_once(sign_in, make):
    client = sign_in(make.actor(Role.OPERATOR))
    names = {"name_zh": "涪川大厅", "name_en": "Fuchuan Hall", "phone": "0816-12345"}
    assert client.post("/desk/hall", data=names).status_code == 303
    assert "Fuchuan Hall" in client.get("/help").text
    assert "0816-12345" in client.get("/help").text


def test_a_version_is_set_by_the_form(sign_in, make):
    client = sign_in(make.actor(Role.OPERATOR))
    page = client.get("/rules/set").text
    names = [part.split('"')[0] for part in page.split('name="')[1:]]
    figures = {name: "7" for name in names if name.endswith(("days", "offers", "minimum"))}
    rest = {"renotices": "1", "returns_before_regulator": "3", "longest_suspension_months": "12"}
    rest |= {"commitment_bar_months": "6"}
    rest |= {"rating_ring_contracts": "4", "rating_ring_tenths": "45"}
    rest |= {"claim_hard_percent": "50", "claim_lead_owners": "3"}
    rest |= dict.fromkeys(
        ("minimum_plans", "minimum_evaluators", "credit_number_points", "credit_base",
         "tender_limit_wan", "direct_limit_wan", "credit_merit_limit_wan",
         "two_person_limit_wan"), "7",
    )  # fmt: skip
    rest |= {name: "7" for name in names if name.endswith("_points")}
    rest |= {"draw_minutes": "30", "draw_picks": "3"}
    rest |= {"change_price_percent": "10", "changes_watched": "2"}
    rest |= {name: "7" for name in names if name.startswith("auction_")}
    rest |= {"low_price_mean_percent": "40", "low_price_next_percent": "30"}
    rest |= {"mending_hours": "24", "questions_each": "10", "link_most_firms": "5"}
    rest |= {"direct_audit_percent": "20"}
    rest |= {"in_force_from": "2026-06-01T00:00", "reason": "A year of practice."}
    assert client.post("/rules/set", data=figures | rest).status_code == 303
    assert "A year of practice." in sign_in().get("/rules").text


def test_a_day_is_changed_by_the_form(sign_in, make):
    client = sign_in(make.actor(Role.OPERATOR))
    terms = {"day": "2026-03-10", "is_open": "no", "reason": "Decree", "name_en": "City day"}
    assert client.post("/calendar/day", data=terms).status_code == 303
    assert "City day" in sign_in().get("/calendar?year=2026").text


EMPTY_YEAR = b'{"2031": {"status": "official", "days_off": [], "make_up_workdays": []}}'


@pytest.mark.parametrize(("text", "status"), [(b"{", 422), (EMPTY_YEAR, 303)])
def test_an_arrangement_is_loaded_or_refused(sign_in, make, text, status):
    client = sign_in(make.actor(Role.OPERATOR))
    sent = {"arrangement": (BytesIO(text), "2031.json")}
    reply = client.post("/calendar/load", data=sent, content_type="multipart/form-data")
    assert reply.status_code == status


def test_a_mail_is_read_in_the_demo_only(sign_in, make, app):
    letter = Letter(effect_key="k", recipient="a@b.test", subject="Hello", body="See /notices")
    letter.written_at = make.person().registered_at
    path, client = f"/desk/mail/{make.save(letter).id}", sign_in(make.actor(Role.OPERATOR))
    assert "See /notices" in client.get(path).text
    app.config["HALL_DEMO"] = False
    try:
        assert client.get(path).status_code in (303, 404)
    finally:
        app.config["HALL_DEMO"] = True


@pytest.mark.parametrize(
    ("path", "marked"),
    [("/desk", None), ("/desk/mail", "Administration"), ("/rules", "Administration"),
     ("/requests/check", "Requests to check"), ("/requests", "Requests"), ("/help", None)],
)  # fmt: skip
def test_the_menu_marks_the_entry_of_the_page(sign_in, make, path, marked):
    text = sign_in(make.actor(Role.OPERATOR)).get(path).text
    found = re.findall(r'aria-current="true"><strong[^>]*>([^<]+)', text)
    assert found == ([marked] if marked else [])


@pytest.mark.parametrize(("locale", "month"), [("en", "January"), ("zh", "一月")])
def test_the_months_of_the_calendar_have_names(look, locale, month):
    assert f"<caption>{month}</caption>" in look("/calendar", locale=locale)
