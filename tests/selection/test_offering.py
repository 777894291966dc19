"""Offers: sealed from everybody, counted to the second, one for a firm."""

import json
import sqlite3

import pytest
from sqlalchemy import select

from marketplace.core.errors import BadInputError, NotAllowedError, NotFoundError, WrongStateError
from marketplace.core.facts import Fact
from marketplace.core.money import Money, parse_amount
from marketplace.requests import operations as requests
from marketplace.selection import operations as selection
from marketplace.selection import queries
from marketplace.selection.models import Offer
from marketplace.selection.rules.envelope import SealError, digest
from marketplace.selection.rules.sealed import Content
from marketplace.selection.states import OfferState
from tests.market import CLOSING, REASON, offer_of

LAST_SECOND = "2026-03-05T16:59:59+08:00"
CANARY = Money(7_654_321_98, "CNY")
MEMO = "canary-memo-7F3A"


def test_the_last_second_counts_and_the_next_does_not(market):
    request, firm = market.open(), market.firm()
    mine = selection.offer(market.act(firm, LAST_SECOND), request, terms=offer_of())
    for late in (
        lambda: selection.offer(market.act(market.firm(), CLOSING), request, terms=offer_of()),
        lambda: selection.replace(market.act(firm, CLOSING), mine, terms=offer_of()),
        lambda: selection.withdraw(market.act(firm, CLOSING), mine),
    ):
        with pytest.raises(WrongStateError, match="closed"):
            late()
    assert mine.state is OfferState.SEALED


def test_no_amount_or_note_is_in_the_file_or_the_log(market, session):
    request, firm = market.open(ceiling=None), market.firm()
    terms = selection.Terms(CANARY, 7, MEMO, all_included=True)
    mine = selection.offer(market.act(firm), request, terms=terms)
    selection.replace(market.act(firm), mine, terms=terms)
    session.flush()
    file = session.connection().connection.driver_connection
    assert isinstance(file, sqlite3.Connection)
    stored = file.serialize()
    for secret in (str(CANARY.minor).encode(), str(CANARY.amount).encode(), MEMO.encode()):
        assert secret not in stored
    assert not any("7654321" in json.dumps(fact.data) for fact in session.scalars(select(Fact)))
    assert "765" not in repr(terms)
    assert MEMO not in repr(Content(CANARY, 1, MEMO))


def test_nobody_reads_a_sealed_offer(market, make):
    request, (firm, _) = market.offered(90_000, 95_000)
    mine = queries.living(market.session, request, firm.organisation_id)
    for actor in (market.owner, market.regulator, market.operator, *make.every_role().values()):
        with pytest.raises(NotFoundError):
            queries.offer(market.session, mine.id, actor)
    assert (mine.price, mine.days, mine.note) == (None, None, "")
    assert queries.offer(market.session, mine.id, firm) is mine
    assert queries.opened(market.session, request) == []


def test_only_qualified_firms_may_offer(market, make):
    request = market.open()
    for actor in (market.owner, *make.every_role().values()):
        with pytest.raises(NotAllowedError):
            selection.offer(market.act(actor), request, terms=offer_of())


def test_an_excluded_firm_is_told_why(market):
    request, firm = market.draft(), market.firm()
    requests.exclude(market.act(market.owner), request, firm=market.name(firm), reason=REASON)
    requests.submit(market.act(market.owner), request)
    requests.publish(market.act(market.operator), request)
    with pytest.raises(NotAllowedError, match="site"):
        selection.offer(market.act(firm), request, terms=offer_of())


def test_one_offer_for_a_firm_until_it_is_replaced_or_withdrawn(market):
    request, (firm,) = market.offered(90_000)
    with pytest.raises(WrongStateError, match="Replace"):
        selection.offer(market.act(firm), request, terms=offer_of())
    first = queries.living(market.session, request, firm.organisation_id)
    second = selection.replace(market.act(firm), first, terms=offer_of(80_000))
    assert (first.state, second.version) == (OfferState.REPLACED, 2)
    selection.withdraw(market.act(firm), second)
    third = selection.offer(market.act(firm), request, terms=offer_of(70_000))
    assert (second.state, third.version) == (OfferState.WITHDRAWN, 3)


def test_the_digest_is_in_the_log(market):
    request, (firm,) = market.offered(90_000)
    mine = queries.living(market.session, request, firm.organisation_id)
    logged = market.session.scalar(select(Fact).filter_by(name="selection.receive"))
    assert logged.data == {"digest": digest(mine.envelope)}
    assert (logged.thing_kind, logged.thing_id) == (Offer.__tablename__, mine.id)
    assert request.first_offer_at == mine.received_at


@pytest.mark.parametrize(
    ("field", "terms"),
    [
        ("price", {"amount": 0}),
        ("price", {"amount": 100_001}),
        ("days", {"days": 0}),
        ("all_included", {"all_included": False}),
    ],
)
def test_an_offer_that_cannot_be_meant_is_refused(market, field, terms):
    request, firm = market.open(), market.firm()
    with pytest.raises(BadInputError) as refused:
        selection.offer(market.act(firm), request, terms=offer_of(**terms))
    assert refused.value.field == field


def test_content_reads_what_it_wrote_and_nothing_else():
    content = Content(parse_amount("9.8万"), 12, "说明")
    again = Content.from_bytes(content.to_bytes())
    assert (again.price, again.days, again.note) == (Money(9_800_000, "CNY"), 12, "说明")
    for broken in (b"", b"{}", b'{"price": [1]}', b"[]", b"\xff"):
        with pytest.raises(SealError):
            Content.from_bytes(broken)
