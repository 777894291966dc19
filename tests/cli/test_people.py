"""The first people of a hall, and the table of permissions."""

from pathlib import Path

from marketplace.app import ROOT
from tests.filled import apart, application

PASSWORD = "first operator of this hall"  # noqa: S105 (of a test)


def test_who_was_added_may_sign_in(run, full):
    words = ("--name", "First Operator", "--organisation", "运营中心", "--password", PASSWORD)
    run("user", "add", "first@hall.example", *words)
    with apart():
        browser = application(full).test_client()
        fields = {"email": "first@hall.example", "password": PASSWORD}
        assert browser.post("/accounts/sign_in", data=fields).status_code == 303
        assert browser.get("/desk/administration").status_code == 200


def test_a_weak_password_is_refused(run, full, rows):
    before = rows(full)
    words = ("--name", "First", "--organisation", "运营中心", "--password", "short")
    run("user", "add", "first@hall.example", *words, status=1)
    assert rows(full) == before


def test_an_unknown_department_is_refused(run, full):
    words = ("--name", "R", "--organisation", "NOBODY", "--role", "regulator")
    said = run("user", "add", "r@hall.example", *words, "--password", PASSWORD, status=1)
    assert "NOBODY: no department" in said.stderr


def test_the_table_of_permissions_is_printed(run):
    golden = (Path(ROOT) / "tests" / "permissions.txt").read_text(encoding="utf-8")
    assert run("permissions").stdout.strip() == golden.strip()
