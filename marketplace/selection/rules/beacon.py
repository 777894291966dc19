"""A public beacon mixed into a draw: drand's quicknet, one random number every three seconds.

Nobody knows a round's value before its moment, so not even all parties together can choose. What
can be checked without the network is that the value is the SHA-256 of the round's signature; that
the signature is the League's (BLS on BLS12-381) whoever has drand's own tools checks with it.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from marketplace.core.errors import BadInputError
from marketplace.core.texts import say

CHAIN = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
GENESIS, PERIOD = datetime.fromtimestamp(1_692_803_367, UTC), timedelta(seconds=3)
AFTER_CLOSING = timedelta(minutes=10)
SIGNATURE = re.compile(r"[0-9a-f]{96}")


def announced(closes_at: datetime) -> dict[str, Any]:
    """The first round that lies ten minutes after the closing, or after a late freezing."""
    passed = closes_at + AFTER_CLOSING - GENESIS
    return {"chain": CHAIN, "round": max(1, -(-passed // PERIOD) + 1)}


def moment_of(number: int) -> datetime:
    """When the value of a round becomes known."""
    return GENESIS + (number - 1) * PERIOD


def is_known(told: Mapping[str, Any], now: datetime) -> bool:
    """Could anybody know its value already? Then whoever freezes the list could choose by it."""
    return moment_of(int(told["round"])) <= now


def source_of(told: Mapping[str, Any]) -> str:
    """Where anybody reads the same value: drand's public answer for that round."""
    return f"https://api.drand.sh/{told['chain']}/public/{told['round']}"


def value_of(signature: str, randomness: str) -> str:
    """The value, told twice over by drand, so that no slip of the hand passes."""
    if not SIGNATURE.fullmatch(signature):
        text = say("The signature of a round has 96 characters, 0-9 and a-f.")
        raise BadInputError("signature", text)
    if sha256(bytes.fromhex(signature)).hexdigest() != randomness:
        text = say("This is not the SHA-256 of the signature: copy both once more.")
        raise BadInputError("randomness", text)
    return randomness
