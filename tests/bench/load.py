"""Asking a server for a page, over and over, and what it cost."""

import statistics
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from tests.bench.server import Server

Ask = tuple[str, str, Mapping[str, str], bytes | None]  # method, path, headers, body


@dataclass(frozen=True)
class Figures:
    """Times in milliseconds; `failed` counts answers that were not as they should be."""

    asked: int
    failed: int
    cpu: float
    rate: float
    p50: float
    p95: float


def run(server: Server, asks: Sequence[Sequence[Ask]], good: Callable[[int], bool]) -> Figures:
    """One connection for each sequence of asks, all at once."""
    times: list[float] = []
    failures: list[int] = []
    threads = [
        threading.Thread(target=_connect, args=(server.port, mine, good, times, failures))
        for mine in asks
    ]
    cpu, began = server.cpu_seconds(), time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lasted, spent = time.perf_counter() - began, server.cpu_seconds() - cpu
    return _figures(times, len(failures), lasted, spent)


def _figures(times: list[float], failed: int, lasted: float, spent: float) -> Figures:
    cuts = statistics.quantiles(times, n=20)
    count = len(times)
    return Figures(
        asked=count,
        failed=failed,
        cpu=1000 * spent / count,
        rate=count / lasted,
        p50=1000 * statistics.median(times),
        p95=1000 * cuts[18],
    )


def _connect(
    port: int,
    asks: Sequence[Ask],
    good: Callable[[int], bool],
    times: list[float],
    failures: list[int],
) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    for method, path, headers, body in asks:
        began = time.perf_counter()
        status = _ask(connection, method, path, headers, body)
        times.append(time.perf_counter() - began)
        if not good(status):
            failures.append(status)
    connection.close()


def _ask(
    connection: HTTPConnection,
    method: str,
    path: str,
    headers: Mapping[str, str],
    body: bytes | None,
) -> int:
    try:
        connection.request(method, path, body, dict(headers))
        answer = connection.getresponse()
        answer.read()
    except (OSError, HTTPException):
        connection.close()
        return 0
    return answer.status
