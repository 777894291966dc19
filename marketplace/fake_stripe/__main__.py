"""python -m marketplace.fake_stripe FOLDER PORT URL: the process itself.

FOLDER holds its memory; URL is where it tells of events. Key and secret come by the environment,
STRIPE_KEY and STRIPE_WEBHOOK_SECRET, for a command line can be read by others.
"""

import signal
import sys
import threading
from pathlib import Path

from marketplace.fake_stripe.server import stand_in


def main() -> None:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    stand_in(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], stop)


if __name__ == "__main__":
    main()
