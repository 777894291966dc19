"""The floor: bare Flask, one indexed query, one template of twenty rows, the same server."""

import os
import sqlite3
import threading
from pathlib import Path

from flask import Flask, render_template
from jinja2 import DictLoader

PAGE = """<!doctype html><html lang="en"><title>Floor</title><table>
{% for row in rows %}<tr><td>{{ row[0] }}</td><td>{{ row[1] }}</td><td>{{ row[2] }}</td></tr>
{% endfor %}</table></html>"""
ROWS = 10_000
local = threading.local()


def lay(folder: Path) -> None:
    """The table that the floor reads."""
    with sqlite3.connect(folder / "floor.db") as database:
        database.execute("CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT, score INTEGER)")
        rows = [(no, f"thing {no}", no * 7919 % 1000) for no in range(ROWS)]
        database.executemany("INSERT INTO things VALUES (?, ?, ?)", rows)
        database.execute("CREATE INDEX ix_score ON things (score, id)")


def make() -> Flask:
    app = Flask(__name__)
    app.jinja_loader = DictLoader({"floor.html": PAGE})  # compiled once, as any page is
    path = Path(os.environ["FLOOR"]) / "floor.db"

    @app.get("/")
    def things() -> str:
        if not hasattr(local, "database"):
            local.database = sqlite3.connect(path)
        query = "SELECT id, name, score FROM things WHERE score > ? ORDER BY score, id LIMIT 20"
        rows = local.database.execute(query, (500,)).fetchall()
        return render_template("floor.html", rows=rows)

    return app
