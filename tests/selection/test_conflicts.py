"""Who prepared may not review, and linked firms may not meet: at offer, closing and award."""

import pytest
from sqlalchemy import select

from marketplace.accounts.models import Organisation
from marketplace.core import rulesets
from marketplace.core.act import CLOCKWORK
from marketplace.core.errors import NotAllowedError
from marketplace.directory import operations as directory
from marketplace.directory.models import Firm, FirmLink, Qualification
from marketplace.directory.queries.links import linked
from marketplace.directory.rules.links import Known, marks_of
from marketplace.matters.models import ServiceItem
from marketplace.requests import operations as requests
from marketplace.requests.queries import conflicting, why_not_take
from marketplace.selection import operations as selection
from marketplace.selection import queries
from marketplace.selection.rules.flaws import Flaw
from marketplace.selection.states import OfferState
from tests.market import CLOSING, OBJECTIONS_END, TERMS, offer_of


def firm_of(market, actor):
    return market.session.scalar(select(Firm).filter_by(organisation_id=actor.organisation_id))


def share(market, *actors, **values):
    """Let these firms have the same values, and the hall notice it."""
    for actor in actors:
        body = market.session.get(Organisation, actor.organisation_id)
        for name, value in values.items():
            setattr(body, name, value)
    market.session.flush()
    for actor in actors:
        directory.link(market.act(CLOCKWORK), firm_of(market, actor))


def test_values_are_compared_without_their_dress():
    one = Known("张 伟", ("0086 138-0000-1111",), "ab", "Ｒiver Road 1", ("licence X-1",))
    two = Known("张伟", ("13800001111", "123"), "ab", "river road, 1", ("LICENCE x1",))
    assert marks_of(one) == marks_of(two)
    assert marks_of(Known()) == set()


@pytest.mark.parametrize(
    "same",
    [{"phone": "0816-2200001"}, {"legal_representative": "Li Wei"},
     {"bank_account_hash": "f" * 64}, {"address": "1 River Road"}],
)  # fmt: skip
def test_of_two_linked_firms_the_second_is_refused_with_the_reason(market, same):
    request, first, second = market.open(), market.firm(), market.firm()
    share(market, first, second, **same)
    selection.offer(market.act(first), request, terms=offer_of())
    with pytest.raises(NotAllowedError, match="linked with this one takes part already"):
        selection.offer(market.act(second), request, terms=offer_of())
    mine = queries.living(market.session, request, first.organisation_id)
    selection.replace(market.act(first), mine, terms=offer_of(97_000))


def test_when_the_first_one_withdraws_the_second_may_offer(market):
    request, first, second = market.open(), market.firm(), market.firm()
    share(market, first, second, phone="0816-2200001")
    mine = selection.offer(market.act(first), request, terms=offer_of())
    selection.withdraw(market.act(first), mine)
    selection.offer(market.act(second), request, terms=offer_of())


def test_a_link_found_after_the_offers_counts_at_the_closing(market):
    request, firms = market.offered(95_000, 90_000, 98_000, 99_000)
    share(market, firms[0], firms[1], phone="0816-2200001")
    selection.open(market.act(CLOCKWORK, CLOSING), request)
    offers = {one.firm_id: one for one in queries.of_request(market.session, request)}
    later = offers[firms[1].organisation_id]
    assert (later.state, later.reason) == (OfferState.INVALID, Flaw.LINKED)
    assert offers[firms[0].organisation_id].state is OfferState.WON


def test_and_at_the_award(market):
    request, firms = market.selected(95_000, 90_000, 98_000)
    share(market, firms[0], firms[1], phone="0816-2200001")
    selection.award(market.act(CLOCKWORK, OBJECTIONS_END), request)
    award = queries.award_of(market.session, request)
    assert award.firm_id == firms[0].organisation_id


def test_what_very_many_share_links_nobody(market):
    firms = [market.firm() for _ in range(7)]
    share(market, *firms, address="Business Park 1")
    share(market, *firms)
    assert linked(market.session, firms[0].organisation_id) == set()
    most = rulesets.in_force(market.session, market.act(CLOCKWORK).now).rules.link_most_firms
    assert most == 5


def test_a_link_goes_with_what_was_shared(market):
    one, two = market.firm(), market.firm()
    share(market, one, two, phone="0816-2200001")
    assert linked(market.session, one.organisation_id) == {two.organisation_id}
    share(market, one, phone="0816-9900009")
    assert market.session.scalars(select(FirmLink)).all() == []


@pytest.fixture
def review(market):
    """A service that reviews the market's own, asked for by the matter of its projects."""
    item = market.service()
    item.reviews = [market.item.code]
    market.require(market.matter, item)
    market.session.flush()
    return item


def prepared(market):
    """Awarded for a project: its request, and the firm."""
    request, firms = market.selected()
    selection.award(market.act(CLOCKWORK, OBJECTIONS_END), request)
    return request, firms[1]


def asked(market, item, project):
    need = requests.Need(item, market.matter)
    act = market.act(market.owner, OBJECTIONS_END)
    request = requests.draft(act, project, need=need, terms=TERMS)
    requests.submit(act, request)
    requests.publish(market.act(market.operator, OBJECTIONS_END), request)
    return request


def qualify(market, actor, item):
    paper = market.session.scalar(
        select(Qualification).filter_by(firm_id=firm_of(market, actor).id)
    )
    paper.items = [*paper.items, item]
    market.session.flush()


def test_who_prepared_may_not_review_nor_who_is_linked_with_him(market, review):
    request, firm = prepared(market)
    sister, other = market.firm(review), market.firm(review)
    share(market, firm, sister, legal_representative="Li Wei")
    qualify(market, firm, review)
    later = asked(market, review, request.project)
    for barred in (firm, sister):
        with pytest.raises(NotAllowedError, match="may not review") as refused:
            selection.offer(market.act(barred, OBJECTIONS_END), later, terms=offer_of())
        assert request.number in str(refused.value)
    selection.offer(market.act(other, OBJECTIONS_END), later, terms=offer_of())
    assert conflicting(market.session, later) == [request]


def test_in_another_project_he_may(market, review):
    _, firm = prepared(market)
    qualify(market, firm, review)
    later = asked(market, review, market.project())
    selection.offer(market.act(firm, OBJECTIONS_END), later, terms=offer_of())


def test_nor_may_who_reviewed_prepare_later(market, review):
    request, firm = prepared(market)
    market.session.get(ServiceItem, request.item_id).reviews = [review.code]
    review.reviews = []
    market.session.flush()
    later = asked(market, review, request.project)
    qualify(market, firm, review)
    now = market.act(CLOCKWORK, OBJECTIONS_END).now
    assert why_not_take(market.session, later, firm.organisation_id, now)


def test_the_page_names_who_is_kept_out(market, review, look, at):
    request, firm = prepared(market)
    later = asked(market, review, request.project)
    at(OBJECTIONS_END)
    page = look(f"/requests/{later.id}")
    assert "Kept out by a conflict of interest" in page
    body = market.session.get(Organisation, firm.organisation_id)
    assert body.name_en in page
