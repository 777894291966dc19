"""A backup while others write, and the same hall again from it."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from marketplace.cli.backups import keys_beside

pytestmark = pytest.mark.deep


@pytest.fixture(scope="module")
def backup(tmp_path_factory):
    return tmp_path_factory.mktemp("backup") / "hall.tar.gz"


@pytest.fixture
def saved(run, full, backup, tmp_path):
    """A backup of the hall, and its keys beside it; made by the first test that asks for it."""
    if not backup.exists():
        run("backup", backup)
    shutil.copy(keys_beside(backup), keys_beside(tmp_path / backup.name))
    return shutil.copy(backup, tmp_path / backup.name)


def files_of(data):
    return {
        str(path.relative_to(data)): path.read_bytes()
        for folder in ("uploads", "keys")
        for path in (data / folder).rglob("*")
        if path.is_file()
    }


def test_a_restored_hall_is_the_same_hall(run, full, saved, tmp_path, rows):
    other = tmp_path / "other"
    run("restore", saved, data=other)
    assert rows(other) == rows(full)
    assert files_of(other) == files_of(full)
    assert "FAULT" not in run("check", data=other).stdout


def test_a_backup_does_not_wait_for_a_writer(run, full, tmp_path):
    file = tmp_path / "hall.tar.gz"
    with closing(sqlite3.connect(full / "hall.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE settings SET key = key || '-half'")
        run("backup", file)
        writer.execute("ROLLBACK")
    run("restore", file, data=tmp_path / "other")
    with closing(sqlite3.connect(tmp_path / "other" / "hall.db")) as restored:
        halves = "SELECT count(*) FROM settings WHERE key LIKE '%-half'"
        assert restored.execute(halves).fetchone() == (0,)


@pytest.mark.parametrize("place", [0.02, 0.5, 0.98])
def test_a_flipped_byte_is_reported(run, saved, tmp_path, place):
    body = bytearray(saved.read_bytes())
    body[int(len(body) * place)] ^= 0x55
    saved.write_bytes(body)
    assert "damaged" in run("restore", saved, data=tmp_path / "other", status=1).stderr


def test_a_folder_that_is_not_empty_is_left_alone(run, full, saved, rows):
    before = rows(full)
    assert "not empty" in run("restore", saved, status=1).stderr
    assert rows(full) == before


def test_missing_keys_are_reported(run, saved, tmp_path):
    keys_beside(saved).unlink()
    said = run("restore", saved, data=tmp_path / "other", status=1).stderr
    assert "keys is missing" in said


def test_the_keys_are_not_in_the_backup_itself(saved, tmp_path):
    shutil.unpack_archive(saved, tmp_path / "seen", filter="data")
    assert not (tmp_path / "seen" / "keys").exists()
    assert keys_beside(saved).stat().st_mode & 0o077 == 0
