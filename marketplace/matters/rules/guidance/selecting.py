"""Which matters and services the answers select, and why each is there."""

from dataclasses import dataclass, field
from typing import Any

from marketplace.matters.rules.guidance.book import Book, Rule
from marketplace.matters.rules.guidance.conditions import Answers, evidence, holds

Reason = dict[str, Any]  # because: rule, prerequisite or requirement; the rest as `_by_*` below


@dataclass
class Selection:
    """Codes with their reasons, in the order they came; `removed` tells what was taken away."""

    matters: dict[str, list[Reason]] = field(default_factory=dict)
    items: dict[str, list[Reason]] = field(default_factory=dict)
    flags: dict[str, list[Reason]] = field(default_factory=dict)
    removed: dict[str, list[Reason]] = field(default_factory=dict)


def select(book: Book, answers: Answers) -> Selection:
    """Rules in two phases, then what is needed first, then the services of each matter."""
    chosen = Selection()
    for rule in sorted(book.rules, key=lambda rule: rule.phase):  # the file's order in each phase
        if holds(rule.when, answers):
            _fire(chosen, rule, _by_rule(rule, answers))
    _close(book, chosen)
    for matter in sorted(chosen.matters):
        for item in book.steps[matter].items:
            chosen.items.setdefault(item, []).append(_by_requirement(matter))
    for code in (*chosen.matters, *chosen.items):
        chosen.removed.pop(code, None)
    return chosen


def _fire(chosen: Selection, rule: Rule, reason: Reason) -> None:
    for code in rule.without:
        if chosen.matters.pop(code, None) or chosen.items.pop(code, None):
            chosen.removed.setdefault(code, []).append(reason)
    added = ((rule.matters, chosen.matters), (rule.items, chosen.items), (rule.flags, chosen.flags))
    for codes, there in added:
        for code in codes:
            there.setdefault(code, []).append(reason)


def _close(book: Book, chosen: Selection) -> None:
    """Round after round, until nothing is missing that is always needed first."""
    fresh = sorted(chosen.matters)
    while fresh:
        missing: dict[str, list[Reason]] = {}
        for matter in fresh:
            for code in book.steps[matter].hard:
                if code not in chosen.matters:
                    missing.setdefault(code, []).append(_by_prerequisite(matter))
        chosen.matters |= missing
        fresh = sorted(missing)


def _by_rule(rule: Rule, answers: Answers) -> Reason:
    why = {"why_zh": rule.why_zh, "why_en": rule.why_en, "law": rule.law}
    read = {asked: list(answers[asked]) for asked in evidence(rule.when, answers)}
    return {"because": "rule", "rule": rule.id, **why, "answers": read}


def _by_prerequisite(matter: str) -> Reason:
    return {"because": "prerequisite", "of": matter}


def _by_requirement(matter: str) -> Reason:
    return {"because": "requirement", "of": matter}
