"""The draw, protocol v1: commitments, a frozen pool, reveals, and the selection of RFC 3797.

Nobody can steer it while one of the parties keeps its secret until the pool is frozen. The same
arithmetic stands, without this program, in static/verify/verify_draw.py and static/entries/draw.js.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from marketplace.core.canonical import canonical
from marketplace.core.merkle import root_of

SERVER = "server"
LONGEST_CONTRIBUTION = 64
FEWEST_OTHERS = 2
SECRET = re.compile("[0-9a-f]{64}")
Entry = dict[str, Any]
Document = dict[str, Any]


def commitment(draw_id: str, party: str, secret: str) -> str:
    """What a party publishes before sign-up; the secret is 64 hexadecimal characters."""
    return sha256(f"draw-commit-v1|{draw_id}|{party}|{secret}".encode()).hexdigest()


def ordered(draw_id: str, ids: Sequence[str]) -> list[str]:
    """The order in which the pool is numbered: by digest, so that nobody chooses his number."""
    return sorted(ids, key=lambda name: sha256(f"{draw_id}|{name}".encode()).digest())


def pool_of(draw_id: str, contributions: Mapping[str, str]) -> list[Entry]:
    """The numbered list, from the contribution of each entrant."""
    return [
        {"no": no, "id": name, "contribution": contributions[name]}
        for no, name in enumerate(ordered(draw_id, list(contributions)), 1)
    ]


def root_of_pool(pool: Sequence[Entry]) -> str:
    return root_of(canonical(entry).encode() for entry in pool).hex()


def seed_of(draw_id: str, pool_root: str, reveals: Mapping[str, str], beacon: str | None) -> str:
    parties = [f"{party}={secret}" for party, secret in sorted(reveals.items())]
    words = ["draw-seed-v1", draw_id, pool_root, *parties, beacon or "-"]
    return sha256("|".join(words).encode()).hexdigest()


def picks(
    key: bytes, count: int, wanted: int, digest: Callable[[bytes], Any] = hashlib.sha256
) -> list[int]:
    """`wanted` of the numbers 1 to `count`, in the order in which RFC 3797, section 4, picks."""
    left, taken = list(range(1, count + 1)), []
    for turn in range(min(wanted, count)):
        twice = turn.to_bytes(2, "big")
        number = int.from_bytes(digest(twice + key + twice).digest(), "big")
        taken.append(left.pop(number % len(left)))
    return taken


def result_of(seed: str, count: int, wanted: int) -> list[int]:
    return picks(seed.encode("ascii"), count, wanted)


def contribution_is_fit(text: str) -> bool:
    """At most 64 printable characters in their composed form (NFC)."""
    composed = unicodedata.is_normalized("NFC", text)
    return composed and len(text) <= LONGEST_CONTRIBUTION and (not text or text.isprintable())


def draws_at(closes_at: datetime, minutes: int) -> datetime:
    return closes_at + timedelta(minutes=minutes)


def as_file(document: Document) -> bytes:
    """draw.json, in one way only, so that its digest can stand in the public log."""
    return (canonical(document) + "\n").encode()


def read(data: bytes) -> Document:
    document = json.loads(data)
    if not isinstance(document, dict):
        raise TypeError("not an object")
    return document


def faults(document: Document) -> Iterator[str]:
    """What is wrong with a draw.json; nothing when everything follows from everything."""
    try:
        yield from _faults(document)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        yield f"not in the form of protocol v1: {error!r}"


def _faults(document: Document) -> Iterator[str]:
    notice, pool, draw_id = document["notice"], document["pool"], document["draw_id"]
    commits = {**notice["parties"], SERVER: notice["server_commit"]}
    reveals, beacon = document["reveals"], document["beacon_value"]
    yield from _of_secrets(draw_id, commits, reveals)
    if (notice["beacon"] is None) != (beacon is None):
        yield "the beacon of the notice and the beacon value do not go together"
    yield from _of_pool(pool, document["pool_root"])
    if type(document["n_select"]) is not int or document["n_select"] < 1:
        yield "at least one is selected"
    seed = seed_of(draw_id, document["pool_root"], reveals, beacon)
    if result_of(seed, len(pool), document["n_select"]) != document["result"]:
        yield "the result does not follow from the secrets and the pool"


def _of_pool(pool: Sequence[Entry], told: str) -> Iterator[str]:
    if [entry["no"] for entry in pool] != list(range(1, len(pool) + 1)):
        yield "the pool is not numbered from 1"
    if len({entry["id"] for entry in pool}) != len(pool):
        yield "an entrant stands in the pool twice"
    if root_of_pool(pool) != told:
        yield "the pool is not the one whose root was published"


def _of_secrets(
    draw_id: str, commits: Mapping[str, str], reveals: Mapping[str, str]
) -> Iterator[str]:
    if len(commits) <= FEWEST_OTHERS:
        yield "fewer than two others committed beside the server"
    if set(commits) != set(reveals):
        yield "those who revealed are not those who committed"
    for party, secret in reveals.items():
        if not SECRET.fullmatch(secret) or commitment(draw_id, party, secret) != commits.get(party):
            yield f"the secret of {party} is not the one it committed to"
