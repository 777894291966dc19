"""python -m marketplace.fake_stripe FOLDER PORT URL: the process itself.

FOLDER holds its memory; URL is where it tells of events. Key and secret come by the environment,
STRIPE_KEY and STRIPE_WEBHOOK_SECRET, for a command line can be read by others.
"""

import os
import signal
import sys
import threading
from pathlib import Path

from marketplace.fake_stripe.book import Book
from marketplace.fake_stripe.server import listen
from marketplace.fake_stripe.webhooks import Teller


def main() -> None:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    folder, port, url = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    folder.mkdir(parents=True, exist_ok=True)
    teller = Teller(url, os.environ["STRIPE_WEBHOOK_SECRET"])
    peer = listen(Book.opened(folder / "book.json"), teller, os.environ["STRIPE_KEY"], port)
    peer.serve(stop)


if __name__ == "__main__":
    main()
