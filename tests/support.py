"""Values that many tests share."""

import json
from threading import Thread

from marketplace.app import ROOT
from marketplace.core.codes import make_code

LOOKS = 0.02  # seconds until a server sees that it shall stop
CALENDARS = ROOT / "data" / "approvals" / "calendars.json"
CALENDAR_DATA = json.loads(CALENDARS.read_text(encoding="utf-8"))["years"]


def code_for(number):
    """A lawful unified social credit code, another one for each number."""
    return make_code(f"91510700{number:09d}")


def serve(server):
    """A thread serves until the server is shut down, which it sees at once."""
    Thread(target=server.serve_forever, args=(LOOKS,), daemon=True).start()
