"""From the answers of the questionnaire to a plan: what is needed, why, and for how long."""

from marketplace.matters.rules.guidance.book import Book, Kind, book_of
from marketplace.matters.rules.guidance.conditions import Answers
from marketplace.matters.rules.guidance.plan import Plan, make_plan

__all__ = ["Answers", "Book", "Kind", "Plan", "book_of", "make_plan"]
