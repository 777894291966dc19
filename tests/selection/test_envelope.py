import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.selection.rules.envelope import (
    BUCKETS,
    LARGEST_PLAINTEXT,
    Associated,
    SealError,
    digest,
    new_pair,
    seal,
    unseal,
    unwrap,
    wrap,
)

PAIR = new_pair()
CLOSING = datetime(2030, 1, 10, 9, tzinfo=UTC)
ABOUT = Associated(request_id=7, bidder_id=11, version=1, closes_at=CLOSING)
CANARY = b'{"price": "98765.43", "note": "canary"}'
HOLDER = bytes(range(32))


@given(st.binary(max_size=6000))
def test_what_is_sealed_opens_again(plaintext):
    assert unseal(PAIR.private, seal(PAIR.public, plaintext, ABOUT), ABOUT) == plaintext


def test_the_envelope_does_not_show_what_is_in_it():
    envelope = seal(PAIR.public, CANARY, ABOUT)
    assert not any(CANARY[n : n + 6] in envelope for n in range(len(CANARY) - 5))
    assert "98765" not in repr(envelope)
    assert PAIR.private.hex() not in repr(PAIR)


@given(st.integers(0, BUCKETS[0] - 4))
def test_the_length_tells_nothing(size):
    assert len(seal(PAIR.public, bytes(size), ABOUT)) == len(seal(PAIR.public, b"", ABOUT))


def test_the_longest_offer():
    longest = bytes(LARGEST_PLAINTEXT)
    assert unseal(PAIR.private, seal(PAIR.public, longest, ABOUT), ABOUT) == longest
    with pytest.raises(SealError, match="too long"):
        seal(PAIR.public, longest + b"!", ABOUT)


def test_no_two_envelopes_are_alike():
    one, other = (seal(PAIR.public, CANARY, ABOUT) for _ in range(2))
    assert one != other
    assert digest(one) != digest(other)
    assert len(digest(one)) == 64


def test_a_change_of_any_byte_is_noticed():
    envelope = seal(PAIR.public, CANARY, ABOUT)
    for place in range(len(envelope)):
        changed = bytearray(envelope)
        changed[place] ^= 1
        with pytest.raises(SealError, match="changed"):
            unseal(PAIR.private, bytes(changed), ABOUT)


@pytest.mark.parametrize("size", [0, 4, 47, 48, 49, 100, 4159])
def test_a_cut_envelope_is_refused(size):
    with pytest.raises(SealError):
        unseal(PAIR.private, seal(PAIR.public, CANARY, ABOUT)[:size], ABOUT)


@pytest.mark.parametrize(
    "other",
    [
        {"request_id": 8},
        {"bidder_id": 12},
        {"version": 2},
        {"closes_at": CLOSING + timedelta(microseconds=1)},
    ],
)
def test_an_envelope_opens_only_where_it_belongs(other):
    envelope = seal(PAIR.public, CANARY, ABOUT)
    with pytest.raises(SealError, match="belongs"):
        unseal(PAIR.private, envelope, replace(ABOUT, **other))


def test_another_key_does_not_open_it():
    with pytest.raises(SealError):
        unseal(new_pair().private, seal(PAIR.public, CANARY, ABOUT), ABOUT)


def test_the_same_closing_in_another_zone_is_the_same():
    there = replace(ABOUT, closes_at=CLOSING.astimezone(ZoneInfo("Asia/Shanghai")))
    assert unseal(PAIR.private, seal(PAIR.public, CANARY, ABOUT), there) == CANARY


def test_a_closing_without_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        seal(PAIR.public, CANARY, replace(ABOUT, closes_at=datetime(2030, 1, 1)))  # noqa: DTZ001


def test_a_public_key_that_gives_no_secret_is_refused():
    envelope = bytearray(seal(PAIR.public, CANARY, ABOUT))
    envelope[4:36] = bytes(32)
    with pytest.raises(SealError):
        unseal(PAIR.private, bytes(envelope), ABOUT)


def test_a_wrapped_key_opens_for_its_holder_and_request_only():
    wrapped = wrap(PAIR.private, HOLDER, 7)
    assert PAIR.private not in wrapped
    assert unwrap(wrapped, HOLDER, 7) == PAIR.private
    for holder, request in ((os.urandom(32), 7), (HOLDER, 8), (b"short", 7)):
        with pytest.raises(SealError):
            unwrap(wrapped, holder, request)


def test_a_changed_wrapped_key_is_refused():
    wrapped = wrap(PAIR.private, HOLDER, 7)
    for place in range(len(wrapped)):
        changed = bytearray(wrapped)
        changed[place] ^= 1
        with pytest.raises(SealError):
            unwrap(bytes(changed), HOLDER, 7)
    with pytest.raises(SealError):
        unwrap(b"", HOLDER, 7)


def test_a_holder_key_has_32_bytes():
    with pytest.raises(SealError, match="32"):
        wrap(PAIR.private, b"short", 7)
