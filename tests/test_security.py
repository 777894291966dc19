"""What every answer carries, and what the doors refuse."""

import re

import pytest
from sqlalchemy.exc import OperationalError

from marketplace.accounts.models import Person, SignIn
from marketplace.accounts.rules import passwords
from marketplace.app import create_app
from marketplace.core.act import Role
from marketplace.core.config import Config
from marketplace.core.database import db
from tests.filled import apart

PASSWORD = "a long sentence of mine"  # noqa: S105 (of a test)
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
CANARY = "<script>alert('canary')</script>\"'><img src=x onerror=alert(1)>{{ 31337*3 }}"
NASTY = [
    "\x00",
    "a\x00b",
    "\ud800",
    "\u202eevil",
    "𠮷e\u0301\u200d",
    CANARY,
    "9" * 5000,
    "\r\nBcc: x",
]


@pytest.fixture
def person(make):
    return make.actor(Role.OWNER, email="me@example.org", password_hash=passwords.hash_of(PASSWORD))


@pytest.fixture(scope="module")
def strict(tmp_path_factory):
    """A hall that is no demo: tokens, host names, secure cookies."""
    data = tmp_path_factory.mktemp("strict")
    kept = {"secret": "s" * 40, "database": "sqlite://", "secure": True, "hosts": ("hall.example",)}
    with apart():
        app = create_app(Config(data=data, **kept), TESTING=True, WTF_CSRF_TIME_LIMIT=None)
        with app.app_context():
            db.create_all()
        yield app


@pytest.fixture
def outside(strict):
    """A browser of the strict hall, over TLS, with the right host name."""
    browser = strict.test_client()

    def ask(path, method="GET", host="hall.example", **more):
        return browser.open(path, method=method, base_url=f"https://{host}", **more)

    ask.browser = browser
    return ask


def token_of(reply):
    return re.search(r'name="csrf_token"[^>]* value="([^"]+)"', reply.text)[1]


def signed_in(browser, **query):
    fields = {"email": "me@example.org", "password": PASSWORD}
    return browser.post("/accounts/sign_in", data=fields, query_string=query)


@pytest.mark.parametrize(
    ("status", "method", "path"),
    [
        (200, "GET", "/"), (303, "GET", "/projects"), (404, "GET", "/nowhere"),
        (405, "POST", "/matters"), (422, "POST", "/accounts/sign_in"),
        (200, "GET", "/static/robots.txt"), (200, "GET", "/directory/firms.csv"),
    ],
)  # fmt: skip
def test_headers_are_on_every_answer(sign_in, status, method, path):
    reply = sign_in().open(path, method=method)
    if path.startswith("/static"):
        status = reply.status_code
    assert reply.status_code == status
    assert {name: reply.headers[name] for name in EVERYWHERE} == EVERYWHERE
    assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in reply.headers


def test_headers_are_on_refusals_and_on_breakdowns(app, sign_in, make, monkeypatch):
    refused = sign_in(make.actor(Role.OWNER)).get("/audit")
    monkeypatch.setitem(app.view_functions, "desk.help", lambda: 1 / 0)
    app.view_functions["desk.help"].is_public = True
    broken = sign_in().get("/help")
    assert (refused.status_code, broken.status_code) == (403, 500)
    assert "ZeroDivision" not in broken.text
    for reply in (refused, broken):
        assert {name: reply.headers[name] for name in EVERYWHERE} == EVERYWHERE
        assert "frame-ancestors 'none'" in reply.headers["Content-Security-Policy"]


def test_each_answer_has_its_own_nonce(sign_in):
    browser = sign_in()
    policies = {browser.get("/").headers["Content-Security-Policy"] for _ in range(2)}
    assert len(policies) == 2
    assert all("unsafe" not in policy for policy in policies)


def test_what_the_signed_in_see_is_not_stored(sign_in, make):
    own = sign_in(make.actor(Role.OWNER)).get("/desk")
    assert own.headers["Cache-Control"] == "no-store"
    assert "Cookie" in own.headers["Vary"]


def test_a_form_without_its_token_is_refused(outside):
    fields = {"email": "me@example.org", "password": PASSWORD}
    assert outside("/accounts/sign_in", "POST", data=fields).status_code == 400
    assert outside("/language", "POST", data={"locale": "en"}).status_code == 400


def test_a_form_with_its_token_from_our_own_page_is_heard(outside):
    page = outside("/accounts/sign_in")
    fields = {"email": "me@example.org", "password": "x", "csrf_token": token_of(page)}
    ours = {"Referer": "https://hall.example/accounts/sign_in"}
    theirs = {"Referer": "https://evil.example/"}
    assert outside("/accounts/sign_in", "POST", data=fields, headers=ours).status_code == 422
    assert outside("/accounts/sign_in", "POST", data=fields, headers=theirs).status_code == 400


def test_only_a_language_and_signed_words_about_money_need_no_token(strict):
    csrf = strict.extensions["csrf"]
    exempt = {"marketplace.web.layout.language", "marketplace.payments.views.door.webhook"}
    assert (csrf._exempt_views, csrf._exempt_blueprints) == (exempt, set())


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 400),
        ({"Sec-Fetch-Site": "same-site", "Origin": "https://hall.example"}, 400),
        ({"Origin": "https://hall.example"}, 303),
        ({"Origin": "https://evil.example"}, 400),
        ({"Origin": "null"}, 400),
    ],
)
def test_a_language_is_chosen_on_a_page_of_ours(outside, headers, status):
    answer = outside("/language", "POST", data={"locale": "en"}, headers=headers)
    assert answer.status_code == status


def test_a_reader_gets_no_cookie(outside):
    assert "Set-Cookie" not in outside("/directory").headers


@pytest.mark.parametrize("host", ["evil.example", "hall.example.evil.example", "localhost"])
def test_another_host_name_is_refused(outside, host):
    assert outside("/", host=host).status_code == 400


def test_cookies_are_for_this_host_alone(outside):
    cookie = outside("/accounts/sign_in").headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert len(cookie) < 4096


def test_tls_is_remembered_for_a_year(outside):
    assert outside("/nowhere").headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)",
        "/ok\r\nSet-Cookie: x=1", "\t//evil.example", "/\t/evil.example", "http:evil.example",
    ],
)  # fmt: skip
def test_one_is_led_to_no_other_site(person, sign_in, target):
    browser = sign_in()
    assert browser.post("/language", data={"next": target}).location == "/"
    assert signed_in(browser, next=target).location == "/"


def test_one_is_led_back_to_where_one_was(person, sign_in):
    browser = sign_in()
    asked = browser.get("/requests/mine?after=7").location
    assert asked == "/accounts/sign_in?next=/requests/mine?after%3D7"
    fields = {"email": "me@example.org", "password": PASSWORD}
    assert browser.post(asked, data=fields).location == "/requests/mine?after=7"


def test_a_session_planted_before_the_sign_in_is_worth_nothing(person, sign_in, session):
    browser = sign_in()
    with browser.session_transaction() as cookie:
        cookie["_user_id"], cookie["planted"] = "known-to-the-thief", "yes"
    signed_in(browser)
    with browser.session_transaction() as cookie:
        assert cookie["_user_id"] != "known-to-the-thief"
        assert "planted" not in cookie
    assert session.query(SignIn).count() == 1


def test_a_copied_cookie_dies_with_the_sign_out(person, sign_in):
    browser, thief = sign_in(), sign_in()
    signed_in(browser)
    copied = browser.get_cookie("session").value
    thief.set_cookie("session", copied)
    assert thief.get("/desk").status_code == 200
    browser.post("/accounts/sign_out")
    assert thief.get("/desk").status_code == 303


@pytest.mark.parametrize("path", ["/accounts/sign_up", "/accounts/ask_reset"])
def test_nobody_learns_who_has_an_account(person, sign_in, path):
    def answer(email):
        fields = {"email": email, "name": "Somebody", "password": PASSWORD, "again": PASSWORD}
        reply = sign_in().post(path, data=fields)
        bare = re.sub(r'nonce="[^"]+"|csrf_token" value="[^"]+"', "", reply.text)
        return reply.status_code, bare.replace(email, "")

    assert answer("me@example.org") == answer("he@example.org")


def test_a_form_too_big_is_refused(sign_in, make):
    browser = sign_in(make.actor(Role.OWNER))
    long, wide = {"name": "x" * 600_000}, {f"field{no}": "x" for no in range(100_000)}
    for fields in (long, wide):
        assert browser.post("/accounts/revise_person", data=fields).status_code == 413
    flat = b"x" * (26 * 1024 * 1024)
    assert browser.post("/accounts/revise_person", data=flat).status_code == 413


def test_too_many_parts_are_refused(sign_in, make):
    parts = {f"field{no}": "x" for no in range(1200)}
    browser = sign_in(make.actor(Role.OWNER))
    reply = browser.post("/accounts/revise_person", data=parts, content_type="multipart/form-data")
    assert reply.status_code == 413


@pytest.mark.parametrize("text", NASTY, ids=ascii)
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_nasty_text_breaks_nothing_and_is_shown_as_text(sign_in, make, session, text, kind):
    actor = make.actor(Role.OWNER)
    browser = sign_in(actor)
    sent = text.encode("utf-8", "surrogatepass").decode("latin-1")
    reply = browser.post(
        "/accounts/revise_person", data={"name": sent, "phone": sent}, content_type=kind
    )
    assert reply.status_code in {303, 400, 422}
    assert "\x00" not in session.get(Person, actor.person_id).name
    shown = browser.get("/accounts/").text
    assert "<img src=x" not in shown
    assert "94011" not in shown


@pytest.mark.parametrize("path", ["/requests?words=%00", "/directory?after=" + "9" * 30,
                                  "/requests/" + "9" * 30, "/find?q=%ED%A0%80"])  # fmt: skip
def test_numbers_and_texts_that_no_column_holds_break_nothing(sign_in, path):
    assert sign_in().get(path).status_code in {200, 400, 404, 503}  # 503: no index here


def lock_out():
    raise OperationalError("UPDATE", {}, Exception("database is locked"))


def test_a_locked_database_is_said_plainly_and_for_later(app, sign_in, monkeypatch):
    monkeypatch.setitem(app.view_functions, "desk.help", lock_out)
    app.view_functions["desk.help"].is_public = True
    busy = sign_in().get("/help")
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "10")
    assert "nothing was changed" in busy.text
    assert "locked" not in busy.text
