"""The matrix of roles and verbs, as it was read and agreed to: tests/permissions.txt.

After a change that is meant: `HALL_DEMO=1 .venv/bin/hall permissions > tests/permissions.txt`,
and read the difference.
"""

from pathlib import Path

import pytest

from marketplace.app import ROOT
from marketplace.cli.people import table
from marketplace.core.act import Role
from marketplace.core.policy import PERMISSIONS

GOLDEN = Path(__file__).with_name("permissions.txt")
# What anybody does about his own account, and what a visitor does to get one.
OWN_ACCOUNT = {
    "accept_invitation", "ask_email", "change_password", "close_account", "choose_language",
    "choose_mails", "remove", "renew_codes", "revise_person", "set_up_factor", "sign_out",
    "turn_off_factor", "wear",
}  # fmt: skip
AT_THE_DOOR = {
    "ask_reset", "attempt", "change_email", "confirm", "fail_to_sign_in", "join",
    "reset_password", "sign_in", "sign_up", "use_factor", "use_recovery_code",
}  # fmt: skip
OWN = {f"accounts.{verb}" for verb in OWN_ACCOUNT} | {"notices.mark_all", "notices.mark_read"}
DOOR = {f"accounts.{verb}" for verb in AT_THE_DOOR}
JUDGING = {
    f"{room}.{verb}"
    for room, verbs in {
        "cases": ("accept", "check", "decline", "grant", "notify", "refuse", "take"),
        "complaints": ("accept", "answer", "dismiss", "extend", "refuse", "uphold"),
        "contracts": ("accept", "end", "rule_accepted", "rule_returned"),
        "directory": ("end_penalty", "expel", "suspend", "warn"),
        "ratings": ("rate", "open"),
        "risk": ("mark", "compute"),
        "selection": (
            "answer",
            "approve",
            "audit",
            "award",
            "cancel",
            "dismiss",
            "pass_over",
            "reject",
            "uphold",
        ),
    }.items()
    for verb in verbs
}


def held_by(role):
    return {name for name, permit in PERMISSIONS.items() if permit.says(role) != "-"}


@pytest.mark.usefixtures("app")
def test_the_matrix_is_the_one_that_was_agreed_to():
    assert table().split("\n") == GOLDEN.read_text(encoding="utf-8").rstrip().split("\n")


@pytest.mark.usefixtures("app")
def test_an_auditor_changes_nothing_but_his_own_account():
    assert held_by(Role.AUDITOR) <= OWN | DOOR


@pytest.mark.usefixtures("app")
def test_a_visitor_gets_an_account_and_looks_after_it():
    assert held_by(Role.STRANGER) <= OWN | DOOR | {"accounts.register_organisation"}


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("role", [Role.AUDITOR, Role.STRANGER])
def test_what_is_ones_own_is_guarded_by_a_condition(role):
    assert [name for name in OWN if PERMISSIONS[name].says(role) == "yes"] == []


@pytest.mark.usefixtures("app")
def test_the_operator_judges_nobody():
    assert {name for name in PERMISSIONS if name in JUDGING} == JUDGING
    assert held_by(Role.OPERATOR) & JUDGING == set()


@pytest.mark.usefixtures("app")
def test_only_the_bidder_touches_an_offer():
    for verb in ("offer", "replace", "withdraw"):
        holders = {role for role in Role if f"selection.{verb}" in held_by(role)}
        assert holders == {Role.INTERMEDIARY}


@pytest.mark.usefixtures("app")
def test_each_permission_has_its_operation_and_each_name_its_room():
    rooms = {path.name for path in (ROOT / "marketplace").iterdir() if path.is_dir()}
    assert {name.split(".")[0] for name in PERMISSIONS} <= rooms
