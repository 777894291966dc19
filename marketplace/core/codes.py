"""The unified social credit code of GB 32100-2015.

Eighteen characters: registrar, kind, six of the area, nine of the organisation code (GB 11714),
one check character. The weights are different powers of 3 modulo the prime 31, so every change of
one character, and every swap of neighbours, is noticed. A swap of the first and the last character
is not: both weigh 1.
"""

import unicodedata

from marketplace.core.texts import Text, say

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
_WEIGHTS = tuple(pow(3, place, 31) for place in range(LENGTH - 1))
_ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_DROPPED = {"Zs", "Pd", "Cf", "Cc"}  # blanks, dashes, what cannot be seen


def normalise_code(text: str) -> str:
    """One spelling for all that people type: full-width, lower case, spaces, hyphens."""
    plain = unicodedata.normalize("NFKC", text).casefold().upper()
    return "".join(char for char in plain if unicodedata.category(char) not in _DROPPED)


def check_digit(first17: str) -> str:
    """The last character of the code that begins so; ValueError if that is no beginning of one."""
    if len(first17) != LENGTH - 1 or not set(first17) <= set(ALPHABET):
        raise ValueError("a code begins with 17 characters of its alphabet")
    total = sum(
        ALPHABET.index(char) * weight for char, weight in zip(first17, _WEIGHTS, strict=True)
    )
    return ALPHABET[-total % 31]


def fault_in_code(text: str) -> Text | None:
    """Why this is not a unified social credit code; None if it is one."""
    code = normalise_code(text)
    if len(code) != LENGTH:
        return say(
            "A unified social credit code has 18 characters; this one has %(length)s.",
            length=len(code),
        )
    strange = next((char for char in code if char not in ALPHABET), None)
    if strange is not None:
        return say(
            "A unified social credit code has digits and capital letters without I, O, S, V, Z;"
            " “%(char)s” is not used.",
            char=strange,
        )
    if check_digit(code[:-1]) != code[-1]:
        return say("The check digit does not fit: a character of the code is mistyped.")
    return None


def is_valid_code(text: str) -> bool:
    return fault_in_code(text) is None


def has_valid_organisation_part(text: str) -> bool:
    """Does the GB 11714 check digit inside fit too? Some old codes in force fail this."""
    part = normalise_code(text)[8:17]
    if len(part) != 9 or not set(part) <= set(_ORGANISATION_ALPHABET):
        return False
    pairs = zip(part[:-1], _ORGANISATION_WEIGHTS, strict=True)
    total = sum(_ORGANISATION_ALPHABET.index(char) * weight for char, weight in pairs)
    return part[-1] == "0123456789X"[-total % 11]


def make_code(first17: str) -> str:
    """The whole code, for the demo and the tests."""
    return first17 + check_digit(first17)
