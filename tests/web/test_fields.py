"""What people type becomes what operations take, or a text they can act on."""

from datetime import UTC, date, datetime
from enum import StrEnum
from io import BytesIO

import pytest
from flask import Flask
from flask_login import LoginManager
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from marketplace.core.errors import BadInputError
from marketplace.core.money import Money
from marketplace.core.texts import name_all, say
from marketplace.files.rules import fit
from marketplace.web import fields, texts
from marketplace.web.forms import Form


class Way(StrEnum):
    SEALED = "sealed"
    DIRECT = "direct"


class Questions(Form):
    title = fields.TextField(say("Title"), [InputRequired(), Length(min=2)])
    email = fields.EmailField(say("E-mail"), [Optional()])
    item = fields.ChoiceField(say("Item"), [InputRequired()], choices=[(1, "A")], coerce=int)
    way = fields.ChoiceField(say("Way"), [Optional()], choices=Way, radios=True)
    starts = fields.DayField(say("Starts"), [Optional()])
    closes_at = fields.MomentField(say("Closes"), [InputRequired()])
    budget = fields.MoneyField(say("Budget"), [Optional()])
    days = fields.WholeNumberField(say("Days"), [Optional(), NumberRange(min=1)])
    files = fields.FilesField(say("Files"), [Optional()])
    agree = fields.TickField(say("Agree"))


NO_TIME = "Write the time as hours and minutes, such as 17:00."
FULL = {"title": " Report ", "item": "1", "closes_at": "2030-03-27T17:00"}


@pytest.fixture(scope="module")
def sheet():
    """Fields need no room: a bare application with the hall's texts is enough."""
    sheet = Flask(__name__)
    sheet.config.update(SECRET_KEY="s" * 40, HALL_ZONE="Asia/Shanghai", HALL_CURRENCY="CNY")
    sheet.config["WTF_CSRF_ENABLED"] = False
    LoginManager(sheet).user_loader(lambda _: None)
    texts.init_app(sheet)
    return sheet


@pytest.fixture
def ask(sheet):
    """The form as sent with FULL and what the test adds; None takes an answer away."""
    name_all({Way.SEALED: say("Sealed price"), Way.DIRECT: say("Direct selection")})
    contexts = []

    def sent(language="en", **answers):
        given = {name: value for name, value in (FULL | answers).items() if value is not None}
        headers = {"Accept-Language": language}
        context = sheet.test_request_context(method="POST", data=given, headers=headers)
        context.push()
        contexts.append(context)
        return Questions()

    yield sent
    for context in reversed(contexts):
        context.pop()


def test_terms_are_what_the_operation_takes(ask):
    form = ask(budget="9.8万", days="１２", way="direct", agree="y")
    assert form.sent(), form.errors
    assert form.terms() == {
        "title": "Report",
        "email": "",
        "item": 1,
        "way": Way.DIRECT,
        "starts": None,
        "closes_at": datetime(2030, 3, 27, 9, tzinfo=UTC),
        "budget": Money(9_800_000, "CNY"),
        "days": 12,
        "files": [],
        "agree": True,
    }


@pytest.mark.parametrize(
    ("answers", "field", "text"),
    [
        ({"title": ""}, "title", "Fill this in."),
        ({"title": "x"}, "title", "Write at least 2 characters."),
        ({"email": "nobody"}, "email", "Write an e-mail address, such as name@example.com."),
        ({"item": ""}, "item", "Fill this in."),
        ({"item": "7"}, "item", "Choose one of the options listed."),
        ({"item": "x"}, "item", "Choose one of the options listed."),
        ({"way": "raffle"}, "way", "Choose one of the options listed."),
        ({"starts": "2030-02-30"}, "starts", "This is not a real date."),
        ({"starts": "30-02-03"}, "starts", "Write the year with four digits."),
        ({"starts-month": "3", "starts-day": "1"}, "starts", "Write the year too."),
        ({"closes_at": ""}, "closes_at", "Fill this in."),
        ({"closes_at": "2030-03-27"}, "closes_at", "Write the time too."),
        ({"closes_at": "0001-01-01T00:00"}, "closes_at", "This is not a real date."),
        ({"closes_at": "2030-03-27T25:00"}, "closes_at", NO_TIME),
        ({"budget": "-5"}, "budget", "An amount cannot be negative."),
        ({"days": "10²"}, "days", "Write a whole number, such as 12."),
        ({"days": "0"}, "days", "Write 1 or more."),
    ],
)
def test_a_bad_answer_is_told_on_its_field(ask, answers, field, text):
    form = ask(**answers)
    assert not form.sent()
    assert form.errors == {field: [text]}


def test_a_date_may_come_in_parts(ask):
    form = ask(**{"starts-year": "2030", "starts-month": "３", "starts-day": "9"})
    assert form.sent()
    assert form.starts.data == date(2030, 3, 9)


@pytest.mark.parametrize(("language", "first"), [("zh", "closes_at-year"), ("en", "closes_at-day")])
def test_the_order_of_a_date_is_the_readers(ask, language, first):
    form = ask(language, closes_at="2030-13-01T17:00")
    form.sent()
    assert [anchor for _, anchor in form.problems()] == [first]
    assert f'id="{first}"' in str(form.closes_at)


def test_an_amount_is_shown_back_in_words(ask):
    assert "ninety-eight thousand yuan" in str(ask(budget="98,000").budget)


def test_a_moment_is_shown_on_the_clock_of_the_hall(ask):
    ask()
    form = Questions(formdata=None, closes_at=datetime(2030, 3, 27, 9, tzinfo=UTC))
    assert 'value="17:00"' in str(form.closes_at)


def test_a_refusal_lands_on_its_field(ask):
    form = ask()
    assert form.refuse(BadInputError("title", say("Too plain.")))
    assert form.problems() == [("Title: Too plain.", "title")]
    assert not form.refuse(BadInputError("nowhere", say("Lost.")))


def test_files_come_as_a_list(ask, monkeypatch):
    monkeypatch.setattr(fields.FilesField, "checks", [])
    form = ask(files=(BytesIO(b"%PDF-"), "a.pdf"))
    assert form.sent()
    assert [file.filename for file in form.files.data] == ["a.pdf"]
    assert form.takes_files


def test_files_are_checked_with_the_form(ask, monkeypatch):
    monkeypatch.setattr(fields.FilesField, "checks", [fit])
    form = ask(files=(BytesIO(b"MZ"), "a.exe"))
    assert not form.sent()
    assert "Only PDF" in form.files.errors[0]


def test_text_cannot_break_out_of_the_page(ask):
    assert "<script>" not in str(ask(title="<script>").title)


def test_every_field_renders(ask):
    form = ask()
    assert all(f'name="{field.name}' in str(field) for field in form.questions())
