"""The bids of an auction as a picture: time to the right, price upward, the lowest as a line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

WIDTH, HEIGHT, LEFT, EDGE = 640, 200, 8, 12
Priced = tuple[datetime, int]


@dataclass(frozen=True)
class Chart:
    """Places are in the picture's own units."""

    width: int
    height: int
    dots: Sequence[tuple[float, float]]
    line: str


def chart(first: int, bids: Sequence[Priced], ends: tuple[datetime, datetime]) -> Chart:
    """`first` is the lowest price before the first bid; `ends` are the beginning and the end."""
    prices = [first, *(price for _, price in bids)]
    low, high = min(prices), max(prices)

    def place(at: datetime, price: int) -> tuple[float, float]:
        right = (at - ends[0]).total_seconds() / max((ends[1] - ends[0]).total_seconds(), 1)
        up = (price - low) / max(high - low, 1)
        x = LEFT + (WIDTH - 2 * LEFT) * min(max(right, 0), 1)
        return round(x, 1), round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * up, 1)

    corners = [place(at, price) for at, price in _steps(first, bids, ends)]
    line = " ".join(f"{x},{y}" for x, y in corners)
    return Chart(WIDTH, HEIGHT, [place(at, price) for at, price in bids], line)


def _steps(first: int, bids: Sequence[Priced], ends: tuple[datetime, datetime]) -> Iterator[Priced]:
    """The corners of the line: it falls where a bid is lower than all before it."""
    lowest = first
    yield ends[0], lowest
    for at, price in bids:
        if price < lowest:
            yield at, lowest
            yield at, price
            lowest = price
    yield ends[1], lowest
