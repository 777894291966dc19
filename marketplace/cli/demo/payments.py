"""The stand-in of the payment service, asked in the process of the play."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from marketplace.cli.demo.stage import Stage
from marketplace.core.act import Act
from marketplace.core.config import Config
from marketplace.core.paying import PaymentService, of_the_demo
from marketplace.fake_stripe.book import Book
from marketplace.fake_stripe.server import book_of, folder_of
from marketplace.fake_stripe.transport import InProcess
from marketplace.payments import backend, operations
from marketplace.payments.backend.port import Told
from marketplace.payments.backend.stripe_gateway import StripeGateway


@contextmanager
def stand_in(config: Config) -> Iterator[Book]:
    """The peer that `hall serve` will start beside the demo, asked in this process."""
    service = config.payment_service or of_the_demo(config.secret, config.port + 1)
    book = book_of(folder_of(config.data))
    address = "" if config.payment_service is None else service.address
    plain = PaymentService(service.key, service.secrets, service.methods)
    backend.connect(StripeGateway(plain, InProcess(book, address or "http://127.0.0.1")))
    file, book.file = book.file, None  # written once, when the play is over
    try:
        yield book
    finally:
        book.file = file
        book.keep()
        backend.connect_service(config.payment_service)


def exchange(stage: Stage) -> None:
    """What the worker and the stand-in say to each other, until all is said."""
    gateway, book = backend.gateway(), stage.book
    if gateway is None:
        return
    turn = operations.Round(stage.session, partial(_begin, stage), gateway, lambda: None)
    while turn.work(stage.now) or book.untold:
        for event in book.untold:
            thing = event["data"]["object"]["id"]
            told = Told(event["id"], event["type"], thing, False, "", stage.now)
            operations.receive(stage.act(), told)
        book.untold.clear()


@contextmanager
def _begin(stage: Stage, *_: object) -> Iterator[Act]:
    yield stage.act()
    stage.session.flush()
