"""Measure the hall and the floor in one run.

`--firms 10000` is for a hall of one size, `--no-chores` leaves out import, demo and start,
`--keep FOLDER` keeps the filled halls there, so that they are filled once.
"""

import argparse
import platform
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import chores, floor, hall
from tests.bench.report import HEAD, Report, say
from tests.bench.server import Server, serving

FLOOR_ASKS = 600  # every page is compared with it
FLOOR = "tests.bench.floor:make()"


def measure_all(folder: Path, sizes: list[int], floor_server: Server) -> dict[int, Report]:
    """The floor by itself, then the hall of each size beside it."""
    report = Report(lambda: hall.ask_page(floor_server, "/", 1, asks=FLOOR_ASKS).cpu)
    for _ in range(2):  # the first warms it
        report.begin()
    report.add("floor", 1, hall.ask_page(floor_server, "/", 1))
    report.add("floor", 16, hall.ask_page(floor_server, "/", 16))
    say(f"floor, memory of the tree: {floor_server.pss_mebibytes():.0f} MiB PSS")
    reports = {}
    for size in sizes:
        (place := folder / str(size)).mkdir(parents=True, exist_ok=True)
        reports[size] = hall.measure(place, size, Report(report.ask_floor))
    return reports


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--firms", default="10000,100000", help="sizes of the hall, by commas")
    arguments.add_argument("--chores", action=argparse.BooleanOptionalAction, default=True)
    arguments.add_argument("--keep", type=Path, help="a folder for the filled halls")
    asked = arguments.parse_args()
    sizes = [int(size) for size in asked.firms.split(",") if size]
    say(f"{platform.machine()}, Python {platform.python_version()}\n{HEAD}")
    with TemporaryDirectory() as place:
        folder = Path(place)
        floor.lay(folder)
        with serving(FLOOR, {"FLOOR": place}, folder / "floor.log") as server:
            _growth(measure_all(asked.keep or folder, sizes, server))
        if asked.chores:
            say("")
            chores.measure(folder)


def _growth(reports: dict[int, Report]) -> None:
    """How each page's cost grew from the smallest hall to the largest."""
    if len(reports) < 2:
        return
    small, large = min(reports), max(reports)
    say(f"\ngrowth of CPU per request beside the floor, {small:,} to {large:,} firms")
    for name, cpu in reports[large].cost.items():
        say(f"{name:38} {cpu / reports[small].cost[name]:>7.2f}")


main()
