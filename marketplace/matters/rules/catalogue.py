"""Reads the catalogue's folder: everything is checked before anything is believed."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marketplace.core.texts import Text, say
from marketplace.matters.rules import links, shape
from marketplace.matters.rules.checks import Check
from marketplace.matters.rules.faults import CatalogueError, Fault
from marketplace.matters.rules.guidance import faults as guided

Line = Mapping[str, Any]
SECTIONS: dict[str, tuple[str, str, Check]] = {
    "departments": ("departments.json", "departments", shape.DEPARTMENT),
    "stages": ("matters.json", "stages", shape.STAGE),
    "matters": ("matters.json", "matters", shape.MATTER),
    "items": ("service_items.json", "service_items", shape.ITEM),
}
GUIDANCE = "guidance.json"
GUIDED: dict[str, tuple[str, str, Check]] = {
    "questions": (GUIDANCE, "questions", guided.QUESTION),
    "rules": (GUIDANCE, "rules", guided.RULE),
}
CALENDARS = "calendars.json"


@dataclass(frozen=True)
class Catalogue:
    """A catalogue without a fault: rows as the files have them."""

    departments: tuple[Line, ...]
    stages: tuple[Line, ...]
    matters: tuple[Line, ...]
    items: tuple[Line, ...]
    years: Mapping[str, Line]
    guidance: Line | None  # a folder without it leaves the guidance as it is


def read(folder: Path) -> Catalogue:
    """The catalogue in this folder; CatalogueError with every fault when it has any."""
    reading = _Reading(folder)
    rows = {section: reading.rows(section) for section in SECTIONS}
    years = reading.years()
    reading.compare(rows)
    guidance = reading.guidance()
    if reading.faults:
        raise CatalogueError(reading.faults)
    whole = {section: tuple(lines) for section, lines in rows.items()}
    return Catalogue(**whole, years=years, guidance=guidance)


class _Reading:
    """One reading of a folder, and the faults found on the way."""

    def __init__(self, folder: Path) -> None:
        self.faults: list[Fault] = []
        self.ids: dict[str, set[str]] = {}
        names = dict.fromkeys([*(file for file, _, _ in SECTIONS.values()), CALENDARS])
        if (folder / GUIDANCE).exists():
            names[GUIDANCE] = None
        self.files = {name: self._file(folder / name) for name in names}

    def _file(self, path: Path) -> Line:
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except OSError:
            self._fault(path.name, "", "", say("The file is missing or cannot be read."))
        except ValueError:
            self._fault(path.name, "", "", say("The file is not JSON in UTF-8."))
        else:
            if isinstance(content, dict):
                return content
            self._fault(path.name, "", "", say("An object with fields is wanted here."))
        return {}

    def rows(self, section: str) -> list[Line]:
        """The rows of a section that have the right shape."""
        file, key, check = (SECTIONS | GUIDED)[section]
        self.ids[section] = set()
        lines = self.files[file].get(key)
        if not isinstance(lines, list):
            if self.files[file]:
                self._fault(file, "", key, say("A list is wanted here."))
            return []
        return list(self._sound(section, file, lines, check))

    def _sound(self, section: str, file: str, lines: list[Any], check: Check) -> Iterator[Line]:
        for position, line in enumerate(lines, 1):
            row = _name_of(line) or f"#{position}"
            self.ids[section].add(row)
            faults = list(check(line))
            for field, text in faults:
                self._fault(file, row, field, text)
            if not faults:
                yield line

    def years(self) -> dict[str, Line]:
        years = self.files[CALENDARS].get("years")
        if not isinstance(years, dict):
            if self.files[CALENDARS]:
                self._fault(CALENDARS, "", "years", say("An object with fields is wanted here."))
            return {}
        for year, arrangement in years.items():
            if not (year.isdecimal() and len(year) == 4):
                self._fault(CALENDARS, year, "", say("A year such as 2026 is wanted here."))
            for field, text in shape.YEAR(arrangement):
                self._fault(CALENDARS, year, field, text)
        return years

    def compare(self, rows: Mapping[str, list[Line]]) -> None:
        """Ids, references and order; a row whose shape is wrong still counts as known."""
        for section, lines in rows.items():
            for code, text in links.repeated(line["id"] for line in lines):
                self._fault(SECTIONS[section][0], code, "id", text)
        self._compare("matters", rows["matters"], links.matter_faults)
        self._compare("items", rows["items"], links.item_faults)
        for code, text in links.circles(rows["matters"], rows["items"]):
            among_matters = code in self.ids["matters"]
            field = "prerequisites" if among_matters else "after"
            self._fault(SECTIONS["matters" if among_matters else "items"][0], code, field, text)

    def guidance(self) -> Line | None:
        """Questions that look back only, and rules that name what there is."""
        if GUIDANCE not in self.files:
            return None
        options: dict[str, set[str]] = {}
        for question in (questions := self.rows("questions")):
            self._note(question["id"], guided.question_faults(question, options))
            options[question["id"]] = {option["value"] for option in question["options"]}
        for rule in (rules := self.rows("rules")):
            self._note(rule["id"], guided.rule_faults(rule, options, self.ids))
        for code, text in links.repeated(line["id"] for line in (*questions, *rules)):
            self._fault(GUIDANCE, code, "id", text)
        return {"questions": questions, "rules": rules}

    def _note(self, row: str, faults: guided.Found) -> None:
        for field, text in faults:
            self._fault(GUIDANCE, row, field, text)

    def _compare(self, section: str, lines: list[Line], find: links.Find) -> None:
        for line in lines:
            for field, text in find(line, self.ids):
                self._fault(SECTIONS[section][0], line["id"], field, text)

    def _fault(self, file: str, row: str, field: str, text: Text) -> None:
        self.faults.append(Fault(file, row, field, text))


def _name_of(line: object) -> str:
    name = line.get("id") if isinstance(line, dict) else None
    return name if isinstance(name, str) else ""
