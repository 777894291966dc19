"""`hall log export`, `hall draw export` and `hall draw verify`."""

import json
import subprocess
import sys

from marketplace.app import ROOT
from marketplace.selection.rules import drawing
from tests.selection.test_drawing import drawn

VERIFY = ROOT / "static" / "verify"


def accepts(script, *words):
    command = [sys.executable, "-I", str(VERIFY / script), *map(str, words)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0  # noqa: S603 (ours)


def test_the_log_is_written_and_the_published_script_accepts_it(run, full, tmp_path):
    count = int(run("log", "export", str(tmp_path / "log")).stdout.split()[0])
    assert count > 50
    assert accepts("verify_log.py", tmp_path / "log")
    assert len((tmp_path / "log" / "log.jsonl").read_text().splitlines()) == count


def test_every_draw_that_was_held_is_written_and_accepted(run, full, tmp_path):
    count = int(run("draw", "export", str(tmp_path / "draws")).stdout.split()[0])
    files = [*(tmp_path / "draws").iterdir()]
    assert len(files) == count
    assert all(accepts("verify_draw.py", file) for file in files)
    assert all(run("draw", "verify", str(file)) for file in files)


def test_a_draw_is_verified_and_a_forgery_exits_1(run, full, tmp_path):
    file = tmp_path / "draw.json"
    document = drawn()
    file.write_bytes(drawing.as_file(document))
    assert "Everything follows" in run("draw", "verify", str(file)).stdout
    file.write_text(json.dumps(document | {"result": document["result"][::-1]}))
    assert "does not follow" in run("draw", "verify", str(file), status=1).stdout
    file.write_text("[" * 100_000)
    assert "not a draw.json" in run("draw", "verify", str(file), status=1).stderr
    file.write_text("no draw")
    assert "not a draw.json" in run("draw", "verify", str(file), status=1).stderr
