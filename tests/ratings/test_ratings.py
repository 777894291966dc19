import pytest
from sqlalchemy import select

from marketplace.core.errors import NotAllowedError, WrongStateError
from marketplace.core.policy import may
from marketplace.jobs import operations as jobs
from marketplace.ratings import operations, queries, rules
from marketplace.ratings.models import Rating
from marketplace.ratings.rules import Terms

GOOD = Terms(quality=5, time=4, attitude=5, fee=5, conduct=5, text="Careful work.")
FAIR = Terms(quality=3, time=3, attitude=3, fee=3, conduct=3, text="Answers came slowly.")


@pytest.fixture
def contract(story):
    return story.accepted()


def rate(story, actor, contract, terms=GOOD):
    operations.rate(story.act(actor), contract, terms=terms)
    story.session.commit()


def test_both_wrote_and_both_are_open(story, session, contract):
    rate(story, story.owner, contract)
    assert session.scalars(select(Rating)).one().opened_at is None
    rate(story, story.firm, contract, FAIR)
    assert all(rating.opened_at for rating in session.scalars(select(Rating)))


def test_each_side_rates_once(story, contract):
    rate(story, story.owner, contract)
    with pytest.raises(WrongStateError, match="already"):
        rate(story, story.owner, contract)


def test_only_the_two_sides_of_finished_work_rate(story, contract):
    with pytest.raises(NotAllowedError):
        rate(story, story.regulator, contract)
    with pytest.raises(NotAllowedError):
        rate(story, story.owner, story.delivered())
    for actor in story.make.every_role().values():
        assert not may(actor, "ratings.rate", contract)


def test_the_days_end_at_midnight_of_the_seventh(story, session, contract, at):
    at("2026-03-09T23:59:59+08:00")
    rate(story, story.owner, contract)
    assert queries.to_open(session, story.act().now) == []
    at("2026-03-10T00:00+08:00")
    with pytest.raises(WrongStateError, match="over"):
        rate(story, story.firm, contract)
    (due,) = queries.to_open(session, story.act().now)
    operations.open(story.act(), due)
    assert queries.to_open(session, story.act().now) == []


def test_nobody_but_the_writer_reads_a_closed_rating(story, session, contract):
    rate(story, story.owner, contract)
    assert len(queries.of_contract(session, story.owner, contract)) == 1
    others = [story.firm, story.regulator, *story.make.every_role().values()]
    assert all(queries.of_contract(session, actor, contract) == [] for actor in others)
    assert queries.opened_of(session, contract.firm_id) == []
    assert queries.figures_of(session, contract.firm_id).n == 0


def test_an_opened_pair_is_told_to_the_directory(story, session, contract):
    rate(story, story.owner, contract)
    rate(story, story.firm, contract, FAIR)
    while jobs.read_facts(session):
        pass
    session.expire_all()
    firm = story.directory_firm
    assert (firm.rating_n, firm.contracts_n) == (1, 1)
    assert firm.rating_mean == pytest.approx(4.8)  # the hall's mean is this one rating


@pytest.mark.parametrize(
    ("votes", "hall_mean", "expected"),
    [
        ([], 4.0, None),
        ([(5.0, 1)], None, (5 * 3.5 + 5) / 6),
        ([(5.0, 1), (5.0, 2)], 4.0, (20 + 7.5) / 6.5),
    ],
)
def test_the_bayesian_mean(votes, hall_mean, expected):
    assert rules.bayesian_mean(votes, hall_mean) == (expected and pytest.approx(expected))


def test_a_ring_of_twenty_ratings_hardly_moves_a_known_firm():
    honest = [(4.0, 1)] * 60
    ring = honest + [(5.0, place) for place in range(1, 21)]
    before, after = (rules.bayesian_mean(votes, 4.0) for votes in (honest, ring))
    assert after - before < 0.2


def test_the_database_takes_a_pair_in_its_order(story, session, contract):
    again = story.accepted()
    for one, terms in ((contract, GOOD), (again, FAIR)):
        rate(story, story.owner, one, terms)
        rate(story, story.firm, one, FAIR)
    expected = rules.bayesian_mean([(4.8, 1), (3.0, 2)], 3.9)
    assert queries.bayesian_mean(session, contract.firm_id) == pytest.approx(expected)
