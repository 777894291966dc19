"""Passwords: argon2id, two at a time, and which ones are too easily guessed."""

import threading
import unicodedata
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from marketplace.accounts.rules import common
from marketplace.core.texts import Text, say

SHORTEST, LONGEST = 15, 256
LEAST_LEFT, LEAST_VARIED = 8, 5
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_GATE = threading.Semaphore(2)  # a hash takes 19 MiB and a core


def hash_of(password: str) -> str:
    with _GATE:
        return _HASHER.hash(password)


@lru_cache
def _decoy() -> str:
    return hash_of("nobody has this password")


def fits(kept: str, password: str) -> bool:
    """Takes the same time when nobody is there (`kept` empty) as when the password is wrong."""
    with _GATE:
        try:
            return _HASHER.verify(kept or _decoy(), password) and bool(kept)
        except (Argon2Error, InvalidHashError):
            return False


def is_stale(kept: str) -> bool:
    """Was it hashed with other parameters than today's?"""
    return _HASHER.check_needs_rehash(kept)


def fault(password: str, *context: str) -> Text | None:
    """Why this password may not be chosen; `context` are the person's own words."""
    if len(password) < SHORTEST:
        return say("Write at least %(count)s characters; a sentence is easy.", count=SHORTEST)
    if len(password) > LONGEST:
        return say("Write at most %(count)s characters.", count=LONGEST)
    if _is_guessable(password, context):
        return say("This password is easily guessed. Choose a sentence that only you would write.")
    return None


def _is_guessable(password: str, context: tuple[str, ...]) -> bool:
    """What is left when all that is common or his own is gone must still be long and varied."""
    plain = unicodedata.normalize("NFKC", password).casefold()
    own = tuple(unicodedata.normalize("NFKC", text) for text in context if text)
    rests = [common.left_of(spelt, own) for spelt in common.spellings(plain)]
    return any(len(rest) < LEAST_LEFT or len(set(rest)) < LEAST_VARIED for rest in rests)
