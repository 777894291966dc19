"""`hall import catalogue`: all or nothing, and the same twice."""

import json

import pytest

from marketplace.app import ROOT

pytestmark = pytest.mark.deep

CATALOGUE = ROOT / "data" / "approvals"


def test_the_same_catalogue_twice_changes_nothing(run, tmp_path, rows):
    run("migrate")
    first = json.loads(run("import", "catalogue", CATALOGUE).stdout)
    before = rows(tmp_path / "hall")
    second = json.loads(run("import", "catalogue", CATALOGUE).stdout)
    after = rows(tmp_path / "hall")
    assert first != second
    told = {"facts", "facts_pending", "index_stale"}
    assert {name for name in before if before[name] != after[name]} <= told


def test_a_bad_catalogue_is_named_and_nothing_is_loaded(run, tmp_path, rows, catalogue):
    folder, change = catalogue
    run("migrate")
    before = rows(tmp_path / "hall")

    def spoil(found):
        things = found["matters"] if isinstance(found, dict) else found
        things[3]["statutory_days"] = -5
        things[4]["department"] = "NOBODY"

    change("matters.json", spoil)
    said = run("import", "catalogue", folder, status=1).stderr
    assert "matters.json" in said
    assert "nothing was loaded" in said
    assert rows(tmp_path / "hall") == before
