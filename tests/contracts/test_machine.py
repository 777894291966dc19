"""Every verb from every state."""

import pytest

from marketplace.contracts import operations
from marketplace.contracts.models import Milestone
from marketplace.contracts.states import MACHINE, State, Step
from marketplace.core.act import CLOCKWORK
from marketplace.core.errors import WrongStateError
from marketplace.requests.states import Ending
from tests.contracts.story import Sent

BY_REGULATOR = {"rule_accepted", "rule_returned", "end"}
BY_CLOCK = {"go_on", "lapse", "accept_by_rule", "refer", "return_by_rule", "end_by_rule"}
GIVEN = {
    "deliver": {"note": "", "files": [Sent()]},
    "give_back": {"reasons": "Page 3 is missing."},
    "rule_accepted": {"reason": "As agreed."},
    "rule_returned": {"reason": "Not as agreed."},
    "end_by_rule": {"ending": Ending.COMPLAINT_UPHELD},
    "end": {"reason": "The project stopped."},
    "decline": {"reason": "All our engineers are at work elsewhere."},
}
UNSIGNED = {State.DRAFTED, State.HALF_CONFIRMED}
STEPS_OF = {
    State.DELIVERED: Step.DELIVERED,
    State.RETURNED: Step.RETURNED,
    State.REFERRED: Step.RETURNED,
    State.ACCEPTED: Step.ACCEPTED,
    State.ENDED: Step.ENDED,
}


def actor_of(story, verb):
    if verb in BY_CLOCK:
        return CLOCKWORK
    if verb in BY_REGULATOR:
        return story.regulator
    return story.firm if verb in {"deliver", "conclude", "decline"} else story.owner


def put(story, state):
    """A contract in that state, with all that the state promises."""
    contract = story.contract() if state in UNSIGNED else story.delivered()
    if state != State.DELIVERED:
        contract.check_due_at = None
    vars(type(contract))["state"].__set__(contract, state)
    step = STEPS_OF.get(state, Step.PLANNED)
    vars(Milestone)["state"].__set__(contract.milestones[0], step)
    return contract


@pytest.mark.parametrize("state", State)
def test_each_verb_works_from_its_states_alone(story, each, state):
    contract = put(story, state)

    def try_one(verb):
        act, given = story.act(actor_of(story, verb)), GIVEN.get(verb, {})
        given = {"part": contract.current} if verb == "go_on" else given
        if MACHINE.allows(verb, state):
            getattr(operations, verb)(act, contract, **given)
            assert contract.state == MACHINE.moves[verb][1]
        else:
            with pytest.raises(WrongStateError):
                getattr(operations, verb)(act, contract, **given)

    each(MACHINE.moves, try_one)


@pytest.mark.parametrize("state", sorted(set(State) - {State.ACCEPTED, State.ENDED, State.LAPSED}))
def test_every_running_state_has_a_way_out(state):
    assert MACHINE.verbs_from(state)
