"""What is done once: bringing history in, filling the demo, starting a hall that is there."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from marketplace.core.config import ROOT
from tests.bench import bidding, closings, plans, timelines
from tests.bench.report import say, timed
from tests.bench.server import free_port, pss, started

HALL = str(Path(sys.executable).with_name("hall"))
PROCESSES = 2_000
FIRMS = 300


def measure(folder: Path) -> None:
    """Seconds to import, to fill the demo, and to start again."""
    history, demo = folder / "history", folder / "demo"
    (sample := folder / "sample.jsonl").write_text("\n".join(map(_line, range(PROCESSES))))
    _hall(history, "migrate")
    _hall(history, "import", "catalogue", str(ROOT / "data" / "approvals"))
    with timed(f"to import {PROCESSES:,} processes"):
        _hall(history, "import", "ocds", str(sample))
    _hall(demo, "migrate")
    with timed("to fill and index the demo"):
        _hall(demo, "demo")
    _start_again(demo)
    (closing := folder / "closing").mkdir()
    closings.measure(closing)
    (city := folder / "city").mkdir()
    timelines.measure(city)
    plans.measure()
    (auction := folder / "auction").mkdir()
    bidding.measure(auction)


def _start_again(demo: Path) -> None:
    port, began = free_port(), time.perf_counter()
    environ = _environ(demo) | {"PORT": str(port)}
    with started([HALL, "serve"], environ, demo / "serve.log", port) as server:
        say(f"from `hall serve` to the first page: {time.perf_counter() - began:.1f} s")
        time.sleep(5)  # the worker has made its first round
        worker = [one for one in server.tree() if one.cmdline()[-1] == "worker"]
        say(f"memory of the worker of jobs: {sum(map(pss, worker)):.0f} MiB PSS")


def _hall(data: Path, *words: str) -> None:
    subprocess.run(  # noqa: S603 (our own words)
        [HALL, *words], cwd=ROOT, env=os.environ | _environ(data), check=True, capture_output=True
    )


def _environ(data: Path) -> dict[str, str]:
    return {"HALL_DEMO": "1", "HALL_DATA": str(data)}


def _line(no: int) -> str:
    """A process of four bids and an award, in OCDS."""
    bidders = [(no * 7 + step * 31) % FIRMS for step in range(4)]
    release = {
        "ocid": f"ocds-bench1-{no:05d}",
        "date": _day(no),
        "parties": [_party("buyer", no % 40), *(_party("firm", one) for one in bidders)],
        "buyer": _named("buyer", no % 40),
        "tender": _tender(no),
        "bids": {"details": [_bid(no, place, one) for place, one in enumerate(bidders)]},
        "awards": [_award(no, bidders[0])],
    }
    return json.dumps(release, ensure_ascii=False)


def _day(no: int) -> str:
    return f"202{3 + no % 3}-{1 + no % 12:02d}-{1 + no % 28:02d}T09:00:00+08:00"


def _named(kind: str, no: int) -> dict[str, str]:
    return {"id": f"{kind}-{no}", "name": f"{kind.title()} {no} Ltd"}


def _party(kind: str, no: int) -> dict[str, Any]:
    roles = ["buyer"] if kind == "buyer" else ["tenderer"]
    return _named(kind, no) | {"roles": roles}


def _tender(no: int) -> dict[str, Any]:
    return {
        "id": f"T{no}",
        "title": f"Survey {no}",
        "status": "complete",
        "procurementMethod": "open",
        "mainProcurementCategory": "services",
        "value": {"amount": 100_000 + no, "currency": "CNY"},
        "tenderPeriod": {"startDate": _day(no), "endDate": _day(no)},
    }


def _bid(no: int, place: int, firm: int) -> dict[str, Any]:
    value = {"amount": 80_000 + no + place * 1_500, "currency": "CNY"}
    whose = {"tenderers": [_named("firm", firm)], "status": "valid", "date": _day(no)}
    return {"id": f"B{no}-{place}", "value": value, **whose}


def _award(no: int, firm: int) -> dict[str, Any]:
    value = {"amount": 80_000 + no, "currency": "CNY"}
    whose = {"suppliers": [_named("firm", firm)], "status": "active", "date": _day(no)}
    return {"id": f"A{no}", "value": value, **whose}
