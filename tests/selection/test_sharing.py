"""The key of a request in shares: who keeps them, when they come together, and who is refused."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import select

from marketplace.core import keys as hall_keys
from marketplace.core.act import CLOCKWORK
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.core.facts import Fact
from marketplace.core.transparency import spool, witnesses
from marketplace.core.transparency.names import Party
from marketplace.requests import operations as requests
from marketplace.requests.states import Ending, State
from marketplace.selection import operations as selection
from marketplace.selection import queries
from marketplace.selection.models import SealShare
from marketplace.selection.operations.keys import private_of
from marketplace.selection.operations.witnesses import for_shares
from marketplace.selection.queries import keys
from marketplace.selection.queries.carrying import carried
from marketplace.selection.rules.envelope import unwrap
from marketplace.selection.rules.shares import new_words, typed_share
from marketplace.witness.__main__ import print_share
from tests.drawn import Lots, witnessed
from tests.market import CLOSING

A_MINUTE_BEFORE = "2026-03-05T16:59+08:00"


@pytest.fixture
def sealed(lots):
    """Three sealed offers; the key is in shares of the hall and of both witnesses."""
    lots.exchange()
    request, _ = lots.market.offered(95_000, 90_000, 98_000)
    lots.session.commit()
    return request


def share_of(lots, request, party):
    key = keys.key_of(lots.session, request)
    return next(share for share in key.shares if share.party is party)


def names_of(lots, request):
    facts = lots.session.scalars(select(Fact).order_by(Fact.id))
    return [fact.name for fact in facts if fact.name.startswith("selection.")]


def asked(lots, request, at=CLOSING):
    """Closed, the hall's share handed in, the witnesses silent."""
    assert not selection.open_or_ask(lots.market.act(CLOCKWORK, at), request)
    lots.session.commit()


def told_by_hand(lots, request):
    """What each witness answers to the question that a person carries to its machine."""
    requests.close(lots.market.act(CLOCKWORK, CLOSING), request)
    lots.exchange(CLOSING)
    asked(lots, request)
    told = {}
    for witness in witnesses.connected():
        for share, question in for_shares(lots.session, witness.party):
            told[share.party] = bytes.fromhex(witness.ask(question)["share"])
    return told


def test_the_whole_key_is_kept_nowhere_and_each_share_in_its_own_box(lots, sealed):
    key = keys.key_of(lots.session, sealed)
    assert key.wrapped is None
    kept = {share.party: share.keeper for share in key.shares}
    assert kept == {
        Party.SERVER: Party.SERVER, Party.REGULATOR: Party.REGULATOR, Party.OWNER: Party.AUDITOR,
    }  # fmt: skip
    assert all(share.handed is None for share in key.shares)


def test_the_offers_open_by_themselves_with_the_share_of_one_witness(lots, sealed):
    lots.opened(sealed)
    assert sealed.state is State.SELECTED
    row = share_of(lots, sealed, Party.OWNER)
    assert row.handed is None  # the first that answered was enough
    steps = names_of(lots, sealed)
    order = ["selection.make_shares", "selection.hand_in", "selection.ask_shares", "selection.open"]
    assert sorted(map(steps.index, order)) == [steps.index(step) for step in order]
    assert steps.count("selection.hand_in") == 2


def test_while_no_witness_answers_the_request_is_closed_and_nothing_loops(lots, sealed):
    witnesses.connect([])
    asked(lots, sealed)
    assert sealed.state is State.CLOSED
    now = lots.market.act(CLOCKWORK, CLOSING).now
    assert queries.to_open(lots.session, now) == []
    assert not selection.open_or_ask(lots.market.act(CLOCKWORK, CLOSING), sealed)
    with pytest.raises(WrongStateError, match="waits for the share"):
        selection.open(lots.market.act(CLOCKWORK, CLOSING), sealed)
    assert lots.session.scalar(select(Fact).where(Fact.name == "selection.open")) is None


def test_any_witness_alone_will_do(lots, sealed):
    witnesses.connect(witnesses.connected()[1:])
    lots.opened(sealed)
    assert share_of(lots, sealed, Party.REGULATOR).handed is None
    assert sealed.state is State.SELECTED


def test_before_the_closing_no_share_opens_anything(lots, sealed):
    act = lots.market.act(CLOCKWORK, A_MINUTE_BEFORE)
    row = share_of(lots, sealed, Party.SERVER)
    share = unwrap(row.box, hall_keys.holder_key(), sealed.id)
    for early in (
        lambda: selection.hand_in(act, sealed, party=Party.SERVER, share=share),
        lambda: selection.ask_shares(act, sealed),
        lambda: selection.open_or_ask(act, sealed),
        lambda: private_of(act, sealed),
    ):
        with pytest.raises(WrongStateError, match="still open"):
            early()
    assert queries.to_open(lots.session, act.now) == []


def test_too_few_offers_are_never_asked_for_a_share(lots):
    lots.exchange()
    request, _ = lots.market.offered(95_000, 90_000)
    assert selection.open_or_ask(lots.market.act(CLOCKWORK, CLOSING), request)
    assert (request.state, request.reason) == (State.FAILED, Ending.TOO_FEW)
    assert all(one.handed is None for one in keys.key_of(lots.session, request).shares)


def test_without_the_hall_two_others_open(lots, sealed, monkeypatch):
    """The hall lost its key file: it has a new one, and no share of its own."""
    monkeypatch.setattr(hall_keys, "holder_key", lambda: bytes(range(32)))
    lots.opened(sealed)
    handed = {one.party for one in lots.session.scalars(select(SealShare)) if one.handed}
    assert handed == {Party.REGULATOR, Party.OWNER}
    assert sealed.state is State.SELECTED


def test_an_owner_keeps_his_share_and_opens_with_the_words(lots):
    owner, words = lots.market.owner, new_words()
    lots.exchange()
    selection.keep_share(lots.market.act(owner), None, words=words)
    request, _ = lots.market.offered(95_000, 90_000, 98_000)
    assert share_of(lots, request, Party.OWNER).keeper is Party.OWNER
    witnesses.connect([])
    asked(lots, request)
    act = lots.market.act(owner, CLOSING)
    with pytest.raises(BadInputError, match="not the key"):
        selection.typed(act, request, party=Party.OWNER, share=new_words())
    share = selection.typed(act, request, party=Party.OWNER, share=words)
    selection.hand_in(act, request, party=Party.OWNER, share=share)
    assert selection.open_or_ask(act, request)
    assert request.state is State.SELECTED


def test_two_people_hand_in_what_they_have(lots, sealed):
    """Neither the hall nor a line to the witnesses: a person of each brings the share."""
    shares = told_by_hand(lots, sealed)
    share_of(lots, sealed, Party.SERVER).handed = None
    owner, regulator = lots.market.owner, lots.market.regulator
    act = lots.market.act(regulator, CLOSING)
    with pytest.raises(NotAllowedError):
        selection.hand_in(act, sealed, party=Party.OWNER, share=shares[Party.OWNER])
    with pytest.raises(BadInputError, match="not the share"):
        selection.hand_in(act, sealed, party=Party.REGULATOR, share=shares[Party.OWNER])
    selection.hand_in(act, sealed, party=Party.REGULATOR, share=shares[Party.REGULATOR])
    assert not selection.open_or_ask(act, sealed)
    act = lots.market.act(owner, CLOSING)
    selection.hand_in(act, sealed, party=Party.OWNER, share=shares[Party.OWNER])
    assert selection.open_or_ask(act, sealed)


def test_others_hand_in_nothing(lots, sealed, make):
    asked(lots, sealed)
    for actor in (lots.market.firm(), lots.market.operator, *make.every_role().values()):
        with pytest.raises((NotAllowedError, WrongStateError)):
            selection.hand_in(
                lots.market.act(actor, CLOSING), sealed, party=Party.REGULATOR, share=b""
            )


def test_with_one_witness_only_the_hall_keeps_the_key_and_says_so(market, tmp_path):
    with witnessed(tmp_path, names=("regulator",)):
        Lots(market).exchange()
        request, _ = market.offered(95_000, 90_000, 98_000)
    key = keys.key_of(market.session, request)
    assert key.wrapped is not None
    assert key.shares == []
    assert key.public_record()["shares"] == {}


def test_a_deadline_moved_later_moves_the_opening_too(lots, sealed):
    later = datetime.fromisoformat("2026-03-06T17:00+08:00")
    sealed.closes_at = later
    lots.session.commit()
    with pytest.raises(WrongStateError, match="still open"):
        selection.open_or_ask(lots.market.act(CLOCKWORK, CLOSING), sealed)
    lots.opened(sealed, "2026-03-06T17:00+08:00")
    assert sealed.state is State.SELECTED


def test_a_witness_put_in_anothers_place_is_asked_for_its_key_again(lots, sealed, tmp_path):
    before = keys.keeper(lots.session, "regulator").public
    with witnessed(tmp_path / "new"):
        lots.exchange()  # it cannot go on with a log it never saw begin
        requests.close(lots.market.act(CLOCKWORK, CLOSING), sealed)
        lots.exchange(CLOSING)
    assert keys.keeper(lots.session, "regulator").public != before


def question_of(lots, request):
    told_by_hand(lots, request)
    witness = witnesses.connected()[0]
    ((_, question),) = for_shares(lots.session, witness.party)
    return witness, question


def test_a_witness_gives_its_share_only_for_a_closing_in_the_log_it_signed(lots, sealed):
    witness, question = question_of(lots, sealed)

    def refused(**changed):
        return witness.answers.answer(question | changed, "").get("refused", "")

    assert refused() == ""
    assert "not about requests.close" in refused(salt="0")
    assert "not in the log" in refused(size=question["size"] + 1)
    assert "not in the log" in refused(proof=["00" * 32])
    assert "of that request" in refused(request_id=sealed.id + 1)
    assert "another request" in refused(number="X")
    assert "not put away" in refused(party="owner")
    assert "not put away" in refused(not_before="2020-01-01T00:00:00Z")
    assert "not put away" in refused(public="00" * 32)


@pytest.mark.parametrize(("clock", "answer"), [
    ("2026-03-05T16:58+08:00", None), ("2026-03-05T16:59:30+08:00", None),
    ("2026-03-05T17:00+08:00", "share"),
])  # fmt: skip
def test_a_witness_waits_for_the_time_by_its_own_clock(lots, sealed, clock, answer):
    witness, question = question_of(lots, sealed)
    early = replace(witness, now=lambda: datetime.fromisoformat(clock))
    told = early.ask(question)
    assert (told and "share" in told and "share") == answer
    notes = early.folder / "store" / "refused.jsonl"
    assert notes.exists() is (clock == "2026-03-05T16:58+08:00")


def test_a_person_carries_the_question_to_a_machine_without_a_line(lots, sealed, capsys):
    requests.close(lots.market.act(CLOCKWORK, CLOSING), sealed)
    lots.session.commit()
    asked(lots, sealed)
    carry = carried(lots.session, sealed, Party.REGULATOR)
    witness = witnesses.connected()[0]
    spool.put_text(witness.spool / "hall-key.txt", carry["hall_key"])
    assert print_share(witness, carry) is None
    share = typed_share(capsys.readouterr().out)
    act = lots.market.act(lots.market.regulator, CLOSING)
    selection.hand_in(act, sealed, party=Party.REGULATOR, share=share)
    assert selection.open_or_ask(act, sealed)
