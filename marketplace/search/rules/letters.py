"""Texts as the index sees them: folded, cut into runs of Chinese or of other letters."""

import re
import unicodedata
from collections.abc import Iterator

LONGEST_QUERY = 200
LONGEST_WORD = 40  # a longer word is cut: nobody types its end, and a term must stay short

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(f"([{_HAN}]+)|([^\\W_{_HAN}]+)")
_ENDINGS = ("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", "")
_SHORTEST_STEM = 4


def fold(text: str) -> str:
    """One form for full width, half width, upper and lower case; lone surrogates are dropped."""
    clean = text.encode("utf-8", "ignore").decode("utf-8")
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", clean).casefold())


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """Each run of letters or digits of a folded text, and whether it is Chinese."""
    for found in _RUN.finditer(text):
        han, word = found.groups()
        yield (han, True) if han else (word[:LONGEST_WORD], False)


def pairs(run: str) -> list[str]:
    """Neighbouring characters two by two; a single character stands alone."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def stem(word: str) -> str:
    """An English word without its commonest ending: surveys, surveying -> survey."""
    for ending, instead in _ENDINGS:
        root = word.removesuffix(ending)
        if root != word and len(root) + len(instead) >= _SHORTEST_STEM and not root.endswith("s"):
            return root + instead
    return word
