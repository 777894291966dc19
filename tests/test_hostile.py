"""What nobody writes in good faith, in every text field of every form, and stored on every page."""

import inspect
from urllib.parse import urlencode

import pytest
from sqlalchemy import String, Text, update

from marketplace.app import modules
from marketplace.core.database import Row
from marketplace.selection import operations as selection
from marketplace.web.fields import TextField
from marketplace.web.forms import Form
from tests.market import REASON

CANARY = "<script>alert('canary')</script>\"'><img src=x onerror=alert(1)>{{ 31337*3 }}"
RAW = ("<script>alert('canary')", "<img src=x onerror", str(31337 * 3))
FORM = "application/x-www-form-urlencoded"
LATER = "2026-03-06T10:00+08:00"
ENDLESS = "x" * 100_000


def every_form():
    return [
        pytest.param(form, id=f"{room.__name__.split('.')[1]}.{name}")
        for room in modules("forms")
        for name, form in inspect.getmembers(room, inspect.isclass)
        if issubclass(form, Form) and form.__module__.startswith(room.__name__)
    ]


def fill(app, form, text):
    """The text fields of a form that was sent with this text in each of them."""
    with app.test_request_context():
        names = [field.name for field in form() if isinstance(field, TextField)]
    raw = urlencode(dict.fromkeys(names, text.encode(errors="surrogatepass")))
    with app.test_request_context(method="POST", data=raw, content_type=FORM):
        sent = form()
        for field in sent:
            if hasattr(field, "choices"):
                field.choices = field.choices or []
        sent.validate()
        return [(sent[name], str(sent[name]()) if text == CANARY else "") for name in names]


FORMS = every_form()


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("form", FORMS)
def test_a_canary_is_shown_as_text(app, form):
    for field, shown in fill(app, form, CANARY):
        assert not any(raw in shown for raw in RAW), field.name


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("form", FORMS)
def test_what_is_endless_is_refused_on_its_field(app, form):
    assert [field.name for field, _ in fill(app, form, ENDLESS) if not field.errors] == []


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("form", FORMS)
def test_characters_that_no_column_holds_are_taken_out(app, form):
    for field, _ in fill(app, form, "a\x00b\ud800c\x1b\r\nd"):
        assert not {"\x00", "\x1b", "\ud800", "\r"} & set(field.data or ""), field.name


NOT_WORDS = (
    "_hash",
    "_id",
    "_no",
    "number",
    "text_key",
    "kind",
    "_key",
    "_currency",
    "code",
    "locale",
    "path",
    "token",
    "name",
    "digest",
)
WORDS_OF_OURS = {
    "facts",
    "facts_pending",
    "notices",
    "rule_sets",
    "signals",
    "index_stale",
    "requirements",
}


def poison(session):
    """The canary in every column that holds what people write, in all tables."""
    for table in Row.metadata.sorted_tables:
        words = {
            column.name: CANARY[: column.type.length or None]
            for column in table.c
            if type(column.type) in (String, Text) and not column.unique
            if not column.name.endswith(NOT_WORDS) and not column.foreign_keys
        }
        names = {n: CANARY for n in ("name_zh", "name_en", "name") if n in table.c}
        if table.name not in WORDS_OF_OURS and (words | names):
            session.execute(update(table).values(words | names))
    session.commit()


@pytest.fixture
def stored(market, sign_in):
    """A market whose every word is the canary, and the browsers of those who look at it."""
    request, firms = market.selected()
    selection.contest(market.act(firms[0], LATER), request, grounds=REASON)
    market.session.flush()
    poison(market.session)
    return [sign_in(actor) for actor in (market.owner, firms[0], market.regulator, market.operator)]


@pytest.mark.deep
def test_what_was_stored_is_shown_as_text(app, stored):
    with app.test_request_context():
        rules = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods]
        paths = {rule.build(dict.fromkeys(rule.arguments, 1), append_unknown=False)[1]
                 for rule in rules if rule.arguments <= {"id", "need_id"}}  # fmt: skip
    answers = [(path, browser.get(path)) for browser in stored for path in sorted(paths)]
    pages = [(path, a.get_data(as_text=True)) for path, a in answers if a.mimetype == "text/html"]
    assert [path for path, text in pages if any(raw in text for raw in RAW)] == []
    assert sum("alert(&#39;canary&#39;)" in text for _, text in pages) > 50
