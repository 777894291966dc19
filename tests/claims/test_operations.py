"""A check is kept once a day, as it was answered, for its owner alone."""

import pytest
from sqlalchemy import func, select

from marketplace.claims import operations, queries
from marketplace.claims.models import ClaimCheck
from marketplace.claims.states import Saying, Verdict
from marketplace.core.act import CLOCKWORK, Role
from marketplace.core.errors import BadInputError, NotAllowedError
from marketplace.core.packing import unpack
from marketplace.matters.operations import Actuals, book_actuals
from tests.claims.conftest import THREE_MONTHS


def lines(check):
    return {line.saying: line.verdict for line in check.lines}


def test_a_check_keeps_what_was_said_and_the_answers(talk):
    kept = talk.check()
    assert kept.number == f"HS-2026-{kept.id:06}"
    assert lines(kept) == {
        Saying.APPROVAL_DAYS: Verdict.FALSE,
        Saying.MUST_USE_US: Verdict.FALSE,
    }
    assert unpack(kept.lines[0].said) == "The approval takes 3 months"
    assert kept.firm_key == f"organisation:{talk.talks.id}"
    assert not kept.handed_over_at


def test_the_same_twice_a_day_is_one(talk, session):
    assert talk.check().id == talk.check(at="2026-03-02T23:00+08:00").id
    assert session.scalar(select(func.count(ClaimCheck.id))) == 1
    assert talk.check(at="2026-03-03T09:00+08:00").id != talk.check(very_hard=True).id


def test_an_answer_stays_as_it_was(talk, act):
    kept = talk.check(very_hard=True)
    book_actuals(act(), talk.matter, figures=Actuals(9, 3.0, 0, 9, 9))
    assert lines(kept) == {Saying.VERY_HARD: Verdict.UNKNOWN}
    assert lines(talk.check(very_hard=True, at="2026-03-04T09:00+08:00")) == {
        Saying.VERY_HARD: Verdict.FALSE
    }


def test_a_firm_that_is_not_listed_is_kept_by_its_name(talk):
    kept = talk.check(firm="快办 咨询")
    assert (kept.firm_id, kept.firm_name, kept.firm_key) == (None, "快办 咨询", "name:快办咨询")


def test_saying_nothing_is_refused(talk):
    with pytest.raises(BadInputError, match="at least one thing"):
        talk.check(demanded_other="  ")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OWNER])
def test_only_owners_keep_checks(talk, make, role):
    actor = CLOCKWORK if role is Role.CLOCKWORK else make.every_role()[role]
    with pytest.raises(NotAllowedError):
        talk.check(by=actor)


def test_only_its_owner_reads_it_until_it_is_handed_over(talk, make, session, act):
    kept = talk.check()
    roles = make.every_role()
    assert queries.get(session, kept.id, talk.owner) is kept
    for actor in (roles[Role.OWNER], roles[Role.REGULATOR], roles[Role.AUDITOR], talk.talker):
        with pytest.raises(NotAllowedError):
            queries.get(session, kept.id, actor)
    operations.hand_over(act(CLOCKWORK), kept)
    assert queries.get(session, kept.id, roles[Role.REGULATOR]) is kept
    for actor in (roles[Role.OWNER], talk.talker, roles[Role.OPERATOR]):
        with pytest.raises(NotAllowedError):
            queries.get(session, kept.id, actor)


def test_false_claims_of_one_firm_are_found_together(talk, session):
    kept = talk.check(approval_days=THREE_MONTHS, must_use_us=True, very_hard=True)
    said = [(one.saying, one.about) for one in queries.patterns(kept)]
    assert said == [(Saying.APPROVAL_DAYS, talk.matter.code), (Saying.MUST_USE_US, "")]
    other = talk.check(by=talk.owners(1)[0])
    same = queries.alike(session, queries.patterns(kept)[0], kept.made_at.replace(year=2025))
    assert [one.id for one in same] == [kept.id, other.id]
