"""What a person typed, as groups that must all be found. No operators, so no syntax errors."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from marketplace.search.rules.letters import LONGEST_QUERY, fold, pairs, runs, stem
from marketplace.search.rules.tokens import (
    INITIALS,
    LONGEST_CHINESE_WORD,
    LONGEST_INITIALS,
    SYLLABLE,
    SYLLABLES,
)

MOST_GROUPS = 16
MOST_READINGS = 4
LONGEST_SYLLABLE = 6
LONGEST_PINYIN = 40
LONGEST_ACRONYM = 12


@dataclass(frozen=True)
class Han:
    """Chinese characters side by side."""

    run: str

    @property
    def grams(self) -> list[str]:
        return list(dict.fromkeys(pairs(self.run)))


@dataclass(frozen=True)
class Word:
    """A word in other letters: English, a code, or pinyin."""

    word: str

    @property
    def root(self) -> str:
        return stem(self.word)

    @property
    def is_letters(self) -> bool:
        return len(self.word) >= 2 and self.word.isascii() and self.word.isalpha()


Group = Han | Word


def parse(text: str) -> tuple[Group, ...]:
    """Every run of letters in what was typed; signs only part them."""
    found = runs(fold(text[:LONGEST_QUERY])[:LONGEST_QUERY])
    groups = dict.fromkeys(Han(run) if is_han else Word(run) for run, is_han in found)
    return tuple(groups)[:MOST_GROUPS]


def cut(groups: tuple[Group, ...], is_word: Callable[[str], bool]) -> tuple[Group, ...]:
    """The same query with its Chinese runs cut into words the index knows."""
    pieces: dict[Group, None] = {}
    for group in groups:
        if isinstance(group, Han):
            pieces.update(dict.fromkeys(Han(word) for word in _words(group.run, is_word)))
        else:
            pieces[group] = None
    return tuple(pieces)[: 2 * MOST_GROUPS]


def _words(run: str, is_word: Callable[[str], bool]) -> list[str]:
    """The fewest pieces that make up the run, a piece being a known word or one character."""
    best: list[list[str]] = [[]]
    for end in range(1, len(run) + 1):
        starts = range(max(0, end - LONGEST_CHINESE_WORD), end)
        ways = [
            [*best[start], run[start:end]]
            for start in starts
            if end - start == 1 or is_word(run[start:end])
        ]
        best.append(min(ways, key=len))
    return best[-1]


def initials(word: Word) -> list[str]:
    """The word as initials of Chinese words: terms that must all be there; none when too long."""
    if not word.is_letters or len(word.word) > LONGEST_ACRONYM:
        return []
    size = min(LONGEST_INITIALS, len(word.word))
    return [INITIALS + word.word[i : i + size] for i in range(len(word.word) - size + 1)]


def readings(word: Word, syllables: Collection[str]) -> list[list[str]]:
    """The word as pinyin, each way a list of terms; the last term is a beginning only."""
    if not word.is_letters or len(word.word) > LONGEST_PINYIN:
        return []
    found: list[list[str]] = []
    for spoken in _spoken(word.word, syllables):
        found.append(_terms(spoken))
        if len(found) == MOST_READINGS:
            break
    return found


def _terms(spoken: list[str]) -> list[str]:
    if len(spoken) == 1:
        return [SYLLABLE + spoken[0]]
    return [SYLLABLES + a + b for a, b in pairwise(spoken)]


def _spoken(letters: str, syllables: Collection[str]) -> Iterator[list[str]]:
    """Ways to cut letters into syllables, long ones first; the last may be unfinished.

    `reach` holds the places from which the end can be reached, so that no dead end is walked twice.
    """
    reach = _reach(letters, syllables)

    def walk(start: int) -> Iterator[list[str]]:
        rest = letters[start:]
        if _begins_one(rest, syllables):
            yield [rest]
        for size in range(min(LONGEST_SYLLABLE, len(rest) - 1), 0, -1):
            if rest[:size] in syllables and start + size in reach:
                yield from ([rest[:size], *more] for more in walk(start + size))

    return walk(0)


def _reach(letters: str, syllables: Collection[str]) -> set[int]:
    reach: set[int] = set()
    for start in range(len(letters) - 1, -1, -1):
        rest = letters[start:]
        sizes = range(1, min(LONGEST_SYLLABLE, len(rest)) + 1)
        onward = any(rest[:size] in syllables and start + size in reach for size in sizes)
        if onward or _begins_one(rest, syllables):
            reach.add(start)
    return reach


def _begins_one(rest: str, syllables: Collection[str]) -> bool:
    fits = len(rest) <= LONGEST_SYLLABLE
    return fits and any(syllable.startswith(rest) for syllable in syllables)
