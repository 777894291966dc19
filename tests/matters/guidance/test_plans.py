"""Plans: the six examples exactly, and what is true of every plan."""

from itertools import pairwise

import pytest
from hypothesis import given, settings

from marketplace.core.errors import BadInputError
from marketplace.matters.rules.guidance import make_plan
from marketplace.matters.rules.guidance.progress import progress_of
from tests.matters.guiding import EXAMPLES, any_answers, real_book

EXPECTED = {
    "matters": "expected_matters",
    "service_items": "expected_service_items",
    "flags": "flags",
    "total_days": "expected_total_days",
    "critical_path": "critical_path",
    "critical_days_by_kind": "critical_days_by_kind",
}


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_the_examples_are_reproduced_exactly(example):
    plan = make_plan(real_book(), example["answers"]).as_json()
    for ours, theirs in EXPECTED.items():
        found = list(plan[ours]) if isinstance(plan[ours], tuple) else plan[ours]
        assert found == example[theirs], ours


@given(any_answers())
@settings(max_examples=60)
def test_every_plan_is_closed_acyclic_and_explained(answers):
    book, plan = real_book(), make_plan(real_book(), answers)
    chosen = {*plan.matters, *plan.service_items}
    for code in plan.matters:
        assert {*book.steps[code].hard, *book.steps[code].items} <= chosen
    finish = {node.code: node.finish for node in plan.nodes}
    assert set(finish) == chosen
    for node in plan.nodes:
        assert node.start == max((finish[code] for code in node.waits_for), default=0)
    for code in (*plan.matters, *plan.service_items, *plan.flags):
        assert plan.reasons[code]


@given(any_answers())
@settings(max_examples=40)
def test_the_critical_path_leads_without_a_gap_to_the_end(answers):
    plan = make_plan(real_book(), answers)
    nodes = {node.code: node for node in plan.nodes}
    path = [nodes[code] for code in plan.critical_path]
    assert path[0].start == 0
    assert path[-1].finish == plan.total_days == sum(node.days for node in path)
    assert all(one.finish == after.start for one, after in pairwise(path))
    assert sum(plan.critical_days_by_kind.values()) == plan.total_days


@given(any_answers())
@settings(max_examples=30)
def test_the_same_answers_give_the_same_plan_in_any_order(answers):
    turned = {asked: tuple(reversed(said)) for asked, said in reversed(answers.items())}
    assert make_plan(real_book(), turned) == make_plan(real_book(), answers)


def example_but(**changes):
    answers = dict(EXAMPLES["X01"]["answers"]) | changes
    return {asked: said for asked, said in answers.items() if said is not None}


@pytest.mark.parametrize(
    ("changes", "field", "text"),
    [
        ({"Q99": "yes"}, "Q99", "no question Q99"),
        ({"Q14": "reports"}, "Q14", "Q14 has no option “reports”"),
        ({"Q14": None}, "Q14", "Q14 is asked and has no answer"),
        ({"Q18": []}, "Q18", "no answer"),
        ({"Q18": ["none", "range"]}, "Q18", "“none” cannot stand beside"),
        ({"Q14": ["form", "report"]}, "Q14", "one answer only"),
    ],
)
def test_wrong_answers_are_refused_by_name(changes, field, text):
    with pytest.raises(BadInputError, match=text) as refusal:
        make_plan(real_book(), example_but(**changes))
    assert refusal.value.field == field


def test_answers_to_what_is_not_asked_are_dropped():
    plan = make_plan(real_book(), example_but(Q05="yes", Q12="build"))
    assert not {"Q05", "Q12"} & set(plan.answers)
    assert plan == make_plan(real_book(), EXAMPLES["X01"]["answers"])


def test_the_first_question_without_an_answer_comes_next():
    begun = progress_of(real_book().questions, example_but(Q04=None))
    assert begun.missing.id == "Q04"
    assert begun.before(begun.missing).id == "Q03"
    assert begun.after(begun.missing).id == "Q04"
    assert begun.number_of(begun.missing) == 4
    assert begun.number_of(real_book().question("Q12")) == 0


def test_what_a_rule_took_away_is_told():
    plan = make_plan(real_book(), EXAMPLES["X02"]["answers"])
    assert plan.removed["S09"][0]["rule"] == "R200"
    assert plan.removed["S09"][0]["answers"] == {"Q23": ["yes"]}


def test_a_plan_may_hold_nothing_that_takes_time():
    plan = make_plan(real_book(), EXAMPLES["X08"]["answers"])
    assert (plan.service_items, plan.total_days) == ((), 4)
