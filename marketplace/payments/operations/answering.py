"""Did you pay anything else, to anyone? Asked of both sides; told to the regulator alone."""

import json

from marketplace.contracts.models import Contract
from marketplace.contracts.states import State
from marketplace.core import keys
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.operation import operation
from marketplace.core.texts import say
from marketplace.payments import policy, queries
from marketplace.payments.models import ExtraAnswer
from marketplace.payments.queries.answers import PURPOSE, Said, place_of
from marketplace.payments.rules.sealing import seal


@operation("payments.answer", may=policy.PARTIES)
def answer(act: Act, contract: Contract, *, said: Said) -> ExtraAnswer:
    """Sealed before it is kept; the fact says only that this side has answered."""
    if contract.state not in {State.ACCEPTED, State.ENDED} or contract.item is None:
        raise WrongStateError(say("This is asked when the work is accepted or the contract ended."))
    mine = act.actor.organisation_id
    if queries.answer_of(act.session, contract.id, mine) is not None:
        raise WrongStateError(say("Your side has answered already."))
    if said.is_yes and not said.text:
        raise BadInputError("text", say("Write to whom, how much and for what, if you know it."))
    text = json.dumps({"yes": said.is_yes, "text": said.text}, ensure_ascii=False)
    new = ExtraAnswer(
        contract_id=contract.id,
        organisation_id=mine,
        regulator_id=contract.item.regulator_id,
        sealed=seal(keys.derived(PURPOSE), text, place_of(contract.id, mine)),
        answered_at=act.now,
    )
    act.session.add(new)
    return new
