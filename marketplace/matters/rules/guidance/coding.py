"""Answers as one short word for addresses and cookies: Q01.government~Q18.range.outlet."""

from collections.abc import Mapping, Sequence

BETWEEN, WITHIN = "~", "."
LONGEST = 3000  # far above any answers to the questions there are


def encode(answers: Mapping[str, Sequence[str]]) -> str:
    return BETWEEN.join(WITHIN.join((asked, *chosen)) for asked, chosen in answers.items())


def decode(text: str) -> dict[str, tuple[str, ...]]:
    """What the word says; whether these are answers at all is for `settled` to judge."""
    parts = [part.split(WITHIN) for part in text[:LONGEST].split(BETWEEN) if part]
    return {asked: tuple(chosen) for asked, *chosen in parts}
