"""python -m marketplace.witness FOLDER...: the process itself, without the hall's program."""

import signal
import sys
import threading
from pathlib import Path

from marketplace.witness.rounds import serve


def main() -> None:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    serve([Path(folder) for folder in sys.argv[1:]], stop)


if __name__ == "__main__":
    main()
