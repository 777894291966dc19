"""Signals kept once, marked, answered; nobody is punished."""

import pytest
from sqlalchemy import select

from marketplace.core.act import CLOCKWORK, Role
from marketplace.core.errors import BadInputError, NotAllowedError
from marketplace.core.facts import Pending
from marketplace.core.policy import PERMISSIONS
from marketplace.directory.models import Penalty
from marketplace.risk import operations, queries, rules
from marketplace.risk.models import Signal, SignalFirm
from marketplace.risk.readers import compute
from tests.contracts.story import Story
from tests.market import CLOSING


def values(signals):
    return {key: (one.value, one.flagged, one.computed_at) for key, one in signals.items()}


def test_close_offers_are_flagged_and_all_bidders_may_answer(ring, session):
    signal = ring.compute()["variation", ""]
    assert (signal.flagged, signal.n, signal.family, signal.grade) == (True, 4, "price", "B")
    assert signal.value == pytest.approx(0.0013, abs=1e-4)
    assert len(queries.firms_of(session, signal)) == 4
    assert session.scalars(select(Penalty)).all() == []


def test_computing_again_changes_nothing(ring):
    ring.share("phone", "legal_representative")
    before = values(ring.compute())
    assert values(ring.compute()) == before


def test_a_shared_hand_is_proof(ring):
    ring.share("phone", "legal_representative")
    a, b = sorted(str(firm.organisation_id) for firm in ring.firms[:2])
    signal = ring.compute()["shared_identity", f"{a}-{b}"]
    assert (signal.value, signal.grade, signal.flagged) == (10.0, "A", True)
    assert "13900001111" not in str(signal.details)


def test_nothing_known_makes_no_signal_of_identity(ring):
    assert {kind for kind, _ in ring.compute()} == {
        "variation", "relative_distance", "equal_offers", "stepped_offers",
    }  # fmt: skip


def test_peers_are_the_variations_of_the_same_service(ring):
    ring.compute()
    later, _ = ring.selected(90_000, 95_000, 99_000)
    signal = ring.compute(later)["variation", ""]
    assert signal.details["peers_n"] == 1
    assert signal.details["peers"] == pytest.approx(0.0013, abs=1e-4)


def test_a_price_is_compared_with_accepted_contracts(ring, session, make):
    story = Story(session, make)
    story.item = ring.item
    for price in (40_000_00, 41_000_00, 42_000_00, 43_000_00, 44_000_00):
        contract = story.accepted(price=price)
        assert contract.item_id == ring.item.id
    signal = ring.compute()["price_against_band", str(ring.firms[0].organisation_id)]
    assert (signal.flagged, signal.family, signal.n) == (True, "band", 5)
    assert [one.organisation_id for one in queries.firms_of(session, signal)] == [
        ring.firms[0].organisation_id
    ]


def test_the_opening_is_read(ring, session):
    waiting = select(Pending).where(Pending.reader == "risk.compute")
    facts = [one.fact for one in session.scalars(waiting)]
    for fact in facts:
        compute(ring.act(CLOCKWORK, CLOSING), fact)
    assert ring.signals(ring.request)


def test_the_last_mark_counts_and_needs_a_note(ring, make):
    signal = ring.compute()["variation", ""]
    act = ring.act(ring.regulator, CLOSING)
    with pytest.raises(BadInputError):
        operations.mark(act, signal, useful=True, note=" ")
    operations.mark(act, signal, useful=True, note="Three of them met.")
    operations.mark(act, signal, useful=False, note="A tariff.")
    assert (signal.useful, signal.note) == (False, "A tariff.")


def test_a_mark_outlives_another_computation(ring, session):
    operations.mark(
        ring.act(ring.regulator, CLOSING), ring.compute()["variation", ""], useful=True, note="Met."
    )
    assert ring.compute()["variation", ""].useful is True


def test_a_firm_answers_what_concerns_it(ring, session):
    signal = ring.compute()["variation", ""]
    operations.answer(ring.act(ring.firms[0], CLOSING), signal, answer="It is a tariff.")
    mine = session.scalars(select(SignalFirm).filter(SignalFirm.answer != "")).one()
    assert mine.organisation_id == ring.firms[0].organisation_id


def test_nobody_else_answers_or_marks(ring):
    signal = ring.compute()["variation", ""]
    for actor in (ring.owner, ring.operator, ring.firm(), ring.regulator):
        with pytest.raises(NotAllowedError):
            operations.answer(ring.act(actor, CLOSING), signal, answer="No.")
    for actor in (ring.owner, ring.operator, ring.firms[0]):
        with pytest.raises(NotAllowedError):
            operations.mark(ring.act(actor, CLOSING), signal, useful=True, note="Yes.")


@pytest.mark.parametrize("verb", ["compute", "screen_history"])
def test_only_the_clock_computes(verb):
    assert [r for r in Role if PERMISSIONS[f"risk.{verb}"].says(r) != "-"] == [Role.CLOCKWORK]


def test_history_is_screened_once(ring, session):
    lot = rules.Lot(ring.request.id, "lot 1", "ocds-x", offers_of(ring))
    peers = rules.peers_of([lot])
    act = ring.act(CLOCKWORK, CLOSING)
    assert operations.screen_history(act, None, lots=[lot], peers=peers) == (4, 0)
    assert operations.screen_history(act, None, lots=[lot], peers=peers) == (0, 0)
    assert session.query(Signal).filter_by(subject="lot 1").count() == 4


def offers_of(ring):
    found = queries.offers(ring.session, ring.request.id)
    return tuple(rules.Offer(str(o.id), str(o.firm_id), o.price) for o in found)
