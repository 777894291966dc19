"""Milestones of projects elsewhere, in the columns of the FAST-41 permitting dashboard."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

COLUMNS = (
    "project_id", "project", "category", "action", "action_agency", "milestone_id", "milestone",
    "baseline_date", "target_date", "actual_date", "classification", "final_milestone",
    "reason_for_change", "dependencies",
)  # fmt: skip
TRUE = ("true", "1", "yes")


class MilestoneError(Exception):
    """A file that cannot be taken in: which line, and why."""


@dataclass(frozen=True)
class Line:
    """One milestone as the file has it."""

    project_ref: str
    ref: str
    values: Mapping[str, Any] = field(default_factory=dict)


def read(lines: Iterable[str]) -> list[Line]:
    """Every line of the file, or MilestoneError with the first fault."""
    rows = csv.DictReader(lines)
    missing = set(COLUMNS) - set(rows.fieldnames or ())
    if missing:
        raise MilestoneError(f"columns are missing: {', '.join(sorted(missing))}")
    return [_line(no, row) for no, row in enumerate(rows, 2)]


def _line(no: int, row: Mapping[str, str | None]) -> Line:
    text = {name: (row.get(name) or "").strip() for name in COLUMNS}
    if not text["project_id"] or not text["milestone_id"]:
        raise MilestoneError(f"line {no}: project_id and milestone_id are needed")
    values = {
        "project": text["project"],
        "category": text["category"],
        "action": text["action"],
        "agency": text["action_agency"],
        "name": text["milestone"],
        "keeper": text["classification"],
        "is_final": text["final_milestone"].lower() in TRUE,
        "baseline_on": _day(no, "baseline_date", text["baseline_date"]),
        "target_on": _day(no, "target_date", text["target_date"]),
        "actual_on": _day(no, "actual_date", text["actual_date"]),
        "reason": text["reason_for_change"],
        "waits_for": [one.strip() for one in text["dependencies"].split(";") if one.strip()],
    }
    return Line(text["project_id"], text["milestone_id"], values)


def _day(no: int, column: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError as error:
        raise MilestoneError(f"line {no}: {column}: {text!r} is not a day") from error


@dataclass(frozen=True)
class Slip:
    """Calendar days after the first promise: of the target now, and of what happened."""

    target: int | None
    actual: int | None


def slip(baseline: date | None, target: date | None, actual: date | None) -> Slip:
    if baseline is None:
        return Slip(None, None)
    return Slip(_days(baseline, target), _days(baseline, actual))


def _days(since: date, day: date | None) -> int | None:
    return (day - since).days if day else None


def moved(target: date | None, new: date | None, reason: str) -> dict[str, str] | None:
    """An earlier target to keep when the file now has another one."""
    if target is None or target == new:
        return None
    return {"target_on": target.isoformat(), "reason": reason}
