"""The log changes its key: everybody who knew the old one comes to know the new one."""

import json
import runpy

import pytest
from sqlalchemy import text

from marketplace.app import ROOT
from marketplace.audit.queries import proofs as invariants
from marketplace.core import keys
from marketplace.core.errors import BadInputError, DomainError
from marketplace.core.facts import record
from marketplace.core.transparency import export, heads, rotating, spool
from marketplace.core.transparency.asking import SpoolWitness
from marketplace.core.transparency.names import Party
from marketplace.witness.rounds import Witness

CHECK = runpy.run_path(str(ROOT / "static" / "verify" / "verify_log.py"))["check"]
REASON = "Every two years, as our rules ask."


@pytest.fixture
def log(session, act, tmp_path, monkeypatch):
    """A log of its own keys; grow(n) adds leaves and a head, rotate() another key."""
    monkeypatch.setattr(keys, "_FOLDER", [tmp_path / "keys"])

    class Log:
        def grow(self, count=1):
            for _ in range(count):
                record(act(), "requests.close", None, {})
            session.commit()

        def rotate(self, reason=REASON):
            row = rotating.rotate(act(), None, reason=reason)
            session.commit()
            told = [one.public_record() for one in rotating.rotations(session)]
            spool.put_text(keys.folder() / "rotations.json", json.dumps(told))
            return row

        def parts(self):
            export.write(session, tmp_path)
            names = ("log.jsonl", "heads.jsonl", "log-key.txt", "keys.jsonl")
            lines = [(tmp_path / name).read_bytes().split(b"\n")[:-1] for name in names]
            return lines[0], lines[1], lines[2][0].decode(), lines[3]

    return Log()


def test_a_rotated_log_verifies_from_the_first_key_to_the_last(session, log):
    first = heads.public_key()
    log.grow(3)
    row = log.rotate()
    log.grow(2)
    second = log.rotate()
    log.grow()
    assert (row.old, row.new, second.old) == (first, second.old, row.new)
    assert heads.public_key() == second.new
    assert "8 leaves" in CHECK(*log.parts())
    assert list(invariants.faults(session)) == []


def test_any_byte_of_the_changes_of_keys_counts(log):
    log.grow()
    log.rotate()
    log.grow()
    leaves, signed, newest, (line,) = log.parts()
    for at, byte in enumerate(line):
        changed = line[:at] + bytes([byte ^ 0x20]) + line[at + 1 :]
        with pytest.raises(Exception, match=r".+"):  # whatever it stumbles over
            CHECK(leaves, signed, newest, [changed])
    for rows in ([], [line, line]):
        with pytest.raises(ValueError, match=r".+"):
            CHECK(leaves, signed, newest, rows)


def test_a_head_signed_by_the_old_key_after_the_change_is_found(session, log):
    log.grow()
    log.rotate()
    old = keys.log_keys()[0]
    leaves, signed, newest, rows = log.parts()
    head = json.loads(signed[-1])
    told = f"{head['size']}|{head['root']}|{head['time']}".encode()
    by_old = rotating.Ed25519PrivateKey.from_private_bytes(old).sign(told).hex()
    with pytest.raises(ValueError, match="not the hall's signature"):
        CHECK(leaves, [*signed[:-1], json.dumps(head | {"sig": by_old}).encode()], newest, rows)
    session.execute(text("DROP TRIGGER log_heads_UPDATE"))
    session.execute(text("UPDATE log_heads SET signature = :sig WHERE size = 2"), {"sig": by_old})
    session.expire_all()
    assert any("the signature is not" in fault for fault in invariants.faults(session))


def test_an_interrupted_rotation_is_finished_by_the_next(session, log):
    log.grow()
    left = rotating.public_half(rotating.Ed25519PrivateKey.from_private_bytes(keys.add_log_key()))
    assert log.rotate().new == left
    assert len(keys.log_keys()) == 2
    assert list(invariants.faults(session)) == []


def test_a_reason_is_asked_for_and_a_lost_key_is_told(session, act, log):
    with pytest.raises(BadInputError):
        log.rotate("why not")
    log.grow()
    log.rotate()
    (keys.folder() / "log-2.key").unlink()
    with pytest.raises(DomainError, match="not in the folder"):
        log.rotate()


def test_a_witness_follows_the_hall_to_its_new_key_and_no_stranger(log, tmp_path):
    folder = tmp_path / "regulator"
    hall, witness = SpoolWitness(Party.REGULATOR, folder / "spool"), Witness(folder)
    question = {"about": "commit", "name": "commit-1", "draw_id": "CQ-1"}
    hall.ask(question)
    assert witness.work() == 1
    log.grow()
    log.rotate()
    later = question | {"name": "commit-2"}
    hall.ask(later)
    assert witness.work() == 1
    assert hall.ask(later)["commitment"]
    forged = [rotating.rotations.__name__, {"old": heads.public_key(), "new": "0" * 64}]
    spool.put_text(folder / "spool" / "rotations.json", json.dumps(forged))
    hall.ask(question | {"name": "commit-3"})
    assert witness.work() == 1
