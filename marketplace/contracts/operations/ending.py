"""Ending a contract before its work is accepted."""

from marketplace.contracts.models import Contract
from marketplace.contracts.operations.parts import end_parts
from marketplace.contracts.policy import PARTIES, REGULATOR
from marketplace.contracts.states import MACHINE
from marketplace.core.act import Act
from marketplace.core.errors import NotAllowedError, WrongStateError
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import name_of, say
from marketplace.requests.states import Ending


@operation("contracts.propose_end", may=PARTIES)
def propose_end(act: Act, contract: Contract, *, reason: str) -> None:
    """One side asks the other to let the contract end."""
    if not MACHINE.allows("end", contract.state):
        state = name_of(contract.state)
        raise WrongStateError(
            say("This cannot be done now: the state is “%(state)s”.", state=state)
        )
    if contract.end_proposed_by_id is not None:
        raise WrongStateError(say("An early end is proposed already. Answer that first."))
    contract.end_proposed_by_id = act.actor.organisation_id
    contract.end_proposed_at = act.now
    contract.end_proposal = reason


@operation("contracts.refuse_end", may=PARTIES)
def refuse_end(act: Act, contract: Contract) -> None:
    """The other side says no, or the proposer takes it back: the contract goes on."""
    _demand_proposal(contract)
    contract.end_proposed_by_id = contract.end_proposed_at = None
    contract.end_proposal = ""


@operation("contracts.agree_end", may=PARTIES)
def agree_end(act: Act, contract: Contract) -> None:
    """The other side agrees to the proposed end."""
    _demand_proposal(contract)
    if contract.end_proposed_by_id == act.actor.organisation_id:
        raise NotAllowedError(say("You proposed this end yourself; the other side must agree."))
    end(act, contract, reason=contract.end_proposal)


@operation("contracts.end", may=REGULATOR, within=("contracts.agree_end",))
def end(act: Act, contract: Contract, *, reason: str) -> None:
    """No more work is due: the regulator says so, or both sides do."""
    MACHINE.move(contract, "end")
    end_parts(act, contract)
    contract.ended_at, contract.reason = act.now, reason


@operation(
    "contracts.end_by_rule", may=CLOCKWORK_ONLY, within=("complaints.uphold",), log=("ending",)
)
def end_by_rule(act: Act, contract: Contract, *, ending: Ending) -> None:
    """The award behind it was undone, so nothing is owed under it any more."""
    MACHINE.move(contract, "end_by_rule")
    end_parts(act, contract)
    contract.ended_at, contract.reason = act.now, ending
    contract.check_due_at = contract.ruling_due_at = None


def _demand_proposal(contract: Contract) -> None:
    if contract.end_proposed_by_id is None:
        raise WrongStateError(say("Nobody has proposed to end this contract."))
