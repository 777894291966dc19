"""The published scripts say in one line what is wrong with a file, whatever it holds."""

import subprocess
import sys

import pytest

from marketplace.app import ROOT

VERIFY = ROOT / "static" / "verify"
HOSTILE = {
    "empty": b"",
    "cut off": b'{"draw_id": "d", "key"',
    "another kind": b"[]",
    "a number": b"7",
    "no fields": b"{}",
    "not text": b"\x7fELF\xff\xfe",
    "without end": b"[" * 100_000,
    "wrong kinds": b'{"notice": 3, "pool": {}, "draw_id": [], "sig": 1, "key": 2, "head": 0,'
    b' "envelopes": 5, "format": "hall receipt 2", "form": "contract-v1"}',
}


def told(script, *words):
    command = [sys.executable, "-I", str(VERIFY / script), *map(str, words)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 (ours)
    return done.returncode, done.stdout, done.stderr


def says_one_fault(code, out, err):
    return code != 0 and "OK" not in out and err.startswith("FAULT") and err.count("\n") == 1


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("script", ["verify_draw.py", "verify_receipt.py", "verify_contract.py"])
def test_a_hostile_file_is_one_line_that_names_it(tmp_path, script, kind):
    file = tmp_path / "given.json"
    file.write_bytes(HOSTILE[kind])
    words = (file, file, "ab" * 32) if script == "verify_contract.py" else (file,)
    code, out, err = told(script, *words)
    assert says_one_fault(code, out, err), err
    assert "given.json" in err


@pytest.mark.parametrize("script", sorted(file.name for file in VERIFY.glob("*.py")))
def test_a_file_that_is_not_there_or_not_named(tmp_path, script):
    assert says_one_fault(*told(script, tmp_path / "none", tmp_path / "none", "k"))
    assert says_one_fault(*told(script))


@pytest.mark.parametrize("name", ["log-key.txt", "log.jsonl", "heads.jsonl"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_export_is_one_line_that_names_file_and_line(tmp_path, name, kind):
    files = {"log-key.txt": b"ab" * 32 + b"\n", "log.jsonl": b"", "heads.jsonl": b""}
    for each, body in (files | {name: HOSTILE[kind]}).items():
        (tmp_path / each).write_bytes(body)
    code, out, err = told("verify_log.py", tmp_path)
    if name != "log-key.txt" and kind == "empty":
        assert (code, out[:3]) == (0, "OK:")
    else:
        assert says_one_fault(code, out, err), err
        assert f"{name} line 1 " in err


@pytest.mark.parametrize("script", sorted(file.name for file in VERIFY.glob("*.py")))
def test_the_scripts_stand_alone_in_eighty_lines(script):
    source = (VERIFY / script).read_text()
    assert "marketplace" not in source
    assert len(source.splitlines()) <= 80
