"""Passwords: argon2id, two at a time, and which ones are too easily guessed."""

import threading
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from marketplace.core.texts import Text, say

SHORTEST, LONGEST = 15, 256
COMMON = (
    "password", "passw0rd", "qwerty", "asdfgh", "zxcvbn", "letmein", "welcome", "iloveyou",
    "admin", "administrator", "123456", "111111", "000000", "abc123", "woaini", "chengdu",
    "sichuan", "marketplace", "intermediary", "hall", "zhongjie", "changeme", "secret",
)  # fmt: skip
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
    if _is_guessable(password.casefold(), context):
        return say("This password is easily guessed. Choose a sentence that only you would write.")
    return None


def _is_guessable(password: str, context: tuple[str, ...]) -> bool:
    """What is left when the common words are gone must still be long and varied."""
    own = [word.casefold() for text in context for word in (text, text.partition("@")[0])]
    for word in (*sorted(filter(lambda word: len(word) > 2, own), key=len, reverse=True), *COMMON):
        password = password.replace(word, "")
    return len(password) < 8 or len(set(password)) < 5
