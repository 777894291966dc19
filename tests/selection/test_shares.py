"""Shamir's shares: two of any number give the secret, one gives nothing, a wrong one is found."""

from contextlib import suppress
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.boxes import BoxError, public_of, shut, unshut
from marketplace.core.errors import BadInputError
from marketplace.selection.rules.shares import (
    PRIME,
    ShareError,
    combine,
    digest_of,
    key_in,
    new_words,
    split,
    typed_share,
)

SECRETS = st.binary(min_size=32, max_size=32)


@given(SECRETS, st.integers(2, 9))
def test_any_two_shares_give_the_secret(secret, count):
    shares = split(secret, count)
    assert all(combine(pair) == secret for pair in combinations(shares, 2))
    assert combine(shares[::-1]) == secret


@given(SECRETS, SECRETS)
def test_one_share_fits_to_every_secret(secret, other):
    """For each other secret there is a slope that gives this very share."""
    x, y = (share := split(secret, 3)[0])[0], int.from_bytes(share[1:], "big")
    slope = (y - int.from_bytes(other, "big")) * pow(x, -1, PRIME) % PRIME
    assert (int.from_bytes(other, "big") + slope * x) % PRIME == y


def test_shares_are_new_each_time_and_none_shows_the_secret():
    secret = bytes(range(32))
    shares = [share for _ in range(50) for share in split(secret, 3)]
    assert len(set(shares)) == 150
    assert not any(secret in share for share in shares)


@given(SECRETS, st.integers(0, 66), st.integers(1, 255))
def test_a_changed_share_gives_another_secret_or_none(secret, place, bit):
    one, other, _ = split(secret, 3)
    changed = bytearray(one)
    changed[place] ^= bit
    assert digest_of(bytes(changed)) != digest_of(one)
    with suppress(ShareError):
        assert combine([bytes(changed), other]) != secret


@pytest.mark.parametrize("shares", [[b"", b""], [b"\1" * 67] * 2, [b"\1" * 67, b"\2" * 66]])
def test_what_is_no_pair_of_shares_is_refused(shares):
    with pytest.raises(ShareError):
        combine(shares)


@pytest.mark.parametrize(("secret", "count"), [(b"short", 3), (bytes(33), 3), (bytes(32), 1)])
def test_what_cannot_be_shared_is_refused(secret, count):
    with pytest.raises(ShareError):
        split(secret, count)


def test_shares_and_words_may_be_typed_with_spaces():
    share = split(bytes(32), 2)[0]
    text = share.hex().upper()
    assert typed_share(f" {text[:60]} \n{text[60:]} ") == share
    words = new_words()
    assert key_in(words.upper().replace("-", " ")) == key_in(words)
    assert key_in(words) != key_in(new_words())


@pytest.mark.parametrize("text", ["", "ab", "g" * 134, "1" * 133])
def test_typing_errors_are_told(text):
    with pytest.raises(BadInputError):
        typed_share(text)
    with pytest.raises(BadInputError):
        key_in(text)


@given(st.binary(max_size=300), st.binary(max_size=50))
def test_a_box_opens_for_one_key_one_subject_and_one_purpose(message, about):
    mine, other = bytes(range(1, 33)), bytes(range(2, 34))
    box = shut(public_of(mine), message, about, b"p")
    assert unshut(mine, box, about, b"p") == message
    spoilt = box[:-1] + bytes([box[-1] ^ 1])
    assert is_refused(other, box, about)
    assert is_refused(mine, box, about + b"!")
    assert is_refused(mine, box, about, b"q")
    assert is_refused(mine, spoilt, about)
    assert is_refused(mine, b"", about)


def is_refused(private, box, about, purpose=b"p"):
    try:
        unshut(private, box, about, purpose)
    except BoxError:
        return True
    return False
