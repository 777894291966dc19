"""A revision after the first offer: a new version, all told, a later closing, offers confirmed."""

from dataclasses import fields

import pytest

from marketplace.core.act import CLOCKWORK
from marketplace.core.errors import BadInputError
from marketplace.notices.rules import TOLD
from marketplace.notices.rules.shape import Whom
from marketplace.requests import operations as requests
from marketplace.requests import queries as requests_queries
from marketplace.selection import operations as selection
from marketplace.selection import queries
from marketplace.selection.rules.flaws import Flaw
from marketplace.selection.states import OfferState
from tests.market import REASON, offer_of

TUESDAY = "2026-03-03T09:00+08:00"
WEDNESDAY = "2026-03-04T09:00+08:00"
LATER = "2026-03-06T17:00+08:00"


def revised(market, request, at=TUESDAY, **changed):
    names = [field.name for field in fields(requests.Published)]
    kept = {name: getattr(request, name) for name in names}
    later = market.act(CLOCKWORK, LATER).now
    terms = requests.Revision(**kept | {"closes_at": later} | changed, reason=REASON)
    requests.revise(market.act(market.owner, at), request, terms=terms)


def test_an_offer_for_the_old_terms_counts_only_when_confirmed(market):
    request, firms = market.offered(80_000, 90_000, 95_000, 99_000)
    revised(market, request, scope="Twice the bridge")
    for firm, amount in zip(firms[1:], (90_000, 95_000, 99_000), strict=True):
        mine = queries.living(market.session, request, firm.organisation_id)
        selection.replace(market.act(firm, TUESDAY), mine, terms=offer_of(amount))
    selection.open(market.act(CLOCKWORK, LATER), request)
    offers = {one.firm_id: one for one in queries.opened(market.session, request)}
    old = offers[firms[0].organisation_id]
    assert (old.state, old.reason, old.price) == (OfferState.INVALID, Flaw.NOT_CONFIRMED, None)
    assert offers[firms[1].organisation_id].state is OfferState.WON


def test_what_no_price_hangs_on_needs_no_confirmation(market):
    request, _ = market.offered(80_000, 90_000, 95_000)
    revised(market, request, title="Environmental report, bridge over the Fu")
    assert (request.version, request.material_version) == (2, 1)
    selection.open(market.act(CLOCKWORK, LATER), request)
    states = [one.state for one in queries.opened(market.session, request)]
    assert OfferState.INVALID not in states


@pytest.mark.parametrize("closing", ["2026-03-04T17:00+08:00", "2026-03-05T16:59+08:00"])
def test_the_closing_never_moves_earlier(market, closing):
    request, _ = market.offered(80_000)
    with pytest.raises(BadInputError, match="only move later"):
        revised(market, request, closes_at=market.act(CLOCKWORK, closing).now)


def test_after_an_offer_new_terms_leave_time_to_confirm(market):
    request, _ = market.offered(80_000)
    with pytest.raises(BadInputError, match="confirm them"):
        revised(market, request, WEDNESDAY, scope="More", closes_at=request.closes_at)


def test_every_version_is_kept_and_every_bidder_told(market):
    request, _ = market.offered(80_000)
    revised(market, request, scope="Twice the bridge")
    assert [one.version for one in requests_queries.versions(market.session, request)] == [1, 2]
    assert Whom.BIDDERS in {rule.whom for rule in TOLD["requests.revise"]}


def test_the_time_to_ask_moves_with_the_closing(market):
    request, _ = market.offered(80_000)
    before = requests_queries.questions_until(market.session, request)
    revised(market, request, title="Environmental report, bridge over the Fu")
    assert requests_queries.questions_until(market.session, request) > before
