"""A request decided by lot, from the commitments to the award; every way it may fail."""

from hashlib import sha256

import pytest
from sqlalchemy import select

from marketplace.audit.queries import proofs
from marketplace.core.act import CLOCKWORK
from marketplace.core.errors import BadInputError, DomainError, NotAllowedError, WrongStateError
from marketplace.core.transparency import witnesses
from marketplace.core.transparency.models import LogCosignature
from marketplace.core.transparency.names import Party
from marketplace.requests import operations as requests
from marketplace.requests.models import Request
from marketplace.requests.states import Ending, Method, State
from marketplace.selection import operations as selection
from marketplace.selection import queries
from marketplace.selection.models import Draw
from marketplace.selection.operations import Entry
from marketplace.selection.queries import draws
from marketplace.selection.rules import drawing
from marketplace.selection.rules.lots import Lot
from marketplace.selection.states import DrawState, OfferState
from tests.drawn import DRAWING, FIXED, REVEALS_END
from tests.market import CLOSING, OBJECTIONS_END, REASON, offer_of, yuan

SECRET = "5" * 64


def draw_of(lots, request):
    return queries.living_draw(lots.session, request)


def offers_of(lots, request):
    return {offer.firm_id: offer for offer in queries.of_request(lots.session, request)}


def test_commitments_are_there_before_anybody_can_sign_up(lots):
    request = lots.open()
    draw = draw_of(lots, request)
    assert (draw.state, request.state) == (DrawState.NOTICED, State.OPEN)
    assert {one.party for one in draw.parties} == {Party.SERVER, Party.REGULATOR, Party.AUDITOR}
    assert [one.secret for one in draw.parties] == [None] * 3
    assert len({one.commitment for one in draw.parties}) == 3


def test_without_two_others_nothing_is_noticed(lots):
    connected = witnesses.connected()
    witnesses.connect(connected[:1])
    lots.exchange()
    request = lots.market.submitted(**FIXED)
    with pytest.raises(DomainError, match="not committed"):
        selection.notice(lots.market.act(lots.market.operator), request)
    witnesses.connect(connected)
    lots.exchange()
    selection.notice(lots.market.act(lots.market.operator), request)
    assert request.state is State.OPEN


def test_a_drawn_request_is_published_with_its_draw_only(lots):
    request = lots.market.submitted(**FIXED)
    with pytest.raises(WrongStateError, match="commitments"):
        requests.publish(lots.market.act(lots.market.operator), request)
    with pytest.raises(WrongStateError, match="has not checked"):
        selection.notice(lots.market.act(CLOCKWORK), request)
    priced = lots.market.submitted()
    with pytest.raises(WrongStateError, match="not decided by a draw"):
        selection.notice(lots.market.act(lots.market.operator), priced)


@pytest.mark.parametrize("price", [None, yuan(0), yuan(100_001)])
def test_whoever_is_drawn_gets_a_fixed_price(lots, price):
    with pytest.raises(BadInputError):
        lots.market.draft(method=Method.RANDOM, agreed_price=price)


def test_five_sign_up_one_is_drawn_and_four_see_their_numbers(lots):
    request, firms = lots.drawn(5)
    offers = offers_of(lots, request)
    won = [offer for offer in offers.values() if offer.state is OfferState.WON]
    assert sorted(offer.ticket for offer in offers.values()) == [1, 2, 3, 4, 5]
    assert sorted(offer.rank for offer in offers.values()) == [1, 2, 3, 4, 5]
    assert [offer.reason for offer in offers.values()].count(Lot.NOT_DRAWN) == 4
    award = queries.award_of(lots.session, request)
    assert (award.firm_id, award.price, award.days) == (won[0].firm_id, yuan(80_000), 20)
    assert request.state is State.SELECTED
    assert {offer.firm_id for offer in offers.values()} == {f.organisation_id for f in firms}


def test_the_published_file_is_verified_and_its_digest_is_in_the_log(lots):
    request, _ = lots.drawn(4)
    draw = draw_of(lots, request)
    document = queries.document(draw)
    assert list(drawing.faults(document)) == []
    assert draw.digest == sha256(drawing.as_file(document)).hexdigest()
    assert len(draw.result) == 3
    assert list(proofs.faults(lots.session)) == []
    signed = {one.witness for one in lots.session.scalars(select(LogCosignature))}
    assert signed == {Party.REGULATOR, Party.AUDITOR}


def test_a_firm_signs_up_once_without_a_price_and_may_withdraw(lots):
    request, (firm, *_) = lots.signed_up()
    with pytest.raises(WrongStateError, match="already"):
        selection.sign_up(lots.market.act(firm), request, terms=Entry(""))
    stranger = lots.market.firm()
    with pytest.raises(WrongStateError, match="no prices"):
        selection.offer(lots.market.act(stranger), request, terms=offer_of())
    mine = queries.living(lots.session, request, firm.organisation_id)
    with pytest.raises(WrongStateError, match="no prices"):
        selection.replace(lots.market.act(firm), mine, terms=offer_of())
    selection.withdraw(lots.market.act(firm), mine)
    selection.sign_up(lots.market.act(firm), request, terms=Entry("again"))
    with pytest.raises(WrongStateError, match="closed"):
        selection.sign_up(lots.market.act(stranger, CLOSING), request, terms=Entry(""))


def test_an_excluded_firm_reads_why(lots):
    firm = lots.market.firm()
    lots.exchange()
    request = lots.market.draft(**FIXED)
    owner = lots.market.act(lots.market.owner)
    requests.exclude(owner, request, firm=lots.market.name(firm), reason=REASON)
    requests.submit(owner, request)
    selection.notice(lots.market.act(lots.market.operator), request)
    with pytest.raises(NotAllowedError, match="survey of this site"):
        selection.sign_up(lots.market.act(firm), request, terms=Entry(""))


@pytest.mark.parametrize("words", ["x" * 65, "two\nlines", "e\u0301"])
def test_a_contribution_is_short(lots, words):
    with pytest.raises(BadInputError):
        selection.sign_up(lots.market.act(lots.market.firm()), lots.open(), terms=Entry(words))


def test_nothing_is_drawn_too_early_twice_or_without_the_secrets(lots):
    request, _ = lots.frozen()
    draw = draw_of(lots, request)
    with pytest.raises(WrongStateError, match="announced minute"):
        selection.draw(lots.market.act(CLOCKWORK, CLOSING), draw)
    with pytest.raises(WrongStateError, match="revealed"):
        selection.draw(lots.market.act(CLOCKWORK, DRAWING), draw)
    assert draws.to_draw(lots.session, lots.market.act(CLOCKWORK, DRAWING).now) == []
    lots.exchange(CLOSING)
    assert draws.to_draw(lots.session, lots.market.act(CLOCKWORK, DRAWING).now) == [draw]
    selection.draw(lots.market.act(CLOCKWORK, DRAWING), draw)
    with pytest.raises(WrongStateError):
        selection.draw(lots.market.act(CLOCKWORK, DRAWING), draw)


def test_too_few_are_noticed_again_by_the_clock_then_the_owner_may_go_direct(lots):
    request, _ = lots.signed_up(1)
    selection.open(lots.market.act(CLOCKWORK, CLOSING), request)
    assert (request.state, request.reason) == (State.FAILED, Ending.TOO_FEW)
    now = lots.market.act(CLOCKWORK, CLOSING).now
    (again,) = draws.to_notice(lots.session, now)
    selection.notice(lots.market.act(CLOCKWORK, CLOSING), again)
    assert (again.state, again.round, again.agreed_price) == (State.OPEN, 1, yuan(80_000))
    assert again.closes_at.isoformat() == "2026-03-09T09:00:00+00:00"
    selection.open(lots.market.act(CLOCKWORK, "2026-03-09T17:00+08:00"), again)
    assert (again.state, again.reason) == (State.FAILED, Ending.TOO_FEW_AGAIN)
    assert len(lots.session.scalars(select(Request)).all()) == 2


def test_a_secret_untold_makes_the_draw_void_and_says_whose(lots):
    request, _ = lots.frozen()
    draw = draw_of(lots, request)
    with pytest.raises(WrongStateError, match="not over"):
        selection.spoil(lots.market.act(CLOCKWORK, DRAWING), draw)
    assert draws.to_spoil(lots.session, lots.market.act(CLOCKWORK, REVEALS_END).now) == [draw]
    selection.spoil(lots.market.act(CLOCKWORK, REVEALS_END), draw)
    assert draw.state is DrawState.SPOILT
    assert [one.party for one in draw.parties if one.secret is None] == [
        Party.AUDITOR,
        Party.REGULATOR,
    ]
    assert draws.spoilt(lots.session, lots.market.regulator.organisation_id) == [draw]
    lots.exchange(REVEALS_END)
    assert draw.parties[0].secret is None


def test_the_regulator_has_a_void_draw_held_anew_once_with_the_same_entrants(lots):
    request, _ = lots.frozen()
    first = draw_of(lots, request)
    selection.spoil(lots.market.act(CLOCKWORK, REVEALS_END), first)
    act = lots.market.act(lots.market.regulator, REVEALS_END)
    again = selection.redraw(act, first, reason=REASON)
    assert (again.turn, again.state) == (2, DrawState.FROZEN)
    assert {e.firm_id for e in again.entries} == {e.firm_id for e in first.entries}
    with pytest.raises(WrongStateError):
        selection.redraw(act, first, reason=REASON)
    selection.spoil(lots.market.act(CLOCKWORK, "2026-04-01T09:00+08:00"), again)
    with pytest.raises(WrongStateError, match="once"):
        selection.redraw(act, again, reason=REASON)
    selection.give_up(act, again, reason=REASON)
    assert (request.state, request.reason) == (State.VOID, Ending.DRAW_SPOILT)


def test_only_the_regulator_of_the_service_decides_on_a_void_draw(lots, make):
    request, firms = lots.frozen()
    draw = draw_of(lots, request)
    selection.spoil(lots.market.act(CLOCKWORK, REVEALS_END), draw)
    for actor in (lots.market.owner, firms[0], *make.every_role().values()):
        for verb in (selection.redraw, selection.give_up):
            with pytest.raises(NotAllowedError):
                verb(lots.market.act(actor, REVEALS_END), draw, reason=REASON)


def pledged(lots):
    """A frozen draw for which the owner committed to SECRET before sign-up."""
    lots.exchange()
    request = lots.market.submitted(**FIXED)
    selection.reserve(lots.market.act(CLOCKWORK), request)
    draw = draw_of(lots, request)
    made = drawing.commitment(draw.number, "owner", SECRET)
    selection.pledge(lots.market.act(lots.market.owner), draw, commitment=made)
    selection.notice(lots.market.act(lots.market.operator), request)
    lots.signed_up(3, request)
    lots.opened(request)
    lots.exchange(CLOSING)
    return draw


def test_an_owner_adds_a_secret_and_must_reveal_it(lots):
    draw, owner = pledged(lots), lots.market.owner
    assert draws.to_draw(lots.session, lots.market.act(CLOCKWORK, DRAWING).now) == []
    with pytest.raises(BadInputError, match="not the secret"):
        selection.reveal(lots.market.act(owner, CLOSING), draw, party=Party.OWNER, secret="6" * 64)
    with pytest.raises(WrongStateError):
        selection.reveal(lots.market.act(owner, CLOSING), draw, party=Party.SERVER, secret=SECRET)
    selection.reveal(lots.market.act(owner, CLOSING), draw, party=Party.OWNER, secret=SECRET)
    selection.draw(lots.market.act(CLOCKWORK, DRAWING), draw)
    assert list(drawing.faults(queries.document(draw))) == []
    assert "owner" in queries.document(draw)["reveals"]


def test_after_the_notice_nobody_commits_any_more(lots):
    draw = draw_of(lots, lots.open())
    with pytest.raises(WrongStateError, match="before sign-up"):
        selection.pledge(lots.market.act(lots.market.owner), draw, commitment="a" * 64)
    selection.commit(lots.market.act(CLOCKWORK), draw, party=Party.OWNER, commitment="a" * 64)
    assert len(draw.parties) == 3


def test_the_next_number_takes_the_place_of_a_winner_who_may_not_work(lots):
    request, firms = lots.drawn(4)
    award = queries.award_of(lots.session, request)
    heir = next(o for o in offers_of(lots, request).values() if o.rank == 2)
    lots.market.suspend(next(f for f in firms if f.organisation_id == award.firm_id))
    selection.award(lots.market.act(CLOCKWORK, OBJECTIONS_END), request)
    assert (award.firm_id, award.price) == (heir.firm_id, yuan(80_000))
    assert len(lots.session.scalars(select(Draw).where(Draw.request_id == request.id)).all()) == 1


def test_a_draw_of_a_withdrawn_request_is_dropped(lots):
    request = lots.open()
    draw = draw_of(lots, request)
    selection.drop(lots.market.act(CLOCKWORK), draw)
    assert draw_of(lots, request) is None
    assert draw.state is DrawState.DROPPED
