"""Fields of the catalogue that hold Chinese with an English gloss behind it."""

import re

_GLOSS = re.compile(r"(?<=[^\x00-\x7f])\s+[A-Za-z][A-Za-z ,/-]*$")


def chinese_part(text: str) -> str:
    """The text without the English gloss at its end, if it has one."""
    return _GLOSS.sub("", text)
