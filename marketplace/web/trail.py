"""The way back through a list: a page knows where those before it began.

Lists walk by key, and a key tells where the next page begins, never where the one before did. So
the link to the next page carries the keys of the pages that led here; nobody asks the database.
"""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import request

KEYS = ("after", "before")  # where a page of a list begins; neither: it is the first
BACK = "back"
LONGEST = 20  # pages one can go back at once; the first is always there


@dataclass(frozen=True)
class Ways:
    """Addresses from this page of a list; "" leads nowhere."""

    previous: str
    first: str
    next: str


def ways(next_url: str = "") -> Ways:
    """`next_url` as the list gave it: its filters and its key."""
    begins = next((name for name in KEYS if request.args.get(name)), "")
    trail = request.args.getlist(BACK) if begins else []
    previous = _address(begins, trail[-1], trail[:-1]) if trail else ""
    first = _address() if begins and trail != [""] else ""
    return Ways(previous, first, _going_on(next_url, trail, request.args.get(begins, "")))


def _address(name: str = "", key: str = "", trail: list[str] | None = None) -> str:
    """This list with its filters, from `key` on."""
    asked = [pair for pair in request.args.items(multi=True) if pair[0] not in (*KEYS, BACK)]
    begins = [(name, key)] if key else []
    query = urlencode(asked + begins + [(BACK, one) for one in (trail or ()) if key])
    return f"{request.path}?{query}" if query else request.path


def _going_on(url: str, trail: list[str], here: str) -> str:
    way = urlencode([(BACK, key) for key in [*trail, here][-LONGEST:]])
    parts = urlsplit(url)
    if not {name for name, _ in parse_qsl(parts.query)} & set(KEYS):
        return url  # a list that keeps its own way
    return urlunsplit(parts._replace(query=f"{parts.query}&{way}"))
