"""What a plan costs: CPU time from the answers to the whole result."""

import json
import time
from typing import Any

from marketplace.core.config import ROOT
from marketplace.matters.rules.guidance import Book, book_of, make_plan
from marketplace.matters.rules.guidance.asking import Given
from marketplace.matters.rules.guidance.book import content_of
from tests.bench.report import say

APPROVALS = ROOT / "data" / "approvals"
TIMES = 50
AIM_MS = 50


def measure() -> None:
    """CPU milliseconds of the longest example, the book read once as the hall does."""
    matters, items = _file("matters")["matters"], _file("service_items")["service_items"]
    book = book_of(content_of(_file("guidance"), matters, items))
    answers = [example["answers"] for example in _file("examples")["examples"]]
    slowest = max(_cpu_ms(book, given) for given in answers)
    met = "met" if slowest < AIM_MS else "NOT MET"
    say(f"a plan of the longest example: {slowest:.1f} ms CPU (aim {AIM_MS}, {met})")


def _cpu_ms(book: Book, given: Given) -> float:
    began = time.process_time()
    for _ in range(TIMES):
        make_plan(book, given)
    return (time.process_time() - began) / TIMES * 1000


def _file(name: str) -> Any:
    return json.loads((APPROVALS / f"{name}.json").read_text(encoding="utf-8"))
