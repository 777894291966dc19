"""Telling the platform: signed, at least once, and on request twice, late or in another order."""

import hmac
import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

from marketplace.fake_stripe.book import Book, Thing, now

TIMEOUT_SECONDS = 5
Post = Callable[[str, bytes, str], int]


def signed(body: bytes, secret: str, at: int | None = None) -> str:
    """The header of a body: the moment, and the mark of both under the secret."""
    moment = now() if at is None else at
    mark = hmac.new(secret.encode(), f"{moment}.".encode() + body, sha256).hexdigest()
    return f"t={moment},v1={mark}"


def post(url: str, body: bytes, signature: str) -> int:
    """The status of the answer; 0 when there was none."""
    headers = {"Content-Type": "application/json", "Stripe-Signature": signature}
    asked = urllib.request.Request(url, body, headers)  # noqa: S310 (our own address)
    try:
        with urllib.request.urlopen(asked, timeout=TIMEOUT_SECONDS) as reply:  # noqa: S310
            return int(reply.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code
    except OSError:
        return 0


@dataclass
class Teller:
    """`held` keeps events back until it is lifted; `twice` tells each two times."""

    url: str
    secret: str
    send: Post = post
    held: bool = False
    twice: bool = False
    backwards: bool = False
    told: list[Thing] = field(default_factory=list)

    def round(self, book: Book) -> int:
        """Tell what is untold; what gets no 2xx stays, for the next round."""
        if self.held:
            return 0
        with book.lock:
            waiting = list(book.untold)
        heard = [event for event in self._ordered(waiting) if self._tell(event)]
        with book.lock:
            book.untold = [event for event in book.untold if event not in heard]
            if heard:
                book.keep()
        self.told += heard
        return len(heard)

    def _ordered(self, events: list[Thing]) -> list[Thing]:
        ordered = events[::-1] if self.backwards else events
        return [event for event in ordered for _ in range(2 if self.twice else 1)]

    def _tell(self, event: Thing) -> bool:
        body = json.dumps(event).encode()
        return 200 <= self.send(self.url, body, signed(body, self.secret)) < 300
