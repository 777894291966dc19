"""The little language of the conditions."""

import pytest

from marketplace.matters.rules.guidance.conditions import evidence, holds, reads

ANSWERS = {"A": ("x",), "B": ("y", "z")}


@pytest.mark.parametrize(
    ("condition", "true"),
    [
        ({"always": True}, True),
        ({"q": "A", "in": ["x", "w"]}, True),
        ({"q": "B", "in": ["w"]}, False),
        ({"q": "C", "in": ["x"]}, False),
        ({"q": "B", "not_in": ["z"]}, False),
        ({"q": "C", "not_in": ["x"]}, True),
        ({"count": {"q": "B", "values": ["y", "z", "w"], "gte": 2}}, True),
        ({"count": {"q": "B", "values": ["y", "w"], "gte": 2}}, False),
        ({"all": [{"q": "A", "in": ["x"]}, {"q": "B", "in": ["w"]}]}, False),
        ({"any": [{"q": "A", "in": ["x"]}, {"q": "B", "in": ["w"]}]}, True),
    ],
)
def test_conditions(condition, true):
    assert holds(condition, ANSWERS) is true


def test_the_evidence_is_what_made_it_hold():
    either = {"any": [{"q": "B", "in": ["w"]}, {"q": "A", "in": ["x"]}]}
    both = {"all": [either, {"q": "C", "not_in": ["v"]}, {"q": "A", "not_in": ["v"]}]}
    assert evidence(both, ANSWERS) == ["A"]
    assert reads(both) == ["B", "A", "C", "A"]
    assert evidence({"always": True}, ANSWERS) == []
    assert reads({"count": {"q": "B", "values": [], "gte": 0}}) == ["B"]
