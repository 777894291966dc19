"""Every verb from every state."""

import pytest
from sqlalchemy.orm.attributes import set_committed_value

from marketplace.complaints import operations
from marketplace.complaints.states import MACHINE, OPEN, Measure, State
from marketplace.core.errors import WrongStateError

LATE = "2026-03-20T10:00+08:00"  # the time to answer is over
VERBS = ("accept", "refuse", "answer", "extend", "uphold", "dismiss", "withdraw")
REASON = {"reason": "So it is."}
GIVEN = {
    "refuse": REASON,
    "extend": REASON,
    "dismiss": REASON,
    "uphold": REASON | {"measure": Measure.NONE},
    "answer": {"answer": "It was not so."},
}


def put(sides, state):
    complaint = sides.accepted()
    sides.session.query(type(complaint)).update({"state": state})
    set_committed_value(complaint, "state", state)
    return complaint


def allowed(verb, state):
    names = {"extend", "extend_unanswered"} if verb == "extend" else {verb}
    return any(MACHINE.allows(name, state) for name in names)


@pytest.mark.parametrize("state", State)
def test_each_verb_works_from_its_states_alone(sides, each, state):
    complaint = put(sides, state)

    def try_one(verb):
        by = {"answer": sides.winner, "withdraw": sides.owner}.get(verb, sides.regulator)
        act, do = sides.act(by, LATE), getattr(operations, verb)
        if allowed(verb, state):
            do(act, complaint, **GIVEN.get(verb, {}))
            assert complaint.state == (state if verb == "extend" else MACHINE.moves[verb][1])
        else:
            with pytest.raises(WrongStateError):
                do(act, complaint, **GIVEN.get(verb, {}))

    each(VERBS, try_one)


@pytest.mark.parametrize("state", sorted(OPEN))
def test_every_open_state_has_a_way_out(state):
    assert MACHINE.verbs_from(state)
