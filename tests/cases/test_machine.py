"""Every verb from every state."""

import pytest

from marketplace.cases import operations
from marketplace.cases.states import MACHINE, OVER, Holder, State
from marketplace.core.errors import DomainError, NotAllowedError, WrongStateError
from tests.cases.conftest import WED, Paper

MAKERS = {
    State.DRAFT: "completed", State.RECEIVED: "received", State.NOTIFIED: "notified",
    State.ACCEPTED: "accepted", State.IN_REVIEW: "in_review", State.PAUSED: "paused",
    State.DECIDED: "decided", State.REPLIED: "replied", State.COLLECTED: "collected",
    State.NOT_ACCEPTED: "not_accepted", State.WITHDRAWN: "withdrawn",
}  # fmt: skip
BASIS = {"reason": "So it is.", "law": "Licensing Law, article 38"}
GIVEN = {
    "decline": BASIS, "refuse": BASIS, "grant": {"decision": "Granted."},
    "pause": {"reason": "A hearing.", "holder": Holder.PUBLIC_NOTICE},
}  # fmt: skip
BY = {
    "answer": "owner", "withdraw": "owner", "accept": "clerk", "decline": "clerk",
    "reply": "clerk", "collect": "owner", "take": "reviewer", "pause": "reviewer",
    "resume": "reviewer", "grant": "reviewer", "refuse": "reviewer",
}  # fmt: skip


def after(verb, state):
    """Where the verb leads from a state; None when it is refused there."""
    if verb == "decline" and state is State.NOTIFIED:
        return None  # only once the days to mend are over
    if verb == "answer" and state is State.PAUSED:
        return None  # this pause waits for something else
    sources, target = MACHINE.moves[verb]
    return target if state in sources else None


@pytest.mark.parametrize("state", State)
def test_each_verb_works_from_its_states_alone(desk, each, state):
    case = getattr(desk, MAKERS[state])()

    def try_one(verb):
        act, do = desk.act(getattr(desk, BY[verb]), WED), getattr(operations, verb)
        target = after(verb, state)
        if target is None:
            with pytest.raises((WrongStateError, NotAllowedError)):
                do(act, case, **GIVEN.get(verb, {}))
        else:
            do(act, case, **GIVEN.get(verb, {}))
        assert case.state is (target or state)

    each(BY, try_one)


@pytest.mark.parametrize("state", State)
def test_a_notice_is_written_before_acceptance_by_the_clerk_or_in_review_by_the_reviewer(
    desk, state
):
    case = getattr(desk, MAKERS[state])()
    by = {State.RECEIVED: desk.clerk, State.IN_REVIEW: desk.reviewer}.get(state)
    if by:
        desk.notify(case, WED, by=by)
        assert case.state is MACHINE.moves["notify" if by is desk.clerk else "notify_in_review"][1]
    else:
        for actor in (desk.clerk, desk.reviewer):
            with pytest.raises(DomainError):
                desk.notify(case, WED, by=actor)


@pytest.mark.parametrize("state", State)
def test_only_a_draft_is_submitted(desk, state):
    case = getattr(desk, MAKERS[state])()
    if state is State.DRAFT:
        operations.submit(desk.act(desk.owner, WED), case.application)
        assert case.state is State.RECEIVED
    else:
        with pytest.raises(WrongStateError):
            operations.submit(desk.act(desk.owner, WED), case.application)


@pytest.mark.parametrize("state", State)
def test_work_is_returned_in_review_alone(desk, state):
    desk.work()
    case = getattr(desk, MAKERS[state])()
    paper = next(one for one in case.attachments if one.contract_id)
    given = {"attachment_id": paper.id, "reason": "The noise was not measured."}
    act = desk.act(desk.reviewer, WED)
    if state is State.IN_REVIEW:
        operations.return_deliverable(act, case, **given)
        assert case.state is State.PAUSED
    else:
        with pytest.raises((WrongStateError, NotAllowedError)):
            operations.return_deliverable(act, case, **given)


@pytest.mark.parametrize("state", State)
def test_nothing_is_mended_that_was_not_returned(desk, state):
    desk.work()
    case = getattr(desk, MAKERS[state])()
    with pytest.raises(WrongStateError, match="returned"):
        operations.mend(desk.act(desk.maker, WED), case, files=[Paper()])


@pytest.mark.parametrize("state", sorted(set(State) - OVER))
def test_every_open_state_has_a_way_out(state):
    assert MACHINE.verbs_from(state)
