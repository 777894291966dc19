"""`hall import milestones`: all lines or none, the same file twice, and a real file."""

import json
from pathlib import Path

import pytest

from marketplace.app import ROOT, create_app
from marketplace.core.config import Config
from marketplace.core.database import db
from tests.filled import SECRET, apart

SHARED = Path(ROOT).parent / "shared" / "data" / "permits" / "fast41_sample.csv"
HEAD = (
    "project_id,project,category,action,action_agency,milestone_id,milestone,baseline_date,"
    "target_date,actual_date,classification,final_milestone,reason_for_change,dependencies\n"
)
LINES = (
    "1,Bridge,Roads,Permit,Road Agency,10,Application,2026-01-05,2026-01-05,2026-01-07,Lead,"
    "false,,\n1,Bridge,Roads,Permit,Road Agency,11,Decision,2026-03-01,2026-04-01,,Lead,true,"
    "Funding,10\n"
)


@pytest.fixture(autouse=True)
def tables(tmp_path):
    """An empty hall, with the tables as the code has them now."""
    (tmp_path / "hall").mkdir()
    config = Config(data=tmp_path / "hall", secret=SECRET, demo=True)
    with apart(), create_app(config).app_context():
        db.create_all()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "milestones.csv"
    path.write_text(HEAD + LINES, encoding="utf-8")
    return path


def test_the_same_file_twice_changes_nothing(run, file):
    assert json.loads(run("import", "milestones", file).stdout)["added"] == 2
    again = json.loads(run("import", "milestones", file).stdout)
    assert again == {"added": 0, "changed": 0, "unchanged": 2}


def test_a_bad_line_is_named_and_nothing_is_loaded(run, file):
    file.write_text(HEAD + LINES + "2,Dam,,,,12,End,soon,,,,,,\n", encoding="utf-8")
    assert "line 4: baseline_date" in run("import", "milestones", file, status=1).stderr
    file.write_text(HEAD + LINES, encoding="utf-8")
    assert json.loads(run("import", "milestones", file).stdout)["added"] == 2


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not here")
def test_the_real_sample_is_read(run):
    assert json.loads(run("import", "milestones", SHARED).stdout)["added"] == 16
