"""The hash tree of RFC 6962: pure arithmetic on digests, no database.

A span (begin, end) means leaves begin..end-1; a place (level, index) is a complete subtree of
2**level leaves. Every span asked for here begins where such a subtree may begin, so its root is
the fold of a few places: whoever keeps the places proves anything in O(log n).
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

Span = tuple[int, int]
Place = tuple[int, int]
SIZE = 32
EMPTY = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    return sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def grow(peaks: Sequence[bytes], size: int, leaf: bytes) -> tuple[list[bytes], list[bytes]]:
    """The peaks after one more leaf, and the subtrees it completes, the leaf's own hash first."""
    after, made = list(peaks), [leaf]
    while size & 1:
        made.append(node_hash(after.pop(), made[-1]))
        size >>= 1
    return [*after, made[-1]], made


def fold(peaks: Iterable[bytes]) -> bytes:
    """The root over subtrees that stand side by side, the largest first."""
    root = b""
    for peak in reversed(list(peaks)):
        root = node_hash(peak, root) if root else peak
    return root or EMPTY


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over the data of all leaves."""
    peaks: list[bytes] = []
    for size, data in enumerate(leaves):
        peaks, _ = grow(peaks, size, leaf_hash(data))
    return fold(peaks)


def covering(span: Span) -> list[Place]:
    """The complete subtrees a span is made of, left to right."""
    begin, end = span
    places = []
    while begin < end:
        level = (end - begin).bit_length() - 1
        places.append((level, begin >> level))
        begin += 1 << level
    return places


def path(leaf: int, size: int) -> list[Span]:
    """What proves that a leaf is in the tree of that size, nearest first."""
    spans, begin, end = [], 0, size
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if leaf < middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((begin, middle))
            begin = middle
    return spans[::-1]


def bridge(first: int, second: int) -> list[Span]:
    """What proves that the tree of the first size is the beginning of that of the second."""
    spans, begin, end = [], 0, second
    while end != first:
        middle = begin + _split(end - begin)
        if first <= middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((begin, middle))
            begin = middle
    return (spans if begin == 0 else [*spans, (begin, end)])[::-1]


def includes(root: bytes, size: int, leaf: tuple[int, bytes], proof: Sequence[bytes]) -> bool:
    """Does the proof lead from the leaf, (index, data), to the root?"""
    index, found = leaf[0], leaf_hash(leaf[1])
    if not 0 <= index < size or len(proof) != len(path(index, size)):
        return False
    for (begin, _), other in zip(path(index, size), proof, strict=True):
        found = node_hash(other, found) if begin <= index else node_hash(found, other)
    return found == root


def extends(old: tuple[int, bytes], new: tuple[int, bytes], proof: Sequence[bytes]) -> bool:
    """Does the proof show that the tree `new`, (size, root), begins with the tree `old`?"""
    (first, first_root), (second, second_root) = old, new
    if not 0 < first <= second or len(proof) != len(bridge(first, second)):
        return first == 0
    known = list(zip(bridge(first, second), proof, strict=True))
    small = large = first_root
    if known and known[0][0][1] == first:  # the old tree's last subtree, not its root
        small = large = known.pop(0)[1]
    for (begin, _), other in known:
        if begin < first:
            small = node_hash(other, small)
        large = node_hash(other, large) if begin < first else node_hash(large, other)
    return (small, large) == (first_root, second_root)


def _split(size: int) -> int:
    """The largest power of two below the size."""
    return 1 << ((size - 1).bit_length() - 1)
