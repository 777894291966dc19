"""Facts give and take points; the score is the sum of its entries."""

from datetime import datetime

import pytest
from sqlalchemy import select, update

from marketplace.accounts.models import Organisation
from marketplace.contracts import operations as contracts
from marketplace.contracts.models import Milestone
from marketplace.core.act import CLOCKWORK
from marketplace.credit import operations, queries
from marketplace.credit.models import Entry, Score
from marketplace.credit.states import Kind
from marketplace.directory.models import Penalty
from marketplace.directory.states import PenaltyKind
from marketplace.ratings import operations as ratings
from tests.ratings.test_ratings import FAIR, GOOD


def entries(session, organisation_id):
    mine = select(Entry).join(Score).where(Score.organisation_id == organisation_id)
    return {(entry.kind, entry.full): entry for entry in session.scalars(mine)}


def score(session, actor):
    return session.scalar(select(Score).filter_by(organisation_id=actor.organisation_id))


@pytest.fixture
def rated(story):
    """One contract, done in time and rated by both sides."""
    contract = story.accepted()
    ratings.rate(story.act(story.owner), contract, terms=GOOD)
    ratings.rate(story.act(story.firm), contract, terms=FAIR)
    story.settle()
    return contract


def test_a_new_firm_has_no_score(story):
    assert story.directory_firm.credit_score is None
    operations.touch(story.act(), story.firm.organisation_id)
    assert story.directory_firm.credit_score is None
    assert score(story.session, story.firm).due_at is None


def test_both_sides_are_counted(story, session, rated):
    assert set(entries(session, rated.firm_id)) == {(Kind.ON_TIME, 20), (Kind.RATED, 36)}
    assert set(entries(session, rated.owner_id)) == {(Kind.ANSWERED, 10), (Kind.RATED, 0)}
    assert story.directory_firm.credit_score == 66  # 60 + 2 + 3.6 = 65.6
    assert session.get(Organisation, rated.owner_id).credit_score == 61
    assert list(queries.unexplained(session)) == []


def test_twice_the_same_changes_nothing(story, session, rated):
    before = [(entry.id, entry.points) for entry in session.scalars(select(Entry))]
    operations.touch(story.act(), rated.firm_id)
    operations.touch(story.act(), rated.firm_id)
    assert [(entry.id, entry.points) for entry in session.scalars(select(Entry))] == before


def test_points_fade_and_then_there_is_no_record(story, session, rated, at):
    at("2026-12-01T00:10+08:00")
    (mine, _) = sorted(queries.due(session, story.act().now), key=lambda one: one.side)
    operations.count(story.act(CLOCKWORK), mine)
    assert story.directory_firm.credit_score == 63
    at("2027-03-20T00:10+08:00")
    operations.count(story.act(CLOCKWORK), mine)
    assert (story.directory_firm.credit_score, mine.due_at) == (None, None)
    assert list(queries.unexplained(session)) == []


def test_a_penalty_takes_and_a_hidden_rating_gives_no_more(story, session, rated):
    warning = Penalty(firm=story.directory_firm, kind=PenaltyKind.WARNING, reason="Late papers.")
    warning.department_id, warning.begins_at = story.regulator.organisation_id, story.act().now
    story.make.save(warning)
    operations.touch(story.act(), rated.firm_id)
    assert story.directory_firm.credit_score == 58  # 65.6 - 8 = 57.6
    mine = session.scalars(select(ratings.Rating).filter_by(rated_id=rated.firm_id)).one()
    ratings.hide(story.act(story.regulator), mine, reason="Names a person.")
    story.settle()
    assert story.directory_firm.credit_score == 54


def test_a_contract_the_firm_left_unsigned(story, session, at):
    contract = story.contract()
    contracts.confirm(story.act(story.owner), contract)
    at("2026-04-01T09:00+08:00")
    contracts.lapse(story.act(CLOCKWORK), contract)
    story.settle()
    assert set(entries(session, contract.firm_id)) == {(Kind.REFUSED, -80)}
    assert set(entries(session, contract.owner_id)) == set()
    assert story.directory_firm.credit_score == 52


def part_of(session, contract):
    return session.scalars(select(Milestone).filter_by(contract_id=contract.id)).one()


def test_who_pays_in_time_gains_and_who_pays_late_loses(story, session, rated, at):
    contracts.book_payment(story.act(), part_of(session, rated), funded_at=None, paid_at=None)
    story.settle()
    assert (Kind.PAID_LATE, -40) not in entries(session, rated.owner_id)
    at("2026-04-02T00:10+08:00")
    (_, mine) = sorted(queries.due(session, story.act().now), key=lambda one: one.side)
    operations.count(story.act(), mine)
    assert (Kind.PAID_LATE, -40) in entries(session, rated.owner_id)
    assert session.get(Organisation, rated.owner_id).credit_score == 57
    paid = datetime.fromisoformat("2026-03-30T12:00+08:00")
    contracts.book_payment(story.act(), part_of(session, rated), funded_at=paid, paid_at=None)
    story.settle()
    assert session.get(Organisation, rated.owner_id).credit_score == 62
    assert list(queries.unexplained(session)) == []


def test_a_score_that_is_not_its_sum_is_found(session, rated):
    session.execute(update(Score).values(value=99))
    session.expire_all()
    assert len(list(queries.unexplained(session))) == 4


def test_every_organisation_may_be_touched(story, session, make):
    for actor in make.every_role().values():
        operations.touch(story.act(), actor.organisation_id)
    operations.touch(story.act(), None)
    kinds = session.scalars(select(Score.organisation_id)).all()
    assert len(kinds) == 2  # the owner's and the firm's
