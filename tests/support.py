"""Values that many tests share."""

import json

from marketplace.app import ROOT
from marketplace.core.codes import make_code

CALENDARS = ROOT / "data" / "approvals" / "calendars.json"
CALENDAR_DATA = json.loads(CALENDARS.read_text(encoding="utf-8"))["years"]


def code_for(number):
    """A lawful unified social credit code, another one for each number."""
    return make_code(f"91510700{number:09d}")
