"""Contests of entries and measures after refusals: every state x verb, and what they do."""

from itertools import product

import pytest
from sqlalchemy import select

from marketplace.contracts import operations as contracts
from marketplace.core.act import CLOCKWORK
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.core.policy import may
from marketplace.core.recounts import Deadline
from marketplace.core.transparency.models import LogLeaf
from marketplace.credit import operations, queries
from marketplace.credit.models import Contest, Entry, Proposal
from marketplace.credit.states import CONTEST, PROPOSAL, ContestState, Kind, ProposalState
from marketplace.directory.models import Penalty
from marketplace.directory.states import PenaltyKind, Standing

WHY = {"reason": "The papers show it."}
CONTEST_VERBS = {"uphold": WHY, "dismiss": WHY, "withdraw": {}}


def refused(story, times=1):
    """The firm won and did not sign."""
    for _ in range(times):
        contract = story.contract()
        contracts.confirm(story.act(story.owner), contract)
        contracts.lapse(story.act(CLOCKWORK), contract)
        story.settle()
    return contract


@pytest.fixture
def entry(story, session):
    """What the firm's first refusal took: eight points."""
    refused(story)
    return session.scalars(select(Entry).where(Entry.kind == Kind.REFUSED)).one()


@pytest.fixture
def contest(story, entry):
    return operations.contest(story.act(story.firm), entry, reasons="We did sign, on paper.")


@pytest.fixture
def proposal(entry, session):
    return session.scalars(select(Proposal)).one()


def actor_of(story, verb):
    return story.firm if verb == "withdraw" else story.regulator


def do(story, verb, thing):
    given = CONTEST_VERBS.get(verb, WHY)
    getattr(operations, verb)(story.act(actor_of(story, verb)), thing, **given)


def test_an_upheld_contest_strikes_the_entry_and_counts_anew(story, session, entry, contest):
    assert story.directory_firm.credit_score == 52
    do(story, "uphold", contest)
    assert (entry.points, story.directory_firm.credit_score) == (0, 60)
    story.settle()
    operations.touch(story.act(), story.firm.organisation_id)
    assert story.directory_firm.credit_score == 60
    assert list(queries.unexplained(session)) == []


def test_a_dismissed_contest_leaves_the_entry(story, entry, contest):
    do(story, "dismiss", contest)
    assert (entry.points, contest.due_at, contest.reason) == (-80, None, WHY["reason"])
    with pytest.raises(WrongStateError, match="already"):
        operations.contest(story.act(story.firm), entry, reasons="Again.")


@pytest.mark.parametrize("verb", ["uphold", "dismiss"])
def test_a_decision_stands_in_the_public_log(story, session, contest, verb):
    do(story, verb, contest)
    session.commit()
    (leaf,) = session.scalars(select(LogLeaf).where(LogLeaf.data.contains(f"credit.{verb}")))
    assert WHY["reason"] in leaf.fact.record


def test_a_withdrawn_contest_may_be_filed_again_while_it_counts(story, entry, contest, at):
    do(story, "withdraw", contest)
    again = operations.contest(story.act(story.firm), entry, reasons="Now with papers.")
    do(story, "withdraw", again)
    at("2027-06-01T09:00+08:00")
    with pytest.raises(WrongStateError, match="any more"):
        operations.contest(story.act(story.firm), entry, reasons="Late.")


def test_every_verb_of_a_contest_from_every_state(story, put_state, contest, each):
    def try_one(step):
        verb, state = step
        put_state(contest, state)
        if CONTEST.allows(verb, state):
            do(story, verb, contest)
            assert contest.state is CONTEST.moves[verb][1]
        else:
            with pytest.raises(WrongStateError):
                do(story, verb, contest)

    each(list(product(CONTEST_VERBS, ContestState)), try_one)


def test_every_verb_of_a_proposal_from_every_state(story, put_state, proposal, each):
    def try_one(step):
        verb, state = step
        put_state(proposal, state)
        if PROPOSAL.allows(verb, state):
            do(story, verb, proposal)
            assert proposal.state is PROPOSAL.moves[verb][1]
        else:
            with pytest.raises(WrongStateError):
                do(story, verb, proposal)

    each(list(product(["carry_out", "drop"], ProposalState)), try_one)


def test_the_time_to_decide_is_counted_and_what_is_late_is_flagged(story, session, contest, at):
    assert contest.due_at.astimezone().date().isoformat() in ("2026-03-16", "2026-03-17")
    assert queries.overdue(session, story.act().now) == []
    at("2026-03-20T09:00+08:00")
    (late,) = queries.overdue(session, story.act().now)
    operations.flag(story.act(), late)
    assert queries.overdue(session, story.act().now) == []
    assert contest.state is ContestState.FILED


def test_only_the_one_concerned_contests_and_only_the_department_decides(story, entry, contest):
    everybody = story.make.every_role().values()
    for actor in (story.owner, story.regulator, *everybody):
        assert not may(actor, "credit.contest", entry)
    for verb in CONTEST_VERBS:
        for actor in (story.owner, *everybody):
            assert not may(actor, f"credit.{verb}", contest)
    with pytest.raises(NotAllowedError):
        operations.uphold(story.act(story.firm), contest, **WHY)


def test_words_are_wanted(story, session, entry):
    with pytest.raises(BadInputError):
        operations.contest(story.act(story.firm), entry, reasons=" ")
    contest = operations.contest(story.act(story.firm), entry, reasons="Wrong.")
    with pytest.raises(BadInputError):
        operations.dismiss(story.act(story.regulator), contest, reason=" ")


def test_the_ladder_proposes_and_never_punishes_by_itself(story, session):
    refused(story, times=3)
    found = session.scalars(select(Proposal).order_by(Proposal.id)).all()
    assert [(one.nth, one.measure, one.calendar_days) for one in found] == [
        (1, PenaltyKind.WARNING, 0), (2, PenaltyKind.SUSPENSION, 30),
        (3, PenaltyKind.SUSPENSION, 180),
    ]  # fmt: skip
    assert session.scalars(select(Penalty)).all() == []
    kinds = session.scalars(select(Entry.kind).where(Entry.full < 0)).all()
    assert sorted(kinds) == [Kind.REFUSED, Kind.REFUSED, Kind.REFUSED_AGAIN]


def test_a_measure_carried_out_is_a_penalty_and_counts(story, session):
    refused(story, times=2)
    second = session.scalars(select(Proposal).order_by(Proposal.id.desc())).first()
    do(story, "carry_out", second)
    story.settle()
    assert story.directory_firm.standing is Standing.SUSPENDED
    penalty = session.scalars(select(Penalty)).one()
    assert (penalty.ends_at - penalty.begins_at).days in (29, 30)
    assert story.directory_firm.credit_score == 24  # 60 - 8 - 8 - 20


def test_a_firm_that_says_no_has_refused_too(story, session):
    contract = story.contract()
    contracts.decline(story.act(story.firm), contract, reason="We have no people free for it.")
    story.settle()
    assert session.scalars(select(Proposal.nth)).all() == [1]
    assert story.directory_firm.credit_score == 52


def test_an_owner_who_does_not_sign_climbs_no_ladder(story, session):
    contract = story.contract()
    contracts.confirm(story.act(story.firm), contract)
    contracts.lapse(story.act(CLOCKWORK), contract)
    story.settle()
    assert session.scalars(select(Proposal)).all() == []
    assert session.scalars(select(Entry.kind)).all() == [Kind.UNSIGNED]


def test_a_new_calendar_moves_a_decision_later_only(story, session, contest):
    due = contest.due_at
    operations.recount(story.act(), contest, deadline=Deadline.DUE_AT, until=due)
    assert session.scalars(select(Contest)).one().due_at == due
    assert contest in queries.running(session)
