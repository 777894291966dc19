"""Measure the hall and the floor in one run.

`--firms 10000` is for a hall of one size, `--no-chores` leaves out import, demo and start.
"""

import argparse
import platform
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import chores, floor, hall
from tests.bench.report import HEAD, Report, say
from tests.bench.server import serving


def measure_floor(folder: Path) -> float:
    """CPU milliseconds of the floor's page at one connection."""
    floor.lay(folder)
    environ = {"FLOOR": str(folder)}
    with serving("tests.bench.floor:make()", environ, folder / "floor.log") as server:
        hall.ask_page(server, "/", 1)
        base = hall.ask_page(server, "/", 1)
        report = Report(base.cpu)
        report.add("floor", 1, base)
        report.add("floor", 16, hall.ask_page(server, "/", 16))
        say(f"floor, memory of the tree: {server.pss_mebibytes():.0f} MiB PSS")
    return base.cpu


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--firms", default="10000,100000", help="sizes of the hall, by commas")
    arguments.add_argument("--chores", action=argparse.BooleanOptionalAction, default=True)
    asked = arguments.parse_args()
    sizes = [int(size) for size in asked.firms.split(",") if size]
    say(f"{platform.machine()}, Python {platform.python_version()}\n{HEAD}")
    reports = {}
    with TemporaryDirectory() as place:
        base = measure_floor(Path(place))
        for size in sizes:
            folder = Path(place) / str(size)
            folder.mkdir()
            reports[size] = hall.measure(folder, size, Report(base))
        _growth(reports)
        if asked.chores:
            say("")
            chores.measure(Path(place))


def _growth(reports: dict[int, Report]) -> None:
    """How each page's cost grew from the smallest hall to the largest."""
    if len(reports) < 2:
        return
    small, large = min(reports), max(reports)
    say(f"\ngrowth of CPU per request, {small:,} to {large:,} firms")
    for name, cpu in reports[large].cost.items():
        say(f"{name:38} {cpu / reports[small].cost[name]:>7.2f}")


main()
