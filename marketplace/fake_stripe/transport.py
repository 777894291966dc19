"""The peer in the same process, behind the payment service's own client: no network at all."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from stripe import APIConnectionError, HTTPClient

from marketplace.fake_stripe.api import answer
from marketplace.fake_stripe.book import Book
from marketplace.fake_stripe.errors import BrokenOffError
from marketplace.fake_stripe.nesting import nested


def broken_off() -> Exception:
    failure: Exception = APIConnectionError("broken off", should_retry=True)  # type: ignore[no-untyped-call]  # theirs
    return failure


class InProcess(HTTPClient):
    """For tests, and for the play that fills the demo."""

    name = "in process"

    def __init__(self, book: Book, base: str = "http://127.0.0.1") -> None:
        super().__init__()
        self.book, self.base = book, base

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        **_: Any,
    ) -> tuple[str, int, Mapping[str, str]]:
        parts = urlsplit(url)
        text = parts.query if method.upper() == "GET" else post_data or ""
        params = nested(parse_qsl(text, keep_blank_values=True))
        key = (headers or {}).get("Idempotency-Key", "")
        try:
            status, body = answer(self.book, (method.upper(), parts.path), params, key, self.base)
        except BrokenOffError as error:
            raise broken_off() from error
        return json.dumps(body), status, {"Request-Id": f"req_{status}"}

    def close(self) -> None:
        """Nothing is open."""
