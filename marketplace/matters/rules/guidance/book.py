"""One version of the guidance: questions, rules, and the network of matters and services."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any

from marketplace.matters.states import Obligation

Line = Mapping[str, Any]
Condition = Mapping[str, Any]


class Kind(StrEnum):
    """Whose work a step of the plan is."""

    APPROVAL = auto()
    INTERMEDIARY = auto()
    DEPARTMENT_TECHNICAL = auto()


@dataclass(frozen=True)
class Option:
    """An answer that may be chosen."""

    value: str
    name_zh: str
    name_en: str


@dataclass(frozen=True)
class Question:
    """`ask_if` is None for what everybody is asked; a multiple question takes several options."""

    id: str
    name_zh: str
    name_en: str
    multiple: bool
    ask_if: Condition | None
    help_zh: str
    help_en: str
    options: tuple[Option, ...]

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(option.value for option in self.options)


@dataclass(frozen=True)
class Rule:
    """When its condition holds it removes, then adds."""

    id: str
    phase: int
    when: Condition
    matters: tuple[str, ...]
    items: tuple[str, ...]
    without: tuple[str, ...]
    flags: tuple[str, ...]
    why_zh: str
    why_en: str
    law: str


@dataclass(frozen=True)
class Step:
    """A matter or a service item; it waits for those of `waits` that the plan has."""

    code: str
    kind: Kind
    days: int
    waits: tuple[str, ...]
    hard: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Book:
    """All that a plan is made from; two books of the same content give the same plans."""

    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    steps: Mapping[str, Step]

    def question(self, id: str) -> Question | None:
        return next((question for question in self.questions if question.id == id), None)


def content_of(guidance: Line, matters: Sequence[Line], items: Sequence[Line]) -> dict[str, Any]:
    """What a version keeps of the catalogue's files: all that decides a plan, nothing else."""
    return {
        "questions": list(guidance["questions"]),
        "rules": list(guidance["rules"]),
        "matters": {line["id"]: _kept_of_matter(line) for line in matters},
        "items": {line["id"]: _kept_of_item(line) for line in items},
    }


def _kept_of_matter(line: Line) -> dict[str, Any]:
    before = line["prerequisites"]
    return {
        "days": line["committed_days"],
        "waits": [wait["id"] for wait in before],
        "hard": [wait["id"] for wait in before if wait["kind"] == "hard"],
        "items": [need["id"] for need in line["service_items"]],
    }


def _kept_of_item(line: Line) -> dict[str, Any]:
    by_department = line["obligation"] == Obligation.DEPARTMENT_COMMISSIONS_AND_PAYS
    days = line["duration_working_days"]["typical"]
    return {"days": days, "after": list(line["after"]), "by_department": by_department}


def book_of(content: Line) -> Book:
    """Read what `content_of` wrote."""
    steps = [_matter(code, line) for code, line in content["matters"].items()]
    steps += [_item(code, line) for code, line in content["items"].items()]
    questions = tuple(map(_question, content["questions"]))
    return Book(questions, tuple(map(_rule, content["rules"])), {s.code: s for s in steps})


def _matter(code: str, line: Line) -> Step:
    items = tuple(line["items"])
    waits = (*line["waits"], *items)
    return Step(code, Kind.APPROVAL, line["days"], waits, tuple(line["hard"]), items)


def _item(code: str, line: Line) -> Step:
    kind = Kind.DEPARTMENT_TECHNICAL if line["by_department"] else Kind.INTERMEDIARY
    return Step(code, kind, line["days"], tuple(line["after"]))


def _question(line: Line) -> Question:
    options = [Option(o["value"], o["label_zh"], o["label_en"]) for o in line["options"]]
    helps = (line.get("help_zh", ""), line.get("help_en", ""))
    names = (line["text_zh"], line["text_en"], line["kind"] == "multi", line["ask_if"])
    return Question(line["id"], *names, *helps, tuple(options))


def _rule(line: Line) -> Rule:
    without = (*line["remove_matters"], *line["remove_service_items"])
    added = (tuple(line["add_matters"]), tuple(line["add_service_items"]), without)
    why = (line["why_zh"], line["why_en"], line["legal_basis"])
    return Rule(line["id"], line["phase"], line["when"], *added, tuple(line["flags"]), *why)
