"""Why a question is asked: what the rules that read it decide."""

from dataclasses import dataclass

from marketplace.matters.rules.guidance.book import Book, Question
from marketplace.matters.rules.guidance.conditions import reads


@dataclass(frozen=True)
class Purpose:
    """One thing that an answer decides; `law` is "" where only the matters themselves have one."""

    name_zh: str
    name_en: str
    law: str
    brings: tuple[str, ...]
    spares: tuple[str, ...]


def purposes(book: Book, question: Question) -> list[Purpose]:
    """In the rules' order; what brings and spares nothing itself is left out."""
    deciding = [rule for rule in book.rules if question.id in reads(rule.when)]
    found = [
        Purpose(rule.why_zh, rule.why_en, rule.law, (*rule.matters, *rule.items), rule.without)
        for rule in deciding
    ]
    return [purpose for purpose in found if purpose.brings or purpose.spares]


def opens(book: Book, question: Question) -> list[Question]:
    """The questions that are asked only on some answer to this one."""
    return [other for other in book.questions if question.id in reads(other.ask_if)]
