"""What is printed: one line for each page and number of connections, beside the floor."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.bench.load import Figures

HEAD = f"{'page':38} {'conn':>4} {'cpu ms':>7} {'× floor':>7} {'req/s':>7} {'p50':>7} {'p95':>7}"


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


@contextmanager
def timed(what: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    say(f"{what}: {time.perf_counter() - began:.1f} s")


@dataclass
class Report:
    """`ask_floor` gives the CPU milliseconds of the bare page; `cost` holds those of each page.

    The floor is asked anew before each page, so that both feel the same neighbours.
    """

    ask_floor: Callable[[], float]
    floor: float = 1.0
    cost: dict[str, float] = field(default_factory=dict)

    def begin(self) -> None:
        """Ask the floor; what is added next is compared with it."""
        self.floor = self.ask_floor()

    def add(self, name: str, connections: int, figures: Figures) -> None:
        failed = f"  {figures.failed} FAILED" if figures.failed else ""
        say(
            f"{name:38} {connections:>4} {figures.cpu:>7.2f} {figures.cpu / self.floor:>7.2f}"
            f" {figures.rate:>7.0f} {figures.p50:>7.1f} {figures.p95:>7.1f}{failed}"
        )
        self.cost.setdefault(name, figures.cpu / self.floor)
