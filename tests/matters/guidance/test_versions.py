"""Versions of the guidance, and the faults a file of it may have."""

import json

import pytest

from marketplace.core.errors import NotFoundError
from marketplace.matters import queries
from marketplace.matters.rules.catalogue import read
from marketplace.matters.rules.faults import CatalogueError
from tests.matters.guiding import file


@pytest.fixture
def guided(books):
    """The catalogue with its guidance, spoiled by a function of (questions, rules) by id."""

    def write(spoil=None):
        guidance = file("guidance.json")
        rows = [{row["id"]: row for row in guidance[key]} for key in ("questions", "rules")]
        if spoil:
            spoil(*rows)
        folder = books.write()
        (folder / "guidance.json").write_text(json.dumps(guidance), encoding="utf-8")
        return folder

    return write


def test_a_version_is_new_only_when_the_content_changed(take_in, session, guided):
    first = take_in(guided())
    assert "guidance v1" in first.added
    assert "guidance v1" in take_in(guided()).unchanged
    changed = take_in(guided(lambda _, rules: rules["R001"].update(add_matters=["P120"])))
    assert "guidance v2" in changed.changed
    assert queries.guidance(session).version == 2
    assert "P121" in queries.book(queries.guidance(session, 1)).rules[0].matters
    assert "P121" not in queries.book(queries.guidance(session)).rules[0].matters


def test_a_new_promise_of_days_is_a_new_version(take_in, session, guided, books):
    take_in(guided())
    books.matters["M303"]["committed_days"] += 1
    take_in(guided())
    assert queries.guidance(session).version == 2


def test_a_folder_without_guidance_leaves_it_as_it_is(take_in, session, books):
    with pytest.raises(NotFoundError):
        queries.guidance(session)
    take_in(books.write())
    assert queries.newest_guidance(session) is None


def spoil(row, **fields):
    return lambda questions, rules: (questions | rules)[row].update(fields)


@pytest.mark.parametrize(
    ("row", "fields", "place"),
    [
        ("R010", {"add_matters": ["M999"]}, "add_matters[0]"),
        ("R200", {"remove_service_items": ["S99"]}, "remove_service_items[0]"),
        ("R010", {"phase": 3}, "phase"),
        ("R010", {"when": {"none": []}}, "when"),
        ("R010", {"when": {"q": "Q01", "in": ["nobody"]}}, "when"),
        ("R010", {"when": {"all": [{"q": "Q77", "in": ["x"]}]}}, "when.all[0].q"),
        ("R010", {"when": {"any": []}}, "when.any"),
        ("R010", {"when": {"count": {"q": "Q29", "values": ["water"]}}}, "when.count.gte"),
        ("R010", {"when": {"q": "Q01", "in": "government"}}, "when"),
        ("R010", {"when": None}, "when"),
        ("R010", {"when": {"count": 3}}, "when.count"),
        ("Q03", {"ask_if": {"q": "Q30", "in": ["lift"]}}, "ask_if.q"),
        ("Q03", {"options": []}, "options"),
        ("Q03", {"kind": "triple"}, "kind"),
        ("Q04", {"id": "Q03"}, "id"),
    ],
)
def test_each_fault_is_named_with_its_place(guided, row, fields, place):
    with pytest.raises(CatalogueError) as refusal:
        read(guided(spoil(row, **fields)))
    assert (row if place != "id" else "Q03", place) in {
        (fault.row, fault.field) for fault in refusal.value.faults if fault.file == "guidance.json"
    }
