"""Facts become leaves when their transaction ends; nothing of them can be changed unseen."""

import json
import subprocess
import sys

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from marketplace.app import ROOT
from marketplace.audit.queries import proofs as invariants
from marketplace.core import rulesets
from marketplace.core.act import CLOCKWORK
from marketplace.core.facts import record
from marketplace.core.merkle import extends, includes
from marketplace.core.policy import PERMISSIONS
from marketplace.core.transparency import export, heads, proofs
from marketplace.core.transparency.models import LogHead, LogLeaf
from marketplace.core.transparency.names import LOGGED
from marketplace.selection import operations as selection
from tests.market import offer_of

SCRIPT = ROOT / "static" / "verify" / "verify_log.py"


@pytest.fixture
def log(session, act):
    """Append that many leaves, each in its own transaction."""

    def append(count=1, name="requests.publish", at=None):
        for no in range(count):
            record(act(CLOCKWORK, at), name, None, {"no": no})
            session.commit()

    return append


def leaves(session):
    return session.scalars(select(LogLeaf).order_by(LogLeaf.id)).all()


def test_only_the_named_facts_take_a_leaf(session, act, log):
    record(act(), "projects.enter", None, {})
    session.commit()
    assert leaves(session) == []
    log(3)
    assert [json.loads(leaf.data)["seq"] for leaf in leaves(session)] == [0, 1, 2]


def test_what_is_undone_leaves_no_leaf(session, act, log):
    log()
    record(act(), "requests.publish", None, {})
    session.flush()
    session.rollback()
    step = session.begin_nested()
    record(act(), "requests.close", None, {})
    step.rollback()
    log()
    assert [leaf.seq for leaf in leaves(session)] == [0, 1]
    assert list(invariants.faults(session)) == []


def test_a_leaf_hides_the_record_but_holds_the_hall_to_it(session, act):
    record(act(), "requests.publish", None, {"reason": "the plan changed"})
    session.commit()
    (leaf,) = leaves(session)
    assert "the plan" not in leaf.data
    leaf.fact.record = leaf.fact.record.replace("changed", "stayed")
    session.flush()
    assert "is not the one that was logged" in next(invariants.faults(session))


def test_time_in_the_log_never_goes_back(session, log):
    log(at="2026-03-05T10:00+08:00")
    log(at="2026-03-04T10:00+08:00")
    times = [json.loads(leaf.data)["time"] for leaf in leaves(session)]
    assert times == ["2026-03-05T02:00:00.000000Z"] * 2


def test_a_head_is_signed_at_once_for_great_events_and_after_five_minutes_for_others(
    session, act, log
):
    log(at="2026-03-02T12:00+08:00")
    heads.sign_now(act(at="2026-03-02T12:00+08:00"))
    log(2, at="2026-03-02T12:01+08:00")
    assert heads.to_sign(session, act(at="2026-03-02T12:04+08:00").now) == []
    (due,) = heads.to_sign(session, act(at="2026-03-02T12:05+08:00").now)
    assert due.id == 3
    log(name="requests.close")
    assert [head.size for head in proofs.heads(session)] == [1, 4]
    assert heads.to_sign(session, act(at="2026-03-02T13:00+08:00").now) == []


def test_every_leaf_and_every_beginning_is_proved(session, log):
    log(13)
    end = (13, proofs.root_at(session, 13))
    for leaf in leaves(session):
        seq, size = leaf.seq, leaf.seq + 1
        told = (seq, leaf.data.encode())
        assert includes(end[1], 13, told, proofs.inclusion(session, seq, 13))
        begin = (size, proofs.root_at(session, size))
        assert extends(begin, end, proofs.consistency(session, size, 13))


@pytest.mark.parametrize("table", ["log_leaves", "log_heads"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id + 9", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_the_log(session, log, table, change):
    log(name="requests.close")
    with pytest.raises((IntegrityError, OperationalError), match="only grows"):
        session.execute(text(change.format(table)))


def written(session, folder):
    export.write(session, folder)
    return folder


def verified(folder):
    command = [sys.executable, "-I", str(SCRIPT), str(folder)]
    told = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 (ours)
    return told.returncode == 0, told.stdout + told.stderr


def test_the_published_script_verifies_an_export_and_needs_nothing_of_ours(session, log, tmp_path):
    log(5)
    log(name="requests.close")
    good, told = verified(written(session, tmp_path))
    assert good, told
    assert "6 leaves, 1 heads" in told
    source = SCRIPT.read_text()
    assert "marketplace" not in source
    assert len(source.splitlines()) <= 80


@pytest.fixture
def check():
    """The script's own function, called in this process for the sake of speed."""
    names = {"__name__": "verify_log"}
    exec(compile(SCRIPT.read_text(), SCRIPT, "exec"), names)  # noqa: S102 (our own file)

    def check(folder):
        files = ("log.jsonl", "heads.jsonl", "log-key.txt", "keys.jsonl")
        parts = [(folder / name).read_bytes().split(b"\n") for name in files]
        names["need"](b"".join(part.pop() for part in parts) == b"", "no end")
        return names["check"](parts[0], parts[1], parts[2][0].decode(), parts[3])

    return check


@pytest.mark.parametrize("name", ["log.jsonl", "heads.jsonl", "log-key.txt"])
def test_one_bit_turned_in_any_byte_is_found(session, log, tmp_path, check, name):
    log()
    log(name="requests.close")
    file = written(session, tmp_path) / name
    good = file.read_bytes()
    assert "2 leaves" in check(tmp_path)
    for at, byte in enumerate(good):
        file.write_bytes(good[:at] + bytes([byte ^ 0x20]) + good[at + 1 :])
        with pytest.raises(Exception, match=r".+"):  # whatever it stumbles over
            check(tmp_path)


def test_a_leaf_left_out_or_moved_is_found(session, log, tmp_path, check):
    log(3)
    log(name="requests.close")
    file = written(session, tmp_path) / "log.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    for changed in (lines[:-1], lines[1:], [*lines, lines[-1]], [lines[1], lines[0], *lines[2:]]):
        file.write_bytes(b"".join(changed))
        with pytest.raises(Exception, match=r".+"):  # whatever it stumbles over
            check(tmp_path)


def test_the_invariant_finds_a_lost_leaf_and_a_forged_head(session, act, log):
    log(3)
    for trigger in ("log_leaves_DELETE", "log_heads_UPDATE"):
        session.execute(text(f"DROP TRIGGER {trigger}"))
    heads.sign_now(act())
    session.execute(text("UPDATE log_heads SET time = '2020-01-01T00:00:00Z'"))
    session.expire_all()
    found = list(invariants.faults(session))
    assert any("signature" in fault for fault in found)
    assert any("no longer refuses to delete" in fault for fault in found)
    session.execute(text("DELETE FROM log_leaves WHERE id = 2"))
    found = list(invariants.faults(session))
    assert any("out of its place" in fault for fault in found)
    assert any("it has no leaf" in fault for fault in found)


def test_the_names_are_those_of_operations(app):
    assert set(PERMISSIONS) >= LOGGED


def test_a_rule_set_is_not_a_public_record(session, act):
    assert rulesets.in_force(session, act().now).public_record() == {}
    assert session.scalars(select(LogHead)).all() == []


def test_an_offer_costs_two_statements_more(market, session):
    """One that reads where the log ends, one that writes the leaf."""
    request, firm = market.open(), market.firm()
    session.commit()
    seen = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *call: seen.append(call[2]))
    selection.offer(market.act(firm), request, terms=offer_of())
    session.commit()
    assert len([text for text in seen if "log_" in text]) == 2


def test_a_proof_asks_for_few_rows_however_long_the_log(session, log):
    log(40)
    seen = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *call: seen.append(call[3]))
    proofs.inclusion(session, 17, 39)
    proofs.consistency(session, 17, 39)
    assert [len(ids) <= 12 for ids in seen if ids] == [True, True]


@pytest.mark.parametrize("name", ["log.jsonl", "heads.jsonl"])
def test_an_export_that_was_cut_off_is_told_by_file_and_line(session, log, tmp_path, name):
    log(3)
    log(name="requests.close")
    file = written(session, tmp_path) / name
    whole = file.read_bytes()
    last = whole.count(b"\n")
    file.write_bytes(whole[:-9])
    good, told = verified(tmp_path)
    assert not good
    assert told.startswith(f"FAULT: {name} line {last} ")
    file.write_bytes(whole.replace(b'"s', b'"z'))
    assert verified(tmp_path)[1].startswith(f"FAULT: {name} line 1 ")
    file.unlink()
    assert name in verified(tmp_path)[1]
