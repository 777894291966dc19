"""Which questions are asked, and which answers are refused."""

from collections.abc import Iterator, Mapping, Sequence

from marketplace.core.errors import BadInputError
from marketplace.core.texts import Text, say
from marketplace.matters.rules.guidance.book import Question
from marketplace.matters.rules.guidance.conditions import Answers, holds

Given = Mapping[str, str | Sequence[str]]
NONE = "none"


def settled(questions: Sequence[Question], given: Given) -> Answers:
    """The answers to what is asked, in its order; refuses by name what cannot be an answer."""
    known = {question.id for question in questions}
    for name in given:
        if name not in known:
            raise BadInputError(name, say("There is no question %(id)s.", id=name))
    answers: dict[str, tuple[str, ...]] = {}
    for question in asked(questions, answers):
        chosen = _chosen(given.get(question.id, ()))
        if refusal := why_not(question, chosen):
            raise BadInputError(question.id, refusal)
        answers[question.id] = in_order(question, chosen)
    return answers


def walk(questions: Sequence[Question], given: Given) -> list[tuple[Question, tuple[str, ...]]]:
    """Every question that is asked, with its answer; () where there is none or no lawful one."""
    answers: dict[str, tuple[str, ...]] = {}
    walked = []
    for question in asked(questions, answers):
        chosen = _chosen(given.get(question.id, ()))
        if not why_not(question, chosen):
            answers[question.id] = in_order(question, chosen)
        walked.append((question, answers.get(question.id, ())))
    return walked


def asked(questions: Sequence[Question], answers: Answers) -> Iterator[Question]:
    """What is asked, on the answers so far; `answers` grows while this is walked."""
    for question in questions:
        if question.ask_if is None or holds(question.ask_if, answers):
            yield question


def why_not(question: Question, chosen: Sequence[str]) -> Text | None:
    """The refusal of an answer, by the question's and the option's name."""
    strange = next((value for value in chosen if value not in question.values), None)
    if strange is not None:
        return say("%(id)s has no option “%(value)s”.", id=question.id, value=strange)
    if not chosen:
        return say("%(id)s is asked and has no answer.", id=question.id)
    return _why_not_together(question, chosen) if len(chosen) > 1 else None


def _why_not_together(question: Question, chosen: Sequence[str]) -> Text | None:
    if not question.multiple:
        return say("%(id)s takes one answer only.", id=question.id)
    if NONE in chosen:
        return say("%(id)s: “none” cannot stand beside another answer.", id=question.id)
    return None


def in_order(question: Question, chosen: Sequence[str]) -> tuple[str, ...]:
    """Each once, as the question lists them: the same choice is the same answer."""
    return tuple(value for value in question.values if value in chosen)


def _chosen(answer: str | Sequence[str]) -> tuple[str, ...]:
    return (answer,) if isinstance(answer, str) else tuple(answer)
