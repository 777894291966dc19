"""The requirement register: what may be asked for, by which article, and who stands by it."""

import csv
import io

import pytest
from sqlalchemy import select

from marketplace.core.act import Role
from marketplace.matters.models import Matter, Requirement
from marketplace.matters.queries import Sought, register, whole_register
from marketplace.matters.rules.register import is_owners_duty, payer_of, read_key
from marketplace.matters.states import Obligation, Payer

HEALTHY = ("register", "register?department=EC", "register?item=S15", "M117/asked?item=S15")


@pytest.fixture
def row(catalogue, session):
    of_matter = select(Requirement).join(Requirement.matter).where(Matter.code == "M117")
    return session.scalars(of_matter).first()


def codes(entries):
    return [(one.row.matter.code, one.row.item.code) for one in entries]


def pages_of(session, sought):
    after, seen = "", []
    while True:
        found, after = register(session, sought, after)
        seen += codes(found)
        if not after:
            return seen


def test_the_pages_hold_each_row_once_and_in_order(catalogue, session):
    seen = pages_of(session, Sought())
    assert len(seen) == 88 == len(set(seen))
    assert seen == sorted(seen) == codes(whole_register(session, Sought()))


@pytest.mark.parametrize(
    ("sought", "count"),
    [
        ({"payer": "department"}, 12),
        ({"obligation": "department_commissions_and_pays"}, 12),
        ({"item": "S05"}, 2),
        ({"department": "nobody"}, 0),
        ({"obligation": "nonsense"}, 0),
        ({"payer": "nonsense"}, 0),
    ],
)
def test_rows_are_filtered(catalogue, session, sought, count):
    assert len(list(whole_register(session, Sought(**sought)))) == count


def test_words_find_matters_and_items(catalogue, session, index, row):
    index(row.matter_id)
    assert {one.row.matter.code for one in register(session, Sought(text="环评"))[0]} >= {"M117"}


def test_what_the_department_pays_is_never_the_owners(catalogue, session):
    for entry in whole_register(session, Sought()):
        if entry.obligation is Obligation.DEPARTMENT_COMMISSIONS_AND_PAYS:
            assert entry.payer is Payer.DEPARTMENT
            assert not is_owners_duty(entry.obligation)
    owners = whole_register(session, Sought(payer="applicant"))
    assert all(one.payer is Payer.APPLICANT for one in owners)


def test_the_payer_follows_the_obligation():
    assert payer_of(Obligation.DEPARTMENT_COMMISSIONS_AND_PAYS, Payer.APPLICANT) is Payer.DEPARTMENT
    assert payer_of(Obligation.NEVER_REQUIRED, Payer.APPLICANT) is Payer.NOBODY_SHOULD
    assert payer_of(Obligation.APPLICANT_COMMISSIONS, Payer.APPLICANT) is Payer.APPLICANT


@pytest.mark.parametrize("text", ["", "M117", "M117.", ".S15", "."])
def test_a_spoiled_cursor_is_none(text):
    assert read_key(text) is None


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize("path", HEALTHY)
def test_everybody_reads_it(catalogue, look, path, locale):
    assert look(f"/matters/{path}", locale=locale)


def test_what_nobody_confirmed_is_said_to_be_so(catalogue, look):
    text = look("/matters/register?item=S15")
    assert "Not yet confirmed" in text
    assert "As the catalogue has it" in text


def test_an_empty_list_says_what_that_means(catalogue, look):
    assert "What is not in it nobody may ask you for." in look("/matters/register?item=S99")


def test_the_regulator_in_charge_confirms_on_a_page(row, make, look, send, session):
    regulator = make.actor(Role.REGULATOR, row.matter.department)
    path = f"/matters/register/{row.id}/confirm"
    assert path in look("/matters/register?item=" + row.item.code, regulator)
    assert row.item.legal_basis in look(path, regulator)
    send(path, regulator, 422, article=" ")
    send(
        path,
        regulator,
        article="Law, article 16",
        **{"since-year": "2003", "since-month": "9", "since-day": "1"},
    )
    text = look("/matters/register?item=" + row.item.code)
    assert "Law, article 16" in text
    assert "1 September 2003" in text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CLOCKWORK])
def test_nobody_else_is_shown_the_way(row, make, sign_in, role):
    client = sign_in(make.every_role()[role])
    expected = 303 if role is Role.STRANGER else 403
    assert client.get(f"/matters/register/{row.id}/confirm").status_code == expected
    assert "/confirm" not in client.get("/matters/register").get_data(as_text=True)


def test_the_sheet_holds_all_rows_and_no_formula(row, sign_in, session):
    row.article = "=1+1"
    session.commit()
    with sign_in().get("/matters/register.csv") as reply:
        text = reply.get_data().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 89
    assert "'=1+1" in text
    assert not any(cell.startswith("=") for line in rows for cell in line)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("M117/asked", "Which report or service were you asked for?"),
        ("M117/asked?item=S60", "Nobody may make it a condition"),
        ("M117/asked?item=other", "Nobody may ask you for it"),
        ("M103/asked?item=S03", "Whoever asks the owner for money breaks the rules."),
        ("M101/asked?item=S01", "Nobody may ask you for it"),
    ],
)
def test_one_is_told_what_may_be_asked_for(catalogue, look, path, words):
    assert words in look(f"/matters/{path}")


def test_pages_ask_few_questions(catalogue, look, count_queries):
    look("/matters/register")
    assert count_queries(lambda: look("/matters/register")) <= 8
    assert count_queries(lambda: look("/matters/M117/asked?item=S15")) <= 12
