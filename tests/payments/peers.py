"""Peers that the gateway asks over HTTP: our stand-in, and localstripe where it is installed.

`localstripe` is no part of the locked packages: name its command in LOCALSTRIPE, or have it on the
PATH (`pip install localstripe==1.15.10` in an environment of its own).
"""

import os
import shutil
import urllib.request
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from queue import Queue
from urllib.parse import urlencode

import stripe

from marketplace.core.paying import PaymentService
from marketplace.fake_stripe import happenings
from marketplace.fake_stripe.book import Book
from marketplace.fake_stripe.server import listen
from marketplace.fake_stripe.webhooks import Teller
from marketplace.payments.backend.port import Sent
from marketplace.payments.backend.stripe_gateway import StripeGateway
from marketplace.payments.states import Order
from tests.bench.server import free_port, started
from tests.support import serve

KEY, SECRET = "sk_test_peer", "whsec_peer"
COMMAND = os.environ.get("LOCALSTRIPE") or shutil.which("localstripe")
SESSION = {
    "currency": "CNY", "title": "Part 1", "methods": ["card"], "reference": "FK-1", "group": "FK-1",
    "back": "http://127.0.0.1/", "expires_at": 4_000_000_000,
}  # fmt: skip
CARD = {"number": "4242424242424242", "exp_month": 12, "exp_year": 2040, "cvc": "123"}


def gateway_to(base, secret=SECRET):
    return StripeGateway(PaymentService(KEY, (secret,), ("card",), base))


class StandIn:
    """Ours."""

    def __init__(self, base, book, teller):
        self.base, self.book, self.teller = base, book, teller
        self.gateway, self.number = gateway_to(base), count()

    def paid(self, minor):
        """The reference of a payment that has arrived."""
        effect = f"checkout:{next(self.number)}"
        body = SESSION | {"amount": minor, "effect": effect}
        session = self.gateway.send(Sent(Order.CHECKOUT, effect, body)).ref
        return happenings.pay(self.book, session)["payment_intent"]

    def word(self, kind):
        """Body and signature of a word of this kind."""
        self.teller.round(self.book)
        return next(one for one in self.teller.heard if kind.encode() in one[0])


@contextmanager
def stand_in(_):
    heard = []
    teller = Teller("http://hall.test/", SECRET, send=lambda _, *said: heard.append(said) or 200)
    teller.heard = heard
    peer = listen(Book(), teller, KEY)
    serve(peer.server)
    yield StandIn(peer.base, peer.book, teller)
    peer.server.shutdown()
    peer.server.server_close()


class LocalStripe:
    """The other one. It has no pages to pay on, so a payment is made by its own calls."""

    def __init__(self, base, told):
        self.base, self.told, self.gateway = base, told, gateway_to(base)
        client = stripe.StripeClient(KEY, base_addresses={"api": base}, max_network_retries=0)
        self.client = client.v1

    def paid(self, minor):
        card = self.client.payment_methods.create({"type": "card", "card": CARD})
        asked = {"amount": minor, "currency": "cny", "payment_method": card.id, "confirm": True}
        return self.client.payment_intents.create(asked).id

    def word(self, kind):
        while True:
            said = self.told.get(timeout=20)
            if kind.encode() in said[0]:
                return said


class Ear(BaseHTTPRequestHandler):
    """Hears what localstripe tells."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.told.put((body, self.headers["Stripe-Signature"]))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


@contextmanager
def localstripe(folder):
    port, ear = free_port(), ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    ear.told, base = Queue(), f"http://127.0.0.1:{port}"
    serve(ear)
    command = [COMMAND, "--port", str(port), "--from-scratch"]
    with started(command, {}, folder / "localstripe.log", port):
        fields = {"url": f"http://127.0.0.1:{ear.server_port}/", "secret": SECRET}
        asked = f"{base}/_config/webhooks/hall"
        with closing(urllib.request.urlopen(asked, urlencode(fields).encode())):  # noqa: S310 (loopback)
            yield LocalStripe(base, ear.told)
    ear.shutdown()
    ear.server_close()
