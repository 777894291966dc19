"""Every verb of a payment from every state."""

import pytest

from marketplace.core.errors import WrongStateError
from marketplace.core.money import Money
from marketplace.payments import backend, operations
from marketplace.payments.backend.port import Reply
from marketplace.payments.states import AWAITED, MACHINE, State

END = {State.TRANSFERRED, State.REFUNDED, State.SPLIT, State.LOST, State.FAILED}


def given(till, payment, verb):
    """What the verb needs besides the payment."""
    whole, none = payment.amount, Money(0, "CNY")
    if verb == "request":
        return {"reply": Reply("cs_1", "http://127.0.0.1/pay")}
    if verb == "fund":
        return {"seen": backend.gateway().see_payment(payment.checkout_ref)}
    if verb == "fail":
        return {"note": "over"}
    parts = {"release": whole, "give_back": none, "divide": Money(1, "CNY")}
    return {"to_firm": parts[verb], "decision": None} if verb in parts else {}


@pytest.mark.parametrize("state", State)
def test_each_verb_works_from_its_states_alone(till, put_state, each, state):
    till.account()
    payment = till.requested()

    def try_one(verb):
        more = given(till, payment, verb)
        put_state(payment, state)
        if MACHINE.allows(verb, state):
            getattr(operations, verb)(till.act(), payment, **more)
            assert payment.state == MACHINE.moves[verb][1]
        else:
            with pytest.raises(WrongStateError):
                getattr(operations, verb)(till.act(), payment, **more)

    each(MACHINE.moves, try_one)


@pytest.mark.parametrize("state", sorted(set(State) - END))
def test_every_state_but_the_last_has_a_way_out(state):
    assert MACHINE.verbs_from(state)


def test_what_is_awaited_can_fail():
    assert all(MACHINE.allows("fail", state) for state in AWAITED)
