"""What the index keeps of an entry. Only the indexing process loads the dictionaries it needs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from marketplace.search.rules.letters import LONGEST_WORD, fold, pairs, runs, stem

SYLLABLE, SYLLABLES, INITIALS = "1", "2", "i"  # the first letter of a sound says what it is
LONGEST_INITIALS = 3
LONGEST_CHINESE_WORD = 8


@dataclass
class Tokens:
    """The terms of one entry by field: its names, other texts, sounds, words and tags."""

    name: set[str] = field(default_factory=set)
    text: set[str] = field(default_factory=set)
    sound: set[str] = field(default_factory=set)
    word: set[str] = field(default_factory=set)
    tag: set[str] = field(default_factory=set)


def tokens(fields: Mapping[str, str]) -> Tokens:
    """Fields called name* (else the first) are names, text* are prose, any other is a tag too."""
    names = [key for key in fields if key.startswith("name")] or list(fields)[:1]
    kept = Tokens()
    for key, value in fields.items():
        text = fold(value)
        kept.word |= words(text)
        if key in names:
            kept.name |= letters(text)
            kept.sound |= sounds(text)
            continue
        kept.text |= letters(text)
        if not key.startswith("text"):
            kept.tag |= {tag(key, part) for part in text.split()}
    return kept


def tag(key: str, value: str) -> str:
    """A filter as one term."""
    return f"{key}={fold(value).strip()[:LONGEST_WORD]}"


def letters(text: str) -> set[str]:
    """Chinese characters alone and in pairs; other words whole and without their ending."""
    found: set[str] = set()
    for run, is_han in runs(text):
        found.update(run if is_han else (run, stem(run)))
        if is_han:
            found.update(pairs(run))
    return found


def words(text: str) -> set[str]:
    """The Chinese words of a text: by them a query without spaces is cut."""
    import rjieba  # 33 MiB: the web never loads it  # noqa: PLC0415

    found = (word for run, is_han in runs(text) if is_han for word in rjieba.cut_for_search(run))
    return {word for word in found if 2 <= len(word) <= LONGEST_CHINESE_WORD}


def sounds(text: str) -> set[str]:
    """The pinyin of a name: each syllable, each two neighbours, and its initials by 2 and 3."""
    found: set[str] = set()
    for spoken in _spoken(text):
        found.update(SYLLABLE + syllable for syllable in spoken)
        found.update(SYLLABLES + a + b for a, b in pairwise(spoken))
        initials = "".join(syllable[0] for syllable in spoken)
        found.update(INITIALS + part for part in _parts(initials))
    return found


def _spoken(text: str) -> Iterator[list[str]]:
    """The syllables of each Chinese run; ü is written v, and u as well for who types it so."""
    from pypinyin import lazy_pinyin  # 57 MiB: the web never loads it  # noqa: PLC0415

    for run, is_han in runs(text):
        if not is_han:
            continue
        syllables = [s for s in lazy_pinyin(run, errors="ignore") if s.isascii() and s.isalpha()]
        yield syllables
        if any("v" in syllable for syllable in syllables):
            yield [syllable.replace("v", "u") for syllable in syllables]


def _parts(initials: str) -> Iterable[str]:
    for length in range(2, LONGEST_INITIALS + 1):
        yield from (initials[i : i + length] for i in range(len(initials) - length + 1))
