"""Sealed for real: the hall has lost its share, and two people open; never before the closing."""

import json
from datetime import UTC, datetime

import pytest

from marketplace.core import keys
from marketplace.core.database import db
from marketplace.core.transparency import spool, witnesses
from marketplace.requests.models import Request
from marketplace.selection import operations as selection
from marketplace.witness.__main__ import print_share
from marketplace.witness.rounds import Witness
from tests.browser.hall import opened
from tests.browser.story.market import market_in, somebody
from tests.drawn import Lots, witnessed
from tests.market import CLOSING, Market, offer_of

LATER = datetime(2031, 1, 1, tzinfo=UTC)
PRICES = (95_000, 90_000, 98_000)
SHOWN = ("95,000", "90,000", "98,000")
EARLY = "Offers are still open until the published moment."


@pytest.fixture
def hall(tmp_path):
    """A request that nobody has offered for, and two witnesses."""
    with opened(tmp_path) as hall, witnessed(tmp_path / "witness"):
        with market_in(hall) as market:
            Lots(market).exchange()
            request = market.open()
            hall.request, hall.asked = request.id, f"/requests/{request.id}"
            hall.owner = somebody(market, market.owner)
            hall.regulator = somebody(market, market.regulator)
            hall.bidders = [market.firm() for _ in PRICES]
        hall.machine = Witness(tmp_path / "witness" / "regulator", lambda: LATER)
        yield hall


def test_two_people_open_what_the_hall_alone_cannot(hall, visit, locale, capsys):
    owner, regulator, anybody = visit(locale), visit(locale), visit(locale)
    words = owner_keeps_his_share(hall, owner)
    three_offer(hall)
    nobody_opens_early(hall, regulator)
    the_hall_loses_its_share(hall, anybody)
    regulator_brings_a_share(hall, regulator, capsys)
    owner_brings_the_other(hall, owner, words)
    all_is_told(hall, anybody)
    assert hall.faults == []


def owner_keeps_his_share(hall, owner):
    """The key is shown once, to him alone."""
    owner.signs_in(hall.owner.email)
    owner.opens("/shares")
    owner.presses("Keep my share myself")
    owner.presses("Make the key")
    owner.sees("It is shown only now. Print this page or write the key down.")
    words = owner.page.locator("main code").inner_text()
    owner.follows("I have written it down")
    return words


def three_offer(hall):
    """Without pages: other stories show those."""
    with hall.app.app_context():
        market = Market(db.session())
        request = market.session.get(Request, hall.request)
        for actor, price in zip(hall.bidders, PRICES, strict=True):
            selection.offer(market.act(actor), request, terms=offer_of(price))
        market.session.commit()
        db.session.remove()


def nobody_opens_early(hall, regulator):
    """The attempt itself is public."""
    regulator.signs_in(hall.regulator.email)
    regulator.opens(f"{hall.asked}/hand_in")
    regulator.fills("Your share or your key", "0" * 134)
    regulator.presses("Hand in the share")
    regulator.sees(EARLY, "The attempt is kept in the public log.")


def the_hall_loses_its_share(hall, anybody):
    """Its key file is gone, and no witness answers: the page says what is waited for."""
    witnesses.connect([])
    (keys.folder() / "holder.key").unlink()
    hall.at(CLOSING)
    anybody.opens(hall.asked)
    anybody.sees("The hall has lost its own share. Two of these are needed:")
    anybody.does_not_see(*SHOWN)


def regulator_brings_a_share(hall, regulator, capsys):
    """He carries the question to the machine without a line, and types what it prints."""
    regulator.signs_in(hall.regulator.email)
    regulator.opens(hall.asked)
    regulator.presses("Hand in a share")
    regulator.sees("The question as a file")
    told = json.loads(regulator.fetches(f"{hall.asked}/question.json"))
    spool.put_text(hall.machine.spool / "hall-key.txt", told["hall_key"])
    assert print_share(hall.machine, told) is None
    regulator.fills("Your share or your key", capsys.readouterr().out)
    regulator.presses("Hand in the share")
    regulator.sees("Your share is handed in.", "One of these is enough:")
    regulator.does_not_see(*SHOWN)


def owner_brings_the_other(hall, owner, words):
    """Twice mistyped costs nothing; the right key opens at once."""
    owner.signs_in(hall.owner.email)
    owner.opens(hall.asked)
    owner.presses("Hand in a share")
    owner.fills("Your share or your key", words[:-4])
    owner.presses("Hand in the share")
    owner.sees("Your key has eight groups of four characters, a-z and 2-7.")
    owner.fills("Your share or your key", words.upper())
    owner.presses("Hand in the share")
    owner.sees("The offers are opened.")


def all_is_told(hall, anybody):
    anybody.opens(f"{hall.asked}/result")
    shown = anybody.text()
    assert [price for price in SHOWN if price not in shown] == []
