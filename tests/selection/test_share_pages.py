"""Pages of key shares: who keeps the key, what the opening waits for, and who hands in what."""

import re

import pytest
from sqlalchemy import select

from marketplace.core.act import CLOCKWORK
from marketplace.core.facts import Fact
from marketplace.core.transparency import witnesses
from marketplace.requests.states import State
from marketplace.selection import operations as selection
from marketplace.selection.queries import keys
from marketplace.selection.rules.shares import key_in, new_words
from tests.market import CLOSING, MONDAY

WORDS = re.compile(r"<code>([a-z2-7-]{39})</code>")


@pytest.fixture
def sealed(lots):
    lots.exchange()
    request, _ = lots.market.offered(95_000, 90_000, 98_000)
    lots.session.commit()
    return request


@pytest.fixture
def waiting(lots, sealed):
    """Closed; the witnesses are silent."""
    witnesses.connect([])
    selection.open_or_ask(lots.market.act(CLOCKWORK, CLOSING), sealed)
    lots.session.commit()
    return sealed


@pytest.fixture
def see(market, look, at):
    """The text of a page at a moment."""

    def see(path, actor=None, moment=MONDAY, **more):
        market.session.commit()
        at(moment)
        return look(path, actor, **more)

    return see


@pytest.fixture
def send(market, send, at):
    def post(path, actor, moment=CLOSING, **form):
        market.session.commit()
        at(moment)
        return send(path, actor, **form).get_data(as_text=True)

    return post


def test_a_request_says_who_keeps_its_key(lots, sealed, see):
    shown = see(f"/requests/{sealed.id}", lots.market.firm())
    assert "only in three shares" in shown
    assert "The audit office&#39;s machine" in shown


def test_without_witnesses_a_request_says_so_plainly(market, see):
    request, _ = market.offered(95_000)
    market.session.commit()
    assert "the hall alone keeps the key" in see(f"/requests/{request.id}", market.firm())


def test_a_closed_request_says_whose_share_it_waits_for(lots, waiting, see):
    shown = see(f"/requests/{waiting.id}", lots.market.regulator, CLOSING)
    assert "waits for a share of the key" in shown
    assert f"/requests/{waiting.id}/hand_in" in shown
    assert "Open the offers now" not in shown
    shown = see(f"/requests/{waiting.id}/hand_in", lots.market.regulator, CLOSING)
    assert "question.json" in shown
    see(f"/requests/{waiting.id}/question.json", lots.market.regulator, CLOSING)
    see(f"/requests/{waiting.id}/hand_in", lots.market.firm(), CLOSING, status=403)


def test_a_wrong_share_is_told_on_the_field(lots, waiting, send):
    path = f"/requests/{waiting.id}/hand_in"
    assert "134 characters" in send(path, lots.market.regulator, share="abc", status=422)
    told = send(path, lots.market.regulator, share="0" * 134, status=422)
    assert "not the share that was made" in told


def test_an_owner_reads_his_key_once_and_opens_with_it(lots, see, send):
    owner, words = lots.market.owner, new_words()
    lots.exchange()
    selection.keep_share(lots.market.act(owner), None, words=words)
    request, _ = lots.market.offered(95_000, 90_000, 98_000)
    witnesses.connect([])
    selection.open_or_ask(lots.market.act(CLOCKWORK, CLOSING), request)
    shown = see(f"/requests/{request.id}/hand_in", owner, CLOSING)
    assert "under a key of your own" in shown
    send(f"/requests/{request.id}/hand_in", owner, share=words)
    lots.session.expire_all()
    assert request.state is State.SELECTED


def test_an_owner_gives_his_share_back_to_the_audit_office(lots, see, send):
    owner = lots.market.owner
    lots.exchange()
    assert "in your stead" in see("/shares", owner)
    shown = send("/shares/keep_share", owner, MONDAY, status=200)
    assert len(key_in(*WORDS.findall(shown))) == 32
    assert "you keep your share yourself" in see("/shares", owner)
    send("/shares/entrust_share", owner, MONDAY)
    assert "in your stead" in see("/shares", owner)
    send("/shares/entrust_share", owner, MONDAY, status=409)


@pytest.mark.parametrize("verb", ["open", "hand_in"])
def test_an_attempt_before_the_closing_is_refused_and_kept(lots, sealed, send, verb):
    told = send(
        f"/requests/{sealed.id}/{verb}", lots.market.regulator, MONDAY, share="0" * 134, status=409
    )
    assert "still open" in told
    kept = lots.session.scalars(select(Fact).where(Fact.name == "selection.turn_away")).one()
    assert (kept.thing_id, kept.data, kept.salt is None) == (sealed.id, {"verb": verb}, False)
    assert all(one.handed is None for one in keys.key_of(lots.session, sealed).shares)


def test_only_owners_have_a_share_to_keep(lots, see):
    for path in ("/shares", "/shares/keep_share", "/shares/entrust_share"):
        see(path, lots.market.firm(), status=403)
