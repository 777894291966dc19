"""The process: answers orders, shows its pages, tells the platform."""

import json
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from marketplace.fake_stripe import happenings, pages
from marketplace.fake_stripe.api import answer
from marketplace.fake_stripe.book import Book
from marketplace.fake_stripe.errors import BrokenOffError, RefusedError
from marketplace.fake_stripe.nesting import nested
from marketplace.fake_stripe.orders import thing
from marketplace.fake_stripe.webhooks import Teller

PAUSE_SECONDS = 0.3
MOST_BYTES = 100_000
Happen = Callable[[Book, str, bool], object]
HAPPENINGS: dict[str, Happen] = {
    "dispute": lambda book, intent, _: happenings.dispute(book, intent),
    "close": happenings.close_dispute,
    "settle": happenings.settle,
}
HTML, JSON = "text/html; charset=utf-8", "application/json"


@dataclass
class Peer:
    """One peer: what it remembers, whom it tells, where it listens."""

    book: Book
    teller: Teller
    key: str
    server: ThreadingHTTPServer

    @property
    def base(self) -> str:
        host, port = self.server.server_address[:2]
        return f"http://{host!s}:{port}"

    def serve(self, stop: threading.Event) -> None:
        """Until told to stop."""
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        while not stop.wait(PAUSE_SECONDS):
            self.teller.round(self.book)
        self.server.shutdown()
        self.server.server_close()

    def steer(self, params: dict[str, Any]) -> None:
        """What a test or a demonstration asks for: faults, repetitions, disputes."""
        for name in ("held", "twice", "backwards"):
            if name in params:
                setattr(self.teller, name, params[name] == "1")
        if "trouble" in params:
            self.book.trouble.append(params["trouble"])
        good = params.get("good", "1") == "1"
        with self.book.lock:
            for name, happen in HAPPENINGS.items():
                if name in params:
                    happen(self.book, params[name], good)
            self.book.keep()


class Handler(BaseHTTPRequestHandler):
    """`peer` is set on a subclass made for one server."""

    peer: Peer

    def do_GET(self) -> None:
        self._serve("GET", urlsplit(self.path).query)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > MOST_BYTES:
            self._say(413, "", HTML)
            return
        self._serve("POST", self.rfile.read(length).decode())

    def log_message(self, *_: object) -> None:
        """Quiet: who pays what is nobody's business."""

    def _serve(self, method: str, text: str) -> None:
        path, params = urlsplit(self.path).path, nested(parse_qsl(text, keep_blank_values=True))
        if path.startswith("/v1/"):
            self._api(method, path, params)
            return
        if path == "/steer" and method == "POST":
            self.peer.steer(params)
            self._say(200, "{}", JSON)
            return
        self._page(method, path, params)

    def _api(self, method: str, path: str, params: dict[str, Any]) -> None:
        if self.headers.get("Authorization") != f"Bearer {self.peer.key}":
            refusal = RefusedError("Invalid API Key provided.", status=401)
            self._say(401, json.dumps(refusal.body), JSON)
            return
        key = self.headers.get("Idempotency-Key", "")
        try:
            status, body = answer(self.peer.book, (method, path), params, key, self.peer.base)
        except BrokenOffError:
            self.close_connection = True
            return
        self._say(status, json.dumps(body), JSON)

    def _page(self, method: str, path: str, params: dict[str, Any]) -> None:
        what, _, key = path.strip("/").partition("/")
        shows = {"pay": self._pay, "onboard": self._onboard}
        try:
            with self.peer.book.lock:
                shows[what](method, key, params)
                self.peer.book.keep()
        except (KeyError, RefusedError):
            self._say(404, pages.page("Not found · 页面不存在", "<p>404</p>"), HTML)

    def _pay(self, method: str, id: str, params: dict[str, Any]) -> None:
        book = self.peer.book
        session = thing(book, id, "checkout.session")
        if method == "GET":
            self._say(200, pages.checkout(session), HTML)
            return
        try:
            happenings.pay(book, id, params.get("method", "card"), params.get("number", ""))
        except RefusedError as refusal:
            self._say(402, pages.checkout(session, str(refusal)), HTML)
            return
        self._go(session["success_url"])

    def _onboard(self, method: str, id: str, _: dict[str, Any]) -> None:
        account = thing(self.peer.book, id, "account")
        if method == "GET":
            self._say(200, pages.onboarding(account), HTML)
            return
        happenings.onboard(self.peer.book, id)
        self._go(account["return_url"])

    def _go(self, url: str) -> None:
        self.send_response(303)
        self.send_header("Location", url)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _say(self, status: int, text: str, kind: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def listen(book: Book, teller: Teller, key: str, port: int = 0) -> Peer:
    """A peer on loopback; port 0 takes any that is free."""
    kind = type("OwnHandler", (Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", port), kind)
    server.daemon_threads = True
    peer = Peer(book, teller, key, server)
    kind.peer = peer  # type: ignore[attr-defined]  # made a line above
    return peer


def folder_of(data: Path) -> Path:
    """Where the stand-in of a demo remembers, below the hall's data."""
    return data / "fake-stripe"


def book_of(folder: Path) -> Book:
    folder.mkdir(parents=True, exist_ok=True)
    return Book.opened(folder / "book.json")


def stand_in(folder: Path, port: int, url: str, stop: threading.Event) -> None:
    """The whole process, until told to stop; what it is known by comes by the environment."""
    teller = Teller(url, os.environ["STRIPE_WEBHOOK_SECRET"])
    listen(book_of(folder), teller, os.environ["STRIPE_KEY"], port).serve(stop)
