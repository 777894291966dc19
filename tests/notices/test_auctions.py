"""Whoever may bid is told of his auction; whose sign-up does not count is told that."""

import pytest
from sqlalchemy import select

from marketplace.core.act import CLOCKWORK
from marketplace.jobs.operations import read_facts
from marketplace.notices.models import Notice
from marketplace.selection import operations as selection
from marketplace.selection import queries
from tests.auctioned import Rooms
from tests.market import CLOSING


@pytest.fixture
def told(market):
    """What each firm read after an opening in which one sign-up did not count."""
    rooms = Rooms(market)
    request, firms = rooms.signed_up(98_000, 99_000, 97_000, 96_000)
    spoilt = queries.living(market.session, request, firms[3].organisation_id)
    spoilt.envelope = spoilt.envelope[:-1] + b"?"
    selection.open(market.act(CLOCKWORK, CLOSING), request)
    market.session.commit()
    read_facts(market.session)
    notices = market.session.scalars(select(Notice)).all()
    return [
        " ".join(str(one.text) for one in notices if one.person_id == firm.person_id)
        for firm in firms
    ]


def test_only_bidders_are_told_when_the_auction_begins(told):
    assert ["begins at" in text for text in told] == [True, True, True, False]


def test_who_was_turned_away_is_told_where_the_reason_stands(told):
    assert ["does not count" in text for text in told] == [False, False, False, True]
