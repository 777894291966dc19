"""A flow chart as plain numbers: steps in columns from left to right, lines between them."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

from marketplace.matters.rules.guidance.book import Step

BOX, TALL, APART, BELOW, EDGE = 184, 66, 40, 14, 8
LETTERS = 24  # of a line in a box; a Chinese character is two wide
LINES = 2


@dataclass(frozen=True)
class Box:
    """A step with its place and the lines of its name."""

    code: str
    x: int
    y: int
    days: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Arrow:
    """From one box to another, as the path of a curve."""

    path: str
    head: str
    ends: tuple[str, str]


@dataclass(frozen=True)
class Chart:
    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def drawn(steps: Sequence[Step], names: Mapping[str, str]) -> Chart:
    """The steps of one stage; what they wait for in other stages is not drawn."""
    waits = _reduced({step.code: set(step.waits) for step in steps})
    columns = _columns(waits)
    days = {step.code: step.days for step in steps}
    boxes: dict[str, Box] = {}
    for place, column in enumerate(columns):
        for row, code in enumerate(_settled(column, waits, boxes)):
            x, y = EDGE + place * (BOX + APART), EDGE + row * (TALL + BELOW)
            boxes[code] = Box(code, x, y, days[code], wrapped(names[code]))
    arrows = [_arrow(boxes[w], boxes[c]) for c in boxes for w in sorted(waits[c])]
    tallest = max((len(column) for column in columns), default=0)
    width = len(columns) * (BOX + APART) - APART + 2 * EDGE
    height = tallest * (TALL + BELOW) - BELOW + 2 * EDGE
    return Chart(width, height, tuple(boxes.values()), tuple(arrows))


def _reduced(waits: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Without what is outside, and without the arrows that a longer way already says."""
    inside = {code: before & waits.keys() for code, before in waits.items()}
    above: dict[str, set[str]] = {}
    for code in TopologicalSorter(inside).static_order():
        above[code] = inside[code].union(*(above[before] for before in inside[code]))
    return {
        code: before - set[str]().union(*(above[one] for one in before))
        for code, before in inside.items()
    }


def _columns(waits: Mapping[str, set[str]]) -> list[list[str]]:
    """Each step one column behind the last one it waits for."""
    place: dict[str, int] = {}
    for code in TopologicalSorter(waits).static_order():
        place[code] = max((place[before] + 1 for before in waits[code]), default=0)
    count = max(place.values(), default=-1) + 1
    return [sorted(code for code in place if place[code] == one) for one in range(count)]


def _settled(
    column: Iterable[str], waits: Mapping[str, set[str]], boxes: Mapping[str, Box]
) -> list[str]:
    """A column in the order of what its steps wait for, so that few lines cross."""

    def height(code: str) -> float:
        above = [boxes[before].y for before in waits[code]]
        return sum(above) / len(above) if above else 0

    return sorted(column, key=lambda code: (height(code), code))


def _arrow(start: Box, end: Box) -> Arrow:
    x1, y1, x2, y2 = start.x + BOX, start.y + TALL // 2, end.x, end.y + TALL // 2
    middle = x2 - APART // 2
    path = f"M{x1} {y1} H{middle - 12} C{middle} {y1} {middle} {y2} {x2 - 6} {y2}"
    head = f"M{x2} {y2} l-8 -4 v8 z"
    return Arrow(path, head, (start.code, end.code))


def wrapped(name: str) -> tuple[str, ...]:
    """A name in at most two lines, at spaces where it has any; what is left is an ellipsis."""
    words = name.split(" ") if wide(name) <= len(name) * 1.5 else list(name)
    joint = " " if len(words) > 1 and " " in name and words != list(name) else ""
    lines = [""]
    for word in words:
        longer = lines[-1] + joint + word if lines[-1] else word
        if wide(longer) <= LETTERS or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], lines[LINES - 1][: LETTERS - 2] + "…"]
    return tuple(lines)


def wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
