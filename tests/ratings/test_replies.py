"""The rated side replies once; a regulator hides with a reason, and the digest stays."""

import pytest
from sqlalchemy import select, update

from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.core.facts import Fact
from marketplace.core.policy import may
from marketplace.ratings import operations, queries, rules
from marketplace.ratings.models import Rating
from tests.ratings.test_ratings import FAIR, GOOD

WHY = {"reason": "It names persons."}
VERBS = {"reply": {"reply": "Thank you."}, "hide": WHY, "unhide": WHY}


@pytest.fixture
def rating(story, session):
    """What the owner wrote of the firm; both are open."""
    contract = story.accepted()
    operations.rate(story.act(story.owner), contract, terms=GOOD)
    operations.rate(story.act(story.firm), contract, terms=FAIR)
    session.commit()
    return session.scalars(select(Rating).filter_by(rated_id=contract.firm_id)).one()


def do(story, verb, rating, actor=None, **given):
    actor = actor or (story.firm if verb == "reply" else story.regulator)
    getattr(operations, verb)(story.act(actor), rating, **(given or VERBS[verb]))


def test_the_rated_side_replies_once(story, rating):
    do(story, "reply", rating)
    assert rating.reply == "Thank you."
    with pytest.raises(WrongStateError, match="already"):
        do(story, "reply", rating)


@pytest.mark.parametrize("verb", VERBS)
def test_blank_words_are_refused(story, rating, verb):
    if verb == "unhide":
        do(story, "hide", rating)
    with pytest.raises(BadInputError):
        do(story, verb, rating, **dict.fromkeys(VERBS[verb], "  "))


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_else_may(story, rating, verb):
    for actor in (story.owner, *story.make.every_role().values()):
        assert not may(actor, f"ratings.{verb}", rating)
    with pytest.raises(NotAllowedError):
        do(story, verb, rating, actor=story.owner)


@pytest.mark.parametrize("verb", ["reply", "hide"])
def test_what_is_not_open_is_left_alone(story, verb):
    contract = story.accepted()
    operations.rate(story.act(story.owner), contract, terms=GOOD)
    closed = story.session.scalars(select(Rating)).one()
    with pytest.raises(WrongStateError, match="not open"):
        do(story, verb, closed)


def test_a_hidden_rating_counts_no_more_and_comes_back(story, session, rating):
    firm_id = rating.rated_id
    do(story, "hide", rating)
    assert queries.figures_of(session, firm_id).n == 0
    assert queries.bayesian_mean(session, firm_id) is None
    with pytest.raises(WrongStateError, match="already"):
        do(story, "hide", rating)
    do(story, "unhide", rating)
    assert queries.figures_of(session, firm_id).n == 1
    with pytest.raises(WrongStateError, match="not hidden"):
        do(story, "unhide", rating)


def test_the_log_keeps_the_digest_of_what_was_hidden(story, session, rating):
    do(story, "hide", rating)
    told = session.scalars(select(Fact).where(Fact.name.in_(["ratings.open", "ratings.hide"])))
    mine = [fact for fact in told if fact.thing_id == rating.id]
    assert len(mine) == 2
    assert all(rating.digest in (fact.record or "") for fact in mine)


def test_a_rating_that_somebody_edits_is_found(session, rating):
    assert list(queries.rewritten(session)) == []
    session.execute(update(Rating).where(Rating.id == rating.id).values(quality=1))
    session.expire_all()
    assert list(queries.rewritten(session)) == [f"rating {rating.id}: it is not what was written"]


def test_twenty_mutual_ratings_move_a_firm_with_ten_others_by_less_than_a_fifth():
    honest = [(4.0, 1)] * 10
    ring = [(5.0, place) for place in range(1, 21)]
    moved = rules.bayesian_mean(honest + ring, 4.0) - rules.bayesian_mean(honest, 4.0)
    assert 0 < moved < 0.2


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_pages_reply_hide_and_show(story, session, rating, sign_in, locale):
    page, address = f"/contracts/{rating.contract_id}", f"/ratings/{rating.id}"
    firm, regulator = sign_in(story.firm, locale), sign_in(story.regulator, locale)
    assert f"{address}/reply" in firm.get(page).text
    assert firm.post(f"{address}/reply", data={"reply": "THANKS"}).status_code == 303
    assert firm.post(f"{address}/hide", data={"reason": "no"}).status_code == 403
    assert regulator.post(f"{address}/hide", data={"reason": ""}).status_code == 422
    assert regulator.post(f"{address}/hide", data={"reason": "PERSONS"}).status_code == 303
    seen = sign_in(None, locale).get(f"/directory/{story.directory_firm.id}").text
    assert ("Careful work." in seen, "THANKS" in seen) == (False, False)
    assert ("PERSONS" in seen, rating.digest in seen) == (True, True)
