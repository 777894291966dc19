"""Money in advance over real processes, each of them killed in the middle of it."""

import sys
from contextlib import contextmanager
from types import SimpleNamespace
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, build_opener

import pytest

from marketplace.app import create_app
from marketplace.contracts import operations as contracts
from marketplace.core import calendars, clock
from marketplace.core.config import from_environment
from marketplace.core.database import db
from marketplace.core.places import Area
from marketplace.core.rulesets import first
from marketplace.fake_stripe import happenings
from marketplace.fake_stripe.server import book_of, folder_of
from marketplace.payments import operations, queries
from marketplace.payments.models import Payment, PayoutAccount
from marketplace.payments.states import State
from tests.bench.server import free_port, serving, started
from tests.conftest import Makers
from tests.contracts.story import Story
from tests.durability.posting import kill
from tests.durability.test_kill import helper, wait_for
from tests.filled import apart, config_of
from tests.support import CALENDAR_DATA

pytestmark = pytest.mark.slow


class NoRedirect(HTTPRedirectHandler):
    """The hall's own page behind the payment page is not asked for."""

    def redirect_request(self, *_):
        return None


@pytest.fixture
def place(tmp_path):
    """A small hall, its data folder, and where its payment service will listen."""
    port = str(free_port())
    environ = {"HALL_DEMO": "1", "HALL_DATA": str(tmp_path), "HALL_FAKE_STRIPE_PORT": port}
    environ["HALL_SECRET"] = config_of(tmp_path).secret
    config = from_environment(environ)
    with apart(), create_app(config, TESTING=True).app_context():
        db.create_all()
        db.session.add(first(clock.now()))
        db.session.add(Area(code="510701", name_zh="涪北区", name_en="Fubei"))
        db.session.flush()
        calendars.load(db.session(), CALENDAR_DATA)
        known = {"environ": environ, "service": config.payment_service}
        yield SimpleNamespace(folder=tmp_path, port=int(port), **known)
        db.session.remove()
        db.engine.dispose()


@contextmanager
def peer(place, hall):
    """The stand-in as `hall serve` starts it."""
    folder, told = str(folder_of(place.folder)), f"http://127.0.0.1:{hall.port}/payments/webhook"
    known = {
        "STRIPE_KEY": place.service.key,
        "STRIPE_WEBHOOK_SECRET": place.service.secrets[0],
    }
    command = [sys.executable, "-m", "marketplace.fake_stripe", folder, str(place.port), told]
    with started(command, known, place.folder / "peer.log", place.port) as running:
        yield running


def paid_at(url):
    """The payer presses the button; the service leads back to the hall."""
    form = urlencode({"method": "card", "number": "4242424242424242"}).encode()
    with pytest.raises(HTTPError, match="303"):
        build_opener(NoRedirect).open(url, form)


def planned(place):
    """A payment asked for, of a firm that the service knows; and its story."""
    story, book = Story(db.session(), Makers(db.session())), book_of(folder_of(place.folder))
    ref = happenings.onboard(book, book.new("account", "acct", return_url="")["id"])["id"]
    book.keep()
    moments = dict.fromkeys(("asked_at", "starts_at", "ready_at"), clock.now())
    whose = {"organisation_id": story.firm.organisation_id, "asked_by": story.firm.person_id}
    db.session.add(PayoutAccount(ref=ref, contact="a@example.org", **whose, **moments))
    contract = story.in_service()
    payment = operations.pay(story.act(story.owner), contract, part=contract.current)
    db.session.commit()
    return story, payment.id


def comes_to(id, state):
    """Waits until the payment is there, seen by a transaction of its own each time."""

    def look():
        db.session.rollback()
        return db.session.get_one(Payment, id, populate_existing=True).state is state

    wait_for(look)


def test_money_comes_and_goes_once_through_every_kill(place):
    with serving("wsgi:app", place.environ, place.folder / "web.log") as hall:
        story, paid = planned(place)
        with helper(place, "marketplace", "worker"):  # killed at the end of the block
            with peer(place, hall) as running:
                comes_to(paid, State.REQUESTED)
                url = db.session.get_one(Payment, paid).checkout_url
                kill(running.tree())
            with peer(place, hall) as running:
                paid_at(url)
                kill(running.tree())  # has it told anybody?
        with peer(place, hall), helper(place, "marketplace", "worker"):
            comes_to(paid, State.FUNDED)
        contract = story.deliver(db.session.get_one(Payment, paid).contract)
        contracts.accept(story.act(story.owner), contract)
        db.session.commit()
        with peer(place, hall), helper(place, "marketplace", "worker"):
            comes_to(paid, State.TRANSFERRED)
    check_books(place, paid)


def check_books(place, id):
    """One charge and one transfer at the service, and nothing left; our books say the same."""
    book, amount = book_of(folder_of(place.folder)), db.session.get_one(Payment, id).amount.minor
    assert [one["amount"] for one in book.of_kind("charge")] == [amount]
    assert [one["amount"] for one in book.of_kind("transfer")] == [amount]
    assert book.balance("cny") == sum(one.minor for one in queries.totals(db.session()).values())
    assert list(queries.faults(db.session())) == []
