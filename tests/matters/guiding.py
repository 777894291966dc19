"""The project's own guidance as a book, its examples, and answers made at random."""

import json
from functools import cache

from hypothesis import strategies as st

from marketplace.matters.rules.guidance import book_of
from marketplace.matters.rules.guidance.asking import asked
from marketplace.matters.rules.guidance.book import content_of
from tests.matters.conftest import APPROVALS


def file(name):
    return json.loads((APPROVALS / name).read_text(encoding="utf-8"))


EXAMPLES = {example["id"]: example for example in file("examples.json")["examples"]}


@cache
def real_book():
    matters = file("matters.json")["matters"]
    items = file("service_items.json")["service_items"]
    return book_of(content_of(file("guidance.json"), matters, items))


@st.composite
def any_answers(draw):
    """Each asked question is answered, somehow."""
    answers = {}
    for question in asked(real_book().questions, answers):
        values = list(question.values)
        if question.multiple and draw(st.booleans()):
            some = st.lists(st.sampled_from([v for v in values if v != "none"]), min_size=1)
            answers[question.id] = tuple(draw(some))
        else:
            answers[question.id] = (draw(st.sampled_from(values)),)
    return answers
