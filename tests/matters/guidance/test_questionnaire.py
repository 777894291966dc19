"""The questionnaire in the browser, without an account."""

import pytest

from marketplace.matters.rules.guidance import make_plan
from marketplace.matters.rules.guidance.coding import decode, encode
from tests.matters.guiding import EXAMPLES, real_book

ANSWERS = EXAMPLES["X01"]["answers"]


@pytest.fixture
def visitor(sign_in, catalogue):
    """A stranger's browser; answer(question, *options) sends one answer, gives the next address."""
    client = sign_in()

    def answer(question, *options, a=""):
        address = f"/guide/{question}" + (f"?a={a}" if a else "")
        reply = client.post(address, data={"answer": list(options)})
        return reply.location if reply.status_code == 303 else reply

    client.answer = answer
    return client


def go_through(visitor, answers):
    """Answer what is asked until the end; the questions in their order."""
    place, seen = "/guide/Q01", []
    while place.rpartition("/")[2].startswith("Q"):
        question = place.rpartition("/")[2]
        seen.append(question)
        said = answers[question]
        place = visitor.answer(question, *([said] if isinstance(said, str) else said))
    return seen, place


def test_one_question_a_page_until_all_are_answered(visitor):
    seen, end = go_through(visitor, ANSWERS)
    assert seen == list(ANSWERS)
    assert end == "/guide/check"
    page = visitor.get(end).get_data(as_text=True)
    assert page.count("govuk-summary-list__row") == len(ANSWERS)
    assert "/plans/preview?a=Q01.enterprise~Q02.industrial" in page


def test_going_back_keeps_the_answers(visitor):
    go_through(visitor, ANSWERS)
    page = visitor.get("/guide/Q08").get_data(as_text=True)
    assert 'value="300_10k" checked' in page
    assert 'href="/guide/Q07">Back' in page
    assert visitor.answer("Q08", "gt50k") == "/guide/check"


def test_a_changed_answer_may_open_a_question_and_keeps_the_others(visitor):
    go_through(visitor, ANSWERS)
    assert visitor.answer("Q02", "housing") == "/guide/Q12"
    assert visitor.answer("Q12", "exempt") == "/guide/check"
    assert visitor.answer("Q02", "industrial") == "/guide/check"


@pytest.mark.parametrize(
    ("question", "options", "text"),
    [
        ("Q01", [], "Choose an answer."),
        ("Q01", ["nobody"], "no option “nobody”"),
        ("Q01", ["government", "ppp"], "one answer only"),
        ("Q28", ["none", "road"], "alone"),
    ],
)
def test_what_is_no_answer_is_told(visitor, question, options, text):
    reply = visitor.answer(question, *options)
    assert reply.status_code == 422
    assert text in reply.get_data(as_text=True)


def test_a_question_that_is_not_asked_leads_to_the_one_that_is(visitor):
    assert visitor.get("/guide/Q05").location == "/guide/Q01"
    assert visitor.get("/guide/check").location == "/guide/Q01"
    assert visitor.get("/guide/Q99").status_code == 404


def test_looking_leaves_no_answer_in_the_cookie(visitor):
    visitor.get("/guide")
    visitor.get("/guide/Q01?a=Q01.ppp")
    with visitor.session_transaction() as cookie:
        assert not {"guide", "guide_was"} & set(cookie)


def test_the_fattest_answers_fit_into_the_cookie(visitor):
    every = {q.id: [v for v in q.values if v != "none"] for q in real_book().questions}
    with visitor.session_transaction() as cookie:
        cookie["guide"] = cookie["guide_was"] = encode(every)
    cookie = visitor.get_cookie("session")
    assert len(cookie.value) < 3000


def test_a_change_of_a_plan_comes_back_with_the_plan_before(visitor):
    go_through(visitor, ANSWERS)
    before = encode(make_plan(real_book(), ANSWERS).answers)
    place = visitor.answer("Q14", "report", a=before)
    assert place.startswith("/plans/preview?a=")
    assert "Q14.report" in place
    assert place.endswith(f"&was={before}")


def test_beginning_anew_forgets(visitor):
    go_through(visitor, ANSWERS)
    assert visitor.post("/guide/restart").location == "/guide/Q01"
    assert " checked" not in visitor.get("/guide/Q01").get_data(as_text=True)


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_every_question_says_why_it_is_asked(catalogue, look, locale):
    why = {"en": "Why do you ask?", "zh": "为什么问这个问题"}[locale]
    for asked in ("Q01", "Q02"):
        assert why in look(f"/guide/{asked}?a=Q01.enterprise", locale=locale)
    assert "M110" in look("/guide/Q05?a=Q01.ppp~Q02.industrial~Q04.auction", locale=locale)
    assert look("/guide", locale=locale)


def test_answers_are_one_word():
    assert decode(encode({"Q01": ("ppp",), "Q18": ("range", "outlet")})) == {
        "Q01": ("ppp",), "Q18": ("range", "outlet"),
    }  # fmt: skip
    assert decode("") == {}
    assert decode("~~Q01~.x") == {"Q01": (), "": ("x",)}
