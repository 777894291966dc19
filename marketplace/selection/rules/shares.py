"""Shamir's sharing of a secret: any two shares give it, one alone tells nothing at all.

A straight line over the integers modulo the prime 2^521 - 1 goes through the secret at x = 0; a
share is a point of it. The slope is random over the whole field, so each value of the secret fits
to one share equally well. (A. Shamir, How to share a secret, 1979, with threshold 2.)
"""

import re
import secrets
from base64 import b32decode, b32encode
from binascii import Error
from collections.abc import Sequence
from hashlib import sha256

from marketplace.core.errors import BadInputError
from marketplace.core.texts import say

PRIME = 2**521 - 1
THRESHOLD = 2
SECRET_SIZE, POINT_SIZE = 32, 66
SHARE = re.compile(r"[0-9a-f]{134}")
WORDS_SIZE, GROUP = 20, 4


class ShareError(ValueError):
    """Shares that do not belong together, or too few of them."""


def split(secret: bytes, count: int) -> list[bytes]:
    """`count` shares of 67 bytes: the x of the point, then its y."""
    if len(secret) != SECRET_SIZE or not THRESHOLD <= count < 2**8:
        raise ShareError("32 bytes, in two shares or more")
    start, slope = int.from_bytes(secret, "big"), secrets.randbelow(PRIME)
    points = [(x, (start + slope * x) % PRIME) for x in range(1, count + 1)]
    return [bytes([x]) + y.to_bytes(POINT_SIZE, "big") for x, y in points]


def combine(shares: Sequence[bytes]) -> bytes:
    """The secret behind two shares; whether it is the right one its public half tells."""
    (x1, y1), (x2, y2) = (_point(share) for share in shares[:THRESHOLD])
    if x1 == x2:
        raise ShareError("twice the same share")
    start = (y1 * x2 - y2 * x1) * pow(x2 - x1, -1, PRIME) % PRIME
    if start >= 2 ** (8 * SECRET_SIZE):
        raise ShareError("these shares do not belong together")
    return start.to_bytes(SECRET_SIZE, "big")


def _point(share: bytes) -> tuple[int, int]:
    if len(share) != 1 + POINT_SIZE:
        raise ShareError("a share has 67 bytes")
    return share[0], int.from_bytes(share[1:], "big")


def digest_of(share: bytes) -> str:
    """Kept beside the box of a share, so that a wrong one is refused; a share is random enough."""
    return sha256(b"hall key share 1|" + share).hexdigest()


def typed_share(text: str) -> bytes:
    """A share as somebody typed it in: 134 hexadecimal characters, spaces do no harm."""
    tidy = re.sub(r"\s", "", text).lower()
    if not SHARE.fullmatch(tidy):
        raise BadInputError("share", say("A share has 134 characters, 0-9 and a-f."))
    return bytes.fromhex(tidy)


def new_words() -> str:
    """A key an owner keeps on paper: 160 random bits as eight groups of four characters."""
    text = b32encode(secrets.token_bytes(WORDS_SIZE)).decode().lower()
    return "-".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))


def key_in(words: str) -> bytes:
    """The X25519 private key that these words stand for."""
    try:
        kept = b32decode(re.sub(r"[\s-]", "", words).upper())
    except (Error, ValueError):
        kept = b""
    if len(kept) != WORDS_SIZE:
        text = say("Your key has eight groups of four characters, a-z and 2-7.")
        raise BadInputError("share", text)
    return sha256(b"hall owner's key 1|" + kept).digest()
