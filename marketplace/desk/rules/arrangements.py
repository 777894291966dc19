"""The file of an official arrangement: read, and refused when something in it is wrong."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from marketplace.core.texts import Text, say

PARTS = ("days_off", "make_up_workdays")
STATUSES = ("official", "provisional")


def years_of(text: bytes) -> Mapping[str, Any]:
    """The years of the file; ValueError carries the `Text` that says what is wrong."""
    try:
        content = json.loads(text)
    except ValueError as error:
        raise ValueError(say("This is not a JSON file.")) from error
    years = content.get("years", content) if isinstance(content, dict) else None
    if not isinstance(years, dict) or not years:
        raise ValueError(say("The file has no years."))
    for fault in arrangement_faults(years):
        raise ValueError(fault)
    return years


def arrangement_faults(years: Mapping[str, Any]) -> Iterator[Text]:
    """What is wrong, naming year and day."""
    for name, arrangement in years.items():
        if not (name.isdecimal() and len(name) == 4 and isinstance(arrangement, dict)):
            yield say("“%(year)s” is not a year.", year=name)
        elif arrangement.get("status") not in STATUSES:
            yield say("%(year)s: the status must be official or provisional.", year=name)
        else:
            yield from _faults_of_days(name, arrangement)


def _faults_of_days(year: str, arrangement: Mapping[str, Any]) -> Iterator[Text]:
    seen: set[str] = set()
    for part in PARTS:
        rows = arrangement.get(part)
        if not isinstance(rows, list):
            yield say("%(year)s: the list “%(part)s” is missing.", year=year, part=part)
            continue
        for row in rows:
            day = row.get("date") if isinstance(row, dict) else None
            if not _is_day_of(day, year) or day in seen:
                yield say("%(year)s: “%(day)s” is no day of it, or twice.", year=year, day=day)
            seen.add(str(day))


def _is_day_of(text: object, year: str) -> bool:
    try:
        return isinstance(text, str) and date.fromisoformat(text).year == int(year)
    except ValueError:
        return False
