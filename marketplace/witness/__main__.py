"""The process itself, without the hall's program.

python -m marketplace.witness FOLDER...            answers what the hall asks, until stopped
python -m marketplace.witness answer FOLDER FILE   prints the share for a question carried here
"""

import json
import signal
import sys
import threading
from pathlib import Path

from marketplace.witness.rounds import Witness, serve


def main() -> None:
    if sys.argv[1:2] == ["answer"]:
        folder, file = map(Path, sys.argv[2:4])
        sys.exit(print_share(Witness(folder), json.loads(file.read_text(encoding="utf-8"))))
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    serve([Path(folder) for folder in sys.argv[1:]], stop)


def print_share(witness: Witness, carried: dict[str, dict[str, object]]) -> str | None:
    """Nothing when the share was printed, else why not."""
    for name in ("cosign", "share"):
        told = witness.answer_carried(carried[name])
        if "refused" in told and name == "share":
            return str(told["refused"])
    sys.stdout.write(f"{told['share']}\n")
    return None


if __name__ == "__main__":
    main()
