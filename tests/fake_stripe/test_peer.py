"""The stand-in by itself: over HTTP, with the service's own client."""

import urllib.error
import urllib.request
from urllib.parse import urlencode

import pytest
import stripe

from marketplace.fake_stripe import happenings
from marketplace.fake_stripe.book import Book
from marketplace.fake_stripe.nesting import nested
from marketplace.fake_stripe.server import book_of, listen
from marketplace.fake_stripe.webhooks import Teller, signed
from tests.support import serve

KEY, SECRET = "sk_test_peer", "whsec_peer"
SESSION = {
    "mode": "payment",
    "line_items": [
        {
            "quantity": 1,
            "price_data": {
                "currency": "cny",
                "unit_amount": 500,
                "product_data": {"name": "Part 1"},
            },
        }
    ],
    "payment_method_types": ["card", "alipay"],
    "client_reference_id": "FK-1",
    "success_url": "http://127.0.0.1/back",
}


class Running:
    """A peer that serves, the client that asks it, and what it told."""

    def __init__(self):
        self.heard = []
        self.teller = Teller("http://hall.test/", SECRET, send=self._hear)
        self.peer = listen(Book(), self.teller, KEY)
        self.book, self.base = self.peer.book, self.peer.base
        serve(self.peer.server)
        self.client = stripe.StripeClient(
            KEY,
            base_addresses={"api": self.base},
            max_network_retries=0,
            http_client=stripe.RequestsClient(),
        )

    def _hear(self, url, body, signature):
        self.heard.append((body, signature))
        return 200

    def open(self, key=""):
        options = {"idempotency_key": key} if key else {}
        return self.client.v1.checkout.sessions.create(SESSION, options)

    def post(self, path, **fields):
        asked = urllib.request.Request(self.base + path, urlencode(fields).encode())  # noqa: S310
        with urllib.request.urlopen(asked) as reply:  # noqa: S310
            return reply.status

    def get(self, url):
        with urllib.request.urlopen(url) as reply:  # noqa: S310
            return reply.read().decode()

    def close(self):
        self.client._requestor._client.close()
        self.peer.server.shutdown()
        self.peer.server.server_close()


@pytest.fixture
def peer():
    running = Running()
    yield running
    running.close()


def test_a_page_is_opened_shown_and_paid(peer):
    session = peer.open()
    assert "5.00 CNY" in peer.get(session.url)
    happenings.pay(peer.book, session.id)
    seen = peer.client.v1.checkout.sessions.retrieve(
        session.id, {"expand": ["payment_intent.latest_charge"]}
    )
    assert (seen.payment_status, seen.payment_intent.latest_charge.amount) == ("paid", 500)


def test_the_same_key_gives_the_same_answer(peer):
    assert peer.open("k1").id == peer.open("k1").id
    assert peer.open("k2").id != peer.open("k1").id


def test_a_key_is_for_one_question(peer):
    peer.open("k1")
    with pytest.raises(stripe.IdempotencyError):
        peer.client.v1.checkout.sessions.create(
            SESSION | {"client_reference_id": "FK-2"}, {"idempotency_key": "k1"}
        )


def test_errors_are_kept_for_a_key_too(peer):
    peer.book.trouble.append("500 before")
    for _ in range(2):
        with pytest.raises(stripe.APIError):
            peer.open("k1")
    assert peer.open("k2").status == "open"


def test_a_broken_connection_may_be_tried_again(peer):
    peer.book.trouble.append("lost after")
    with pytest.raises(stripe.APIConnectionError):
        peer.open("k1")
    assert peer.open("k1").id == peer.book.of_kind("checkout.session")[0]["id"]
    assert len(peer.book.of_kind("checkout.session")) == 1


def test_a_wrong_key_is_not_heard(peer):
    other = stripe.StripeClient("sk_test_wrong", base_addresses={"api": peer.base})
    with pytest.raises(stripe.AuthenticationError):
        other.v1.balance.retrieve()
    other._requestor._client.close()


@pytest.mark.parametrize("number", [happenings.DECLINED, "4242424242424242"])
def test_the_page_takes_cards(peer, number):
    session = peer.open()
    path = session.url.removeprefix(peer.base)
    if number == happenings.DECLINED:
        with pytest.raises(urllib.error.HTTPError, match="402"):
            peer.post(path, method="card", number=number)
    else:
        with pytest.raises(urllib.error.URLError):  # it leads back to a hall that is not there
            peer.post(path, method="card", number=number)
        assert peer.book.things[session.id]["status"] == "complete"


def test_what_is_told_is_signed(peer):
    happenings.pay(peer.book, peer.open().id)
    peer.teller.round(peer.book)
    for body, signature in peer.heard:
        assert stripe.WebhookSignature.verify_header(body, signature, SECRET)
    assert len(peer.heard) == 2


def test_what_nobody_hears_is_told_again(peer):
    happenings.pay(peer.book, peer.open().id)
    peer.teller.send = lambda *_: 0
    assert peer.teller.round(peer.book) == 0
    peer.teller.send = peer._hear
    assert peer.teller.round(peer.book) == 2


def test_it_is_steered_by_a_form(peer):
    peer.post("/steer", twice="1", trouble="500 before")
    assert (peer.teller.twice, peer.book.trouble) == (True, ["500 before"])


def test_it_remembers_after_a_restart(tmp_path):
    book = book_of(tmp_path)
    book.new("account", "acct")
    book.keep()
    again = book_of(tmp_path)
    assert (again.things, again.count) == (book.things, 1)


def test_nested_forms_are_read():
    pairs = [("a[b][0]", "1"), ("a[b][1][c]", "2"), ("d", "3"), ("e[]", "4")]
    assert nested(pairs) == {"a": {"b": ["1", {"c": "2"}]}, "d": "3", "e": ["4"]}


def test_a_signature_is_the_one_of_the_services_client():
    theirs = stripe.WebhookSignature.generate_signature_header("{}", SECRET, 5)
    assert signed(b"{}", SECRET, 5) == theirs


@pytest.mark.parametrize("path", ["/pay/nothing", "/else", "/onboard/x"])
def test_there_is_nothing_else(peer, path):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        peer.get(peer.base + path)


def test_a_page_out_of_time_is_over_when_it_is_read(peer):
    page = peer.open()
    peer.book.things[page.id]["expires_at"] = peer.book.clock()
    read = [peer.client.v1.checkout.sessions.retrieve(page.id).status for _ in range(2)]
    kinds = [one["type"] for one in peer.book.of_kind("event")]
    assert (read, kinds) == (["expired"] * 2, ["checkout.session.expired"])
