"""From the award to a concluded contract, or to one that lapsed."""

from marketplace.contracts import rules
from marketplace.contracts.models import Contract
from marketplace.contracts.operations.papers import CONTRACT, side_of, sign_paper
from marketplace.contracts.operations.parts import begin, end_parts
from marketplace.contracts.policy import FIRM, PARTIES
from marketplace.contracts.states import MACHINE
from marketplace.core.act import Act, Role
from marketplace.core.errors import WrongStateError
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say
from marketplace.requests.operations.terms import told
from marketplace.requests.states import Ending
from marketplace.requests.states import State as RequestState
from marketplace.selection import queries as selection
from marketplace.selection.operations import cancel, pass_over
from marketplace.selection.rules.flaws import Flaw


@operation("contracts.confirm", may=PARTIES)
def confirm(act: Act, contract: Contract) -> None:
    """The first side says yes to the text as it stands."""
    MACHINE.move(contract, "confirm")
    _sign(act, contract)


@operation("contracts.conclude", may=PARTIES)
def conclude(act: Act, contract: Contract) -> None:
    """The second side says yes: the contract is concluded and its days begin."""
    MACHINE.move(contract, "conclude")
    _sign(act, contract)
    contract.concluded_at = act.now
    begin(act, contract, contract.current)


def _sign(act: Act, contract: Contract) -> None:
    if contract.request.state != RequestState.AWARDED:
        raise WrongStateError(say("The award behind this contract no longer stands."))
    if act.now >= contract.sign_due_at:
        days = contract.rule_set.rules.contract_days
        rule = say("Both sides sign within %(days)s working days of the award.", days=days)
        raise WrongStateError(say("The time to sign this contract is over."), rule)
    sign_paper(act, contract, CONTRACT)
    side = "owner" if side_of(act) is Role.OWNER else "firm"
    setattr(contract, f"{side}_confirmed_at", act.now)


@operation("contracts.lapse", may=CLOCKWORK_ONLY)
def lapse(act: Act, contract: Contract) -> None:
    """Not confirmed by both sides in time; each silent side is a fact of its own."""
    MACHINE.move(contract, "lapse")
    end_parts(act, contract)
    contract.ended_at = act.now
    if contract.request.state != RequestState.AWARDED:
        return
    silent = rules.silent_sides(contract.owner_confirmed_at, contract.firm_confirmed_at)
    for side in silent:
        owner = side == Role.OWNER
        organisation_id = contract.owner_id if owner else contract.firm_id
        fail_to_sign(act, contract, side=side, silent_id=organisation_id)
    award = selection.award_of(act.session, contract.request)
    if award is None:
        return
    if Role.OWNER in silent:
        cancel(act, award, ending=Ending.NO_CONTRACT)
    else:
        pass_over(act, award, flaw=Flaw.NOT_SIGNED)


@operation("contracts.decline", may=FIRM, log=("reason",))
def decline(act: Act, contract: Contract, *, reason: str) -> None:
    """The firm refuses to sign: its alternate takes the place; the refusal counts."""
    told("reason", reason)
    MACHINE.move(contract, "decline")
    end_parts(act, contract)
    contract.ended_at, contract.reason = act.now, reason.strip()
    award = selection.award_of(act.session, contract.request)
    if award is not None and contract.request.state == RequestState.AWARDED:
        pass_over(act, award, flaw=Flaw.DECLINED)


@operation(
    "contracts.fail_to_sign",
    may=CLOCKWORK_ONLY,
    log=("side", "silent_id"),
    within=("contracts.lapse",),
)
def fail_to_sign(act: Act, contract: Contract, *, side: Role, silent_id: int) -> None:
    """Only a fact: whose silence let the contract lapse. The award is cancelled."""
