"""A server under test: started, waited for, weighed, stopped."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 60
WORKERS, THREADS = 2, 8


class Server:
    """A tree of processes: the master and its workers."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process, self.port = process, port

    def tree(self) -> list[psutil.Process]:
        master = psutil.Process(self.process.pid)
        return [master, *master.children(recursive=True)]

    def cpu_seconds(self) -> float:
        """User and system time of the whole tree so far."""
        return sum(cpu_seconds(process.pid) for process in self.tree())

    def pss_mebibytes(self) -> float:
        """Memory of the tree, shared pages counted once."""
        return sum(map(pss, self.tree()))


def cpu_seconds(pid: int) -> float:
    """Of all threads that live, as Linux counts it for each: to the nanosecond.

    The times of a whole process come in hundredths of a second, which is ten requests.
    """
    threads = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9


def pss(process: psutil.Process) -> float:
    return float(process.memory_full_info().pss) / 2**20


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def serving(app: str, environ: Mapping[str, str], log: Path) -> Iterator[Server]:
    """Run `app` under gunicorn as `hall serve` does; stop it afterwards."""
    port = free_port()
    options = ["--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS), "--threads", str(THREADS)]
    command = [sys.executable, "-m", "gunicorn", "--preload", "--worker-class", "gthread"]
    with started([*command, *options, app], environ, log, port) as server:
        yield server


@contextmanager
def started(
    command: Sequence[str], environ: Mapping[str, str], log: Path, port: int
) -> Iterator[Server]:
    """Run a command until it answers at the port; stop it afterwards."""
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 (our own words)
            command, cwd=ROOT, env=os.environ | environ, stdout=output, stderr=output
        )
    try:
        _wait(process, port)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait(30)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
                connection.request("GET", "/")
                connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server under test did not come up; see its log")
