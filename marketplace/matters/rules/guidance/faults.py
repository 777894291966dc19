"""What is wrong with a guidance file: by row and field, like the faults of the catalogue."""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from marketplace.core.texts import Text, say
from marketplace.matters.rules import checks as c
from marketplace.matters.rules.guidance.conditions import OPERATORS

Line = Mapping[str, Any]
Found = Iterator[tuple[str, Text]]  # field, fault
Options = Mapping[str, Set[str]]  # of each question

OPTION = c.part(value=c.words(40), label_zh=c.words(200), label_en=c.words(200))
QUESTION = c.part(
    id=c.words(16),
    text_zh=c.words(200),
    text_en=c.words(200),
    kind=c.one_of("single", "multi"),
    help_en=c.words(1000, empty=True),
    options=c.each(OPTION),
)
CODES = c.each(c.words(16))
RULE = c.part(
    id=c.words(16),
    phase=c.number,
    add_matters=CODES,
    add_service_items=CODES,
    remove_matters=CODES,
    remove_service_items=CODES,
    flags=c.each(c.words(60)),
    why_zh=c.words(500),
    why_en=c.words(500),
    legal_basis=c.words(500, empty=True),
)
LISTS = {
    "add_matters": "matters",
    "remove_matters": "matters",
    "add_service_items": "items",
    "remove_service_items": "items",
}


def question_faults(question: Line, earlier: Options) -> Found:
    """A question may look only at those before it; each option stands there once."""
    values = [option["value"] for option in question["options"]]
    if not values:
        yield "options", say("This must not be empty.")
    for value in sorted({value for value in values if values.count(value) > 1}):
        yield "options", say("“%(value)s” stands here twice.", value=value)
    if question.get("ask_if") is not None:
        yield from condition_faults("ask_if", question["ask_if"], earlier)


def rule_faults(rule: Line, options: Options, ids: Mapping[str, Set[str]]) -> Found:
    if rule["phase"] not in (1, 2):
        yield "phase", say("A rule is of phase 1 or 2.")
    for field, kind in LISTS.items():
        for position, code in enumerate(rule[field]):
            if code not in ids[kind]:
                yield f"{field}[{position}]", say("There is no %(id)s.", id=code)
    yield from condition_faults("when", rule.get("when"), options)


def condition_faults(path: str, condition: object, options: Options) -> Found:
    """Unknown operators, unknown questions, unknown options; at any depth."""
    if not isinstance(condition, Mapping):
        yield path, say("A condition is wanted here.")
        return
    operators = sorted(set(condition) - {"q"})
    if len(operators) != 1 or operators[0] not in OPERATORS:
        named = ", ".join(operators) or "–"
        yield path, say("Unknown operator (%(operator)s).", operator=named)
        return
    yield from _operand_faults(path, operators[0], condition, options)


def _operand_faults(path: str, operator: str, condition: Line, options: Options) -> Found:
    operand, below = condition[operator], f"{path}.{operator}"
    if operator in ("all", "any"):
        if not isinstance(operand, list) or not operand:
            yield below, say("A list is wanted here.")
            return
        for position, part in enumerate(operand):
            yield from condition_faults(f"{below}[{position}]", part, options)
    elif operator == "count":
        yield from _count_faults(below, operand, options)
    elif operator != "always":
        yield from _choice_faults(path, condition.get("q"), operand, options)


def _count_faults(path: str, operand: object, options: Options) -> Found:
    if not isinstance(operand, Mapping):
        yield path, say("An object with fields is wanted here.")
        return
    for _, text in c.number(operand.get("gte")):
        yield f"{path}.gte", text
    yield from _choice_faults(path, operand.get("q"), operand.get("values"), options)


def _choice_faults(path: str, question: object, values: object, options: Options) -> Found:
    if not isinstance(question, str) or question not in options:
        yield f"{path}.q", say("There is no question %(id)s.", id=question)
        return
    if not isinstance(values, Sequence) or isinstance(values, str):
        yield path, say("A list is wanted here.")
        return
    for value in values:
        if value not in options[question]:
            yield path, say("%(id)s has no option “%(value)s”.", id=question, value=value)
