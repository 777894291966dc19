"""The hash tree: Certificate Transparency's own vectors, and every proof against its forgeries."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.merkle import (
    EMPTY,
    bridge,
    covering,
    extends,
    fold,
    grow,
    includes,
    leaf_hash,
    path,
    root_of,
)

# The eight leaf inputs of Certificate Transparency's tests, and the roots over the first 1 to 8.
INPUTS = [
    bytes.fromhex(text)
    for text in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
SIZES = st.integers(1, 70)


def data(size):
    return [str(no).encode() for no in range(size)]


def proof_of(spans, size):
    return [root_of(data(size)[begin:end]) for begin, end in spans]


def test_the_vectors_of_certificate_transparency():
    assert root_of([]) == EMPTY == sha256(b"").digest()
    assert tuple(root_of(INPUTS[:size]).hex() for size in range(1, 9)) == ROOTS


@given(SIZES)
def test_growing_leaf_by_leaf_gives_the_same_root(size):
    peaks, kept = [], {}
    for no, leaf in enumerate(data(size)):
        peaks, made = grow(peaks, no, leaf_hash(leaf))
        kept |= {(level, no >> level): node for level, node in enumerate(made)}
    assert fold(peaks) == root_of(data(size))
    assert fold(kept[place] for place in covering((0, size))) == root_of(data(size))


@given(SIZES, st.data())
def test_every_leaf_is_proved_and_no_other(size, draw):
    leaf = draw.draw(st.integers(0, size - 1))
    other = draw.draw(st.integers(0, size + 1))
    proof, root = proof_of(path(leaf, size), size), root_of(data(size))
    assert includes(root, size, (leaf, str(leaf).encode()), proof)
    assert includes(root, size, (other, str(leaf).encode()), proof) is (other == leaf)
    assert not includes(root, size, (leaf, b"forged"), proof)
    assert not includes(root, size, (leaf, str(leaf).encode()), [*proof, EMPTY])
    assert not includes(EMPTY, size, (leaf, str(leaf).encode()), proof)


@given(SIZES, st.data())
def test_every_beginning_is_proved_and_no_other(second, draw):
    first = draw.draw(st.integers(1, second))
    proof = proof_of(bridge(first, second), second)
    old, new = (first, root_of(data(first))), (second, root_of(data(second)))
    assert extends(old, new, proof)
    assert not extends((first, EMPTY), new, proof)
    assert not extends(old, (second, EMPTY), proof)
    assert not extends(old, new, [*proof, EMPTY])
    assert not extends(new, old, proof) or first == second


@pytest.mark.parametrize("second", range(2, 40))
def test_a_proof_with_one_bit_turned_is_refused(second):
    for first in range(1, second):
        proof = proof_of(bridge(first, second), second)
        old, new = (first, root_of(data(first))), (second, root_of(data(second)))
        for no, node in enumerate(proof):
            forged = [*proof[:no], bytes([node[0] ^ 1]) + node[1:], *proof[no + 1 :]]
            assert not extends(old, new, forged)
