"""The real catalogue in a folder of its own, to be spoiled or changed."""

import json

import pytest
from sqlalchemy import event

from marketplace.app import ROOT
from marketplace.core import words
from marketplace.core.database import Row
from marketplace.matters import operations

APPROVALS = ROOT / "data" / "approvals"
FILES = "departments.json", "matters.json", "service_items.json", "calendars.json"


class Books:
    """The files of a catalogue as objects; `write` puts them into the folder."""

    def __init__(self, folder):
        self.folder = folder
        self.files = {f: json.loads((APPROVALS / f).read_text(encoding="utf-8")) for f in FILES}
        self.matters = {row["id"]: row for row in self.files["matters.json"]["matters"]}
        self.items = {row["id"]: row for row in self.files["service_items.json"]["service_items"]}

    def drop(self, matter):
        self.files["matters.json"]["matters"].remove(self.matters.pop(matter))

    def write(self):
        for name, content in self.files.items():
            (self.folder / name).write_text(json.dumps(content), encoding="utf-8")
        return self.folder


@pytest.fixture
def books(tmp_path):
    return Books(tmp_path)


@pytest.fixture
def take_in(act):
    """Take in a folder, by default the project's own."""
    return lambda folder=APPROVALS: operations.take_in(act(), None, folder=folder)


KEPT = {}  # the report on the catalogue, and the rows that came with it


@pytest.fixture
def catalogue(take_in, session):
    """The whole catalogue; it is read once, its rows are put back for each test after the first."""
    if not KEPT:
        KEPT["report"] = take_in()
        session.commit()
        KEPT["rows"] = {name: _rows(session, name) for name in map(str, Row.metadata.sorted_tables)}
        return KEPT["report"]
    for name, rows in KEPT["rows"].items():
        if rows:
            places = ", ".join("?" * len(rows[0]))
            insert = f"INSERT OR IGNORE INTO {name} VALUES ({places})"  # noqa: S608 (our own name)
            session.connection().exec_driver_sql(insert, rows)
    session.commit()
    return KEPT["report"]


def _rows(session, table):
    found = session.connection().exec_driver_sql(f"SELECT * FROM {table}")  # noqa: S608 (ours)
    return [tuple(row) for row in found]


@pytest.fixture
def count_queries(session):
    """How many statements run in a call."""

    def count(call):
        seen = []
        connection = session.connection()
        listen = lambda *args: seen.append(args[2])  # noqa: E731 (to be removed again)
        event.listen(connection, "before_cursor_execute", listen)
        call()
        event.remove(connection, "before_cursor_execute", listen)
        return len([s for s in seen if s.startswith("SELECT")])

    return count


@pytest.fixture
def index(monkeypatch):
    """An index that finds what it is told."""

    def connect(*ids):
        class Fixed:
            def find(self, kind, text, filters=(), limit=0):
                return words.Found(tuple(ids))

        monkeypatch.setattr(words._port, "backend", Fixed())

    return connect
