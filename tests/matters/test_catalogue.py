"""A catalogue is read whole, and every fault of it is named with its place."""

import pytest

from marketplace.matters.rules.catalogue import read
from marketplace.matters.rules.faults import CatalogueError
from tests.matters.conftest import APPROVALS


def faults(books):
    with pytest.raises(CatalogueError) as refusal:
        read(books.write())
    return {(f.file, f.row, f.field): str(f.text) for f in refusal.value.faults}


def spoil_matter(books, **fields):
    books.matters["M117"].update(fields)
    return faults(books)


def spoil_item(books, **fields):
    books.items["S01"].update(fields)
    return faults(books)


def test_the_real_catalogue_has_no_fault():
    catalogue = read(APPROVALS)
    counts = [len(rows) for rows in (catalogue.departments, catalogue.matters, catalogue.items)]
    assert counts == [37, 116, 60]


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("department", "NOWHERE", "department"),
        ("stage", "S9", "stage"),
        ("committed_days", -1, "committed_days"),
        ("committed_days", 2.5, "committed_days"),
        ("committed_days", True, "committed_days"),
        ("statutory_days", "20", "statutory_days"),
        ("statutory_basis", "guessed", "statutory_basis"),
        ("name_zh", "", "name_zh"),
        ("name_en", "x" * 201, "name_en"),
        ("deferrable_acceptance", "yes", "deferrable_acceptance"),
        ("prerequisites", {}, "prerequisites"),
        ("prerequisites", [{"id": "M999", "kind": "hard"}], "prerequisites[0].id"),
        ("prerequisites", [{"id": "M102", "kind": "soft"}], "prerequisites[0].kind"),
        ("service_items", [{"id": "S99", "obligation": "required_input"}], "service_items[0].id"),
        ("service_items", [{"id": "S01", "obligation": "must"}], "service_items[0].obligation"),
        ("service_items", ["S01"], "service_items[0]"),
        ("service_items", [], "service_items"),
        ("no_intermediary_service_required", True, "no_intermediary_service_required"),
    ],
)
def test_a_fault_of_a_matter_names_its_place(books, field, value, place):
    assert list(spoil_matter(books, **{field: value})) == [("matters.json", "M117", place)]


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("obligation", "perhaps", "obligation"),
        ("category", "magic", "category"),
        ("regulating_department", "NOWHERE", "regulating_department"),
        ("after", ["X1"], "after[0]"),
        ("duration_working_days", {"min": 3, "typical": 2, "max": 9}, "duration_working_days"),
        ("duration_working_days", {"min": 1, "max": 9}, "duration_working_days.typical"),
        ("who_pays", "department", "who_pays"),
        ("deliverables", "a report", "deliverables"),
    ],
)
def test_a_fault_of_a_service_names_its_place(books, field, value, place):
    assert list(spoil_item(books, **{field: value})) == [("service_items.json", "S01", place)]


def test_prices_are_in_order_and_not_negative(books):
    books.items["S02"]["price"]["low"] = -1
    books.items["S01"]["price"] |= {"low": 9, "high": 1}
    places = set(faults(books))
    assert places == {
        ("service_items.json", "S01", "price"),
        ("service_items.json", "S02", "price.low"),
    }


def test_no_service_may_be_asked_for_where_none_is_required(books):
    books.matters["M101"]["service_items"] = [{"id": "S01", "obligation": "required_input"}]
    assert (
        "requires S01" in faults(books)["matters.json", "M101", "no_intermediary_service_required"]
    )


def test_a_material_comes_from_somewhere_that_exists(books):
    materials = books.matters["M101"]["materials"]
    materials[0]["source"], materials[1]["source"] = "share:NOWHERE", "M102|M998"
    found = faults(books)
    assert found["matters.json", "M101", "materials[0].source"] == "There is no NOWHERE."
    assert found["matters.json", "M101", "materials[1].source"] == "There is no M998."


def test_an_id_stands_once(books):
    books.files["service_items.json"]["service_items"].append(books.items["S01"])
    books.matters["M101"]["materials"].append(books.matters["M101"]["materials"][0])
    assert set(faults(books)) == {
        ("service_items.json", "S01", "id"),
        ("matters.json", "M101", "materials"),
    }


@pytest.mark.parametrize("kind", ["hard", "if_selected"])
def test_matters_do_not_wait_for_each_other(books, kind):
    books.matters["M101"]["prerequisites"] = [{"id": "M102", "kind": kind}]
    books.matters["M102"]["prerequisites"] = [{"id": "M101", "kind": kind}]
    found = faults(books)
    assert list(found) == [("matters.json", "M101", "prerequisites")]
    assert set(found.popitem()[1].split(": ")[1].rstrip(".").split(" → ")) == {"M101", "M102"}


def test_services_do_not_wait_for_the_matter_that_needs_them(books):
    books.items["S31"]["after"] = ["M301"]
    needs = [{"id": "S31", "obligation": "required_input"}]
    books.matters["M301"] |= {"service_items": needs, "no_intermediary_service_required": False}
    assert ("matters.json", "M301", "prerequisites") in faults(books)


def test_a_row_without_its_id_is_named_by_its_place(books):
    del books.matters["M102"]["id"]
    assert ("matters.json", "#2", "id") in faults(books)


def test_files_are_there_and_are_json(books):
    folder = books.write()
    (folder / "departments.json").unlink()
    (folder / "calendars.json").write_text("{", encoding="utf-8")
    with pytest.raises(CatalogueError) as refusal:
        read(folder)
    assert [f.file for f in refusal.value.faults[:2]] == ["departments.json", "calendars.json"]


def test_a_calendar_has_dates(books):
    books.files["calendars.json"]["years"]["2026"]["days_off"][0]["date"] = "2026-13-01"
    assert list(faults(books)) == [("calendars.json", "2026", "days_off[0].date")]


def test_all_faults_are_told_at_once(books):
    books.items["S01"]["days"] = books.items["S01"].pop("duration_working_days")
    books.matters["M103"]["committed_days"] = -3
    books.matters["M104"]["department"] = "NOWHERE"
    assert len(faults(books)) == 3
