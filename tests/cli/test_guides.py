"""`hall guide`: the plan of a file of answers, or a refusal by name."""

import json

import pytest

from tests.matters.guiding import EXAMPLES


@pytest.fixture
def guide(run, tmp_path):
    def command(content, *words, status=0):
        file = tmp_path / "answers.json"
        text = content if isinstance(content, str) else json.dumps(content)
        file.write_text(text, encoding="utf-8")
        return run("guide", file, *words, status=status)

    return command


def test_it_prints_the_plan_without_a_hall(guide, tmp_path):
    plan = json.loads(guide(EXAMPLES["X05"]["answers"]).stdout)
    assert plan["total_days"] == EXAMPLES["X05"]["expected_total_days"]
    assert plan["critical_path"] == EXAMPLES["X05"]["critical_path"]
    assert set(plan["reasons"]) >= {*plan["matters"], *plan["service_items"]}
    assert not (tmp_path / "hall").exists()


def test_a_wrong_answer_exits_2_by_name(guide):
    wrong = guide(EXAMPLES["X01"]["answers"] | {"Q18": ["none", "range"]}, status=2)
    assert "Q18" in wrong.stderr
    assert "none" in wrong.stderr


@pytest.mark.parametrize("content", ["{", "[]", '{"Q01": 3}'])
def test_what_is_no_answers_at_all_exits_2(guide, content):
    assert "Error" in guide(content, status=2).stderr


def test_a_spoiled_catalogue_is_named(guide, catalogue):
    folder, change = catalogue
    change("guidance.json", lambda found: found["rules"][0].update(add_matters=["M999"]))
    refused = guide(EXAMPLES["X01"]["answers"], "--catalogue", folder, status=2)
    assert "R001: add_matters[0]" in refused.stderr
