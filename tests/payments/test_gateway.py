"""The gateway against two peers: what both can do, they do alike."""

import pytest

from marketplace.core.money import Money
from marketplace.payments.backend.port import ForgedError, LaterError, RefusedError, Sent
from marketplace.payments.states import Order
from tests.payments import peers
from tests.payments.peers import gateway_to

HELD = 98_000_00
MISSING = "localstripe is not installed: tests/payments/peers.py says how to have it"
BOTH = [
    peers.stand_in,
    pytest.param(peers.localstripe, marks=pytest.mark.skipif(not peers.COMMAND, reason=MISSING)),
]


@pytest.fixture(scope="module", params=BOTH, ids=lambda peer: peer.__name__)
def peer(request, tmp_path_factory):
    with request.param(tmp_path_factory.mktemp("peer")) as running:
        yield running


def refund_of(intent, minor, effect, key=""):
    body = {"intent": intent, "amount": minor, "currency": "CNY", "group": "", "effect": effect}
    return Sent(Order.REFUND, key or f"key:{effect}", body)


@pytest.mark.parametrize("minor", [HELD, HELD - 1, 1])
def test_what_is_paid_goes_back_whole_or_in_part(peer, minor):
    intent = peer.paid(HELD)
    reply = peer.gateway.send(refund_of(intent, minor, f"part:{minor}"))
    assert (reply.amount, reply.to, reply.is_done) == (Money(minor, "CNY"), intent, True)


def test_a_refund_is_found_by_its_mark_among_others(peer):
    intent = peer.paid(HELD)
    for no in range(12):
        made = peer.gateway.send(refund_of(intent, 100 + no, f"mark:{no}"))
    assert peer.gateway.find(refund_of(intent, 111, "mark:11")) == made
    assert peer.gateway.find(refund_of(intent, 111, "mark:99")) is None


def test_what_was_never_paid_is_not_given_back(peer):
    with pytest.raises(RefusedError):
        peer.gateway.send(refund_of("pi_of_nobody", 100, "nothing"))


def test_a_word_is_heard_as_the_peer_signs_it(peer):
    intent = peer.paid(HELD)
    told = peer.gateway.hear(*peer.word("payment_intent.succeeded"))
    assert (told.kind, told.livemode, told.account) == ("payment_intent.succeeded", False, "")
    assert told.thing.startswith(intent[:3])


def test_a_word_under_another_secret_is_forged(peer):
    peer.paid(HELD)
    body, signature = peer.word("payment_intent.succeeded")
    with pytest.raises(ForgedError):
        gateway_to(peer.base, "whsec_of_somebody_else").hear(body, signature)
    with pytest.raises(ForgedError):
        peer.gateway.hear(body + b" ", signature)


def test_nobody_there_is_asked_again_later():
    with pytest.raises(LaterError):
        gateway_to("http://127.0.0.1:9").send(refund_of("pi_1", 100, "later"))
