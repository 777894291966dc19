"""`hall check`, `hall reindex`, and what an unfit environment is told."""

import sqlite3
from contextlib import closing

import pytest

from marketplace.core.config import ConfigError, from_environment

WHOLE = {
    "HALL_SECRET": "s" * 40, "HALL_HOSTS": "hall.example", "HALL_MAIL_SERVER": "mail:25",
    "HALL_DATA": "var",
}  # fmt: skip


def plant(data, statement):
    with closing(sqlite3.connect(data / "hall.db")) as hall, hall:
        assert hall.execute(statement).rowcount


def test_a_whole_hall_has_no_fault(run, full):
    assert "FAULT" not in run("check").stdout


def test_a_planted_fault_is_told_and_exits_1(run, full):
    plant(full, "UPDATE contracts SET due_on = NULL WHERE state = 'accepted'")
    assert "FAULT  what a contract's state promises is there" in run("check", status=1).stdout


def test_a_broken_reference_is_a_fault(run, full):
    plant(full, "UPDATE projects SET area_id = 987654 WHERE id = (SELECT min(id) FROM projects)")
    assert "FAULT  the database is sound" in run("check", status=1).stdout


def test_the_index_is_written_anew(run, full):
    assert int(run("reindex").stdout.split()[0]) > 100


def test_a_demo_fills_only_an_empty_hall(run, full):
    assert "not empty" in run("demo", status=1).stderr


COMMANDS = (
    "import", "demo", "reindex", "check", "permissions", "user", "backup", "restore", "serve",
    "worker", "migrate", "witness", "log", "draw",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(run, command):
    assert "Usage:" in run(command, "--help").stdout


def test_a_whole_environment_is_read():
    config = from_environment(WHOLE)
    assert (config.demo, config.secure, config.hosts) == (False, True, ("hall.example",))


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"HALL_SECRET": "short"}, "HALL_SECRET"), ({"HALL_SECRET": ""}, "HALL_SECRET"),
        ({"HALL_HOSTS": ""}, "HALL_HOSTS"), ({"HALL_MAIL_SERVER": ""}, "HALL_MAIL_SERVER"),
        ({"PORT": "http"}, "PORT"), ({"PORT": "-1"}, "PORT"), ({"PORT": "70000"}, "PORT"),
        ({"HALL_DEMO": "maybe"}, "HALL_DEMO"), ({"HALL_WORKERS": "0"}, "HALL_WORKERS"),
        ({"HALL_ZONE": "Mars/Olympus"}, "HALL_ZONE"),
    ],
)  # fmt: skip
def test_an_unfit_environment_names_the_variable(wrong, named):
    with pytest.raises(ConfigError, match=named):
        from_environment(WHOLE | wrong)
