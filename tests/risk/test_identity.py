"""What bidders of one request share."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.packing import pack, unpack
from marketplace.core.texts import Text
from marketplace.risk.rules import Identity, Kind, ReadingState, pair_score, shared_identity

FLAGGED, CLEAR = ReadingState.FLAGGED, ReadingState.CLEAR


def pair(users=None, **shared):
    return pair_score(Identity("A", **shared), Identity("B", **shared), users or {})


@pytest.mark.parametrize(
    ("shared", "score", "state"),
    [
        ({"bank_account": "h1"}, 6, FLAGGED),
        ({"legal_representative": "h2"}, 6, FLAGGED),
        ({"device": "h3"}, 4, FLAGGED),
        ({"phone": "028-5555 0101"}, 4, FLAGGED),
        ({"address": "示范路1号"}, 2, CLEAR),
        ({"address": "示范路1号", "device": "h3"}, 6, FLAGGED),
    ],
)
def test_weights(shared, score, state):
    reading = pair(**shared)
    assert (reading.value, reading.state, reading.n) == (score, state, len(shared))


@pytest.mark.parametrize(("firms", "score"), [(5, 4), (10, 3), (20, 2), (40, 1), (500, 0)])
def test_what_many_firms_share_weighs_less(firms, score):
    assert pair({(Kind.DEVICE, "h3"): firms}, device="h3").value == pytest.approx(score)


@pytest.mark.parametrize(
    ("one", "other"),
    [("+86 139 0000 0001", "13900000001"), ("0086-13900000001", "１３９００００ ０００１")],
)
def test_phones_are_compared_by_their_digits(one, other):
    assert pair_score(Identity("A", phone=one), Identity("B", phone=other), {}).value == 4


def test_addresses_are_compared_without_marks_and_width():
    one, other = Identity("A", address="示范路 ８号，Ａ座"), Identity("B", address="示范路8号a座")
    assert pair_score(one, other, {}).value == 2


def test_the_text_names_kinds_and_hides_values():
    reading = pair(phone="13900000042", legal_representative="Zhang Example")
    assert reading.evidence == ("A", "B", "legal_representative", "phone")
    assert "legal representative, phone number (ending in 42)" in reading.text
    assert "1390000" not in repr(reading)
    assert "example" not in repr(reading).lower()


def test_a_text_survives_storage():
    text = pair(phone="13900000042", device="d").text
    restored = unpack(json.loads(json.dumps(pack(text))))
    assert (restored, restored.id) == (text, text.id)
    assert isinstance(restored.params["matches"], Text)


def test_unknown_is_not_alike():
    assert pair().state is ReadingState.INSUFFICIENT
    assert pair_score(Identity("A", phone="1390000001"), Identity("B"), {}).n == 0


def test_suspicious_pairs_are_listed_highest_first():
    bidders = [
        Identity("C", device="d", bank_account="k1"),
        Identity("A", device="d", bank_account="k"),
        Identity("B", device="e", bank_account="k"),
    ]
    found = shared_identity(bidders, {})
    assert [(r.evidence[:2], r.value) for r in found] == [(("A", "B"), 6), (("A", "C"), 4)]


def test_nothing_found_is_one_reading():
    bidders = [Identity(name, address="same road") for name in "ABC"]
    (found,) = shared_identity(bidders, {})
    assert (found.state, found.value, found.n) == (CLEAR, 2, 3)
    (empty,) = shared_identity([Identity("A")], {})
    assert empty.state is ReadingState.INSUFFICIENT


IDENTITIES = st.builds(
    Identity,
    st.sampled_from("ABCDE"),
    *[st.text(max_size=12)] * 5,
)


@given(st.lists(IDENTITIES, max_size=5, unique_by=lambda i: i.bidder), st.data())
def test_the_order_of_bidders_changes_nothing(bidders, data):
    assert shared_identity(data.draw(st.permutations(bidders)), {}) == shared_identity(bidders, {})
