"""Where a person stands in the questionnaire."""

from collections.abc import Sequence
from dataclasses import dataclass

from marketplace.matters.rules.guidance.asking import Given, walk
from marketplace.matters.rules.guidance.book import Question
from marketplace.matters.rules.guidance.conditions import Answers


@dataclass(frozen=True)
class Progress:
    """The questions asked of this person, as far as his answers tell, and the answers."""

    asked: tuple[Question, ...]
    answers: Answers

    @property
    def missing(self) -> Question | None:
        """The first question without an answer."""
        return next((one for one in self.asked if one.id not in self.answers), None)

    def number_of(self, question: Question) -> int:
        """From 1; 0 of a question that is not asked."""
        return self.asked.index(question) + 1 if question in self.asked else 0

    def before(self, question: Question) -> Question | None:
        number = self.number_of(question)
        return self.asked[number - 2] if number > 1 else None

    def after(self, question: Question) -> Question | None:
        """The next one without an answer, behind this question or, if there is none, at all."""
        behind = self.asked[self.number_of(question) :]
        return next((one for one in behind if one.id not in self.answers), self.missing)


def progress_of(questions: Sequence[Question], given: Given) -> Progress:
    walked = walk(questions, given)
    answers = {question.id: chosen for question, chosen in walked if chosen}
    return Progress(tuple(question for question, _ in walked), answers)
