"""Who gets money that is held when a contract ended early or is before the regulator."""

from marketplace.contracts.states import State as ContractState
from marketplace.contracts.states import Step
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.money import Money
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.texts import say
from marketplace.payments import policy
from marketplace.payments.models import Decision, Payment
from marketplace.payments.operations.settling import divided
from marketplace.payments.rules.settling import fault_in_part, needs_two_persons
from marketplace.payments.states import State

OPEN_TO_SIDES = frozenset({ContractState.ENDED})
OPEN_TO_REGULATOR = OPEN_TO_SIDES | {ContractState.REFERRED}


@operation("payments.propose", may=policy.PARTIES)
def propose(act: Act, payment: Payment, *, firm_part: Money, reason: str) -> Decision:
    """One side proposes to the other how to divide what is held."""
    _demand_open(act, payment, OPEN_TO_SIDES)
    if any(one.closed_at is None for one in payment.decisions):
        raise WrongStateError(say("A proposal is open already. Answer that first."))
    return _written(act, payment, firm_part, reason, ruled=False)


@operation("payments.agree", may=policy.OTHER_SIDE)
def agree(act: Act, decision: Decision) -> None:
    """The other side agrees: so it is divided."""
    _demand_unanswered(decision)
    _demand_open(act, decision.payment, OPEN_TO_SIDES)
    _carry_out(act, decision, act.actor.person_id)


@operation("payments.refuse", may=policy.OTHER_SIDE | policy.PROPOSER)
def refuse(act: Act, decision: Decision) -> None:
    """The other side says no, or the proposer takes it back."""
    _demand_unanswered(decision)
    decision.closed_at = act.now


@operation("payments.rule", may=policy.REGULATOR)
def rule(act: Act, payment: Payment, *, firm_part: Money, reason: str) -> Decision:
    """The regulator rules; above the limit a second person of the department must approve."""
    _demand_open(act, payment, OPEN_TO_REGULATOR)
    for one in payment.decisions:
        if one.closed_at is None and one.ruled:
            raise WrongStateError(say("A ruling waits for its second person already."))
        one.closed_at = one.closed_at or act.now
    act.session.flush()
    decision = _written(act, payment, firm_part, reason, ruled=True)
    if not decision.needs_second:
        _carry_out(act, decision, None)
    return decision


@operation("payments.second", may=policy.COLLEAGUE)
def second(act: Act, decision: Decision) -> None:
    """Another person of the department approves the ruling."""
    _demand_unanswered(decision)
    _demand_open(act, decision.payment, OPEN_TO_REGULATOR)
    _carry_out(act, decision, act.actor.person_id)


def _written(act: Act, payment: Payment, firm_part: Money, reason: str, *, ruled: bool) -> Decision:
    if fault := fault_in_part(payment.amount, firm_part):
        raise BadInputError("firm_part", fault)
    limit = payment.contract.rule_set.rules.two_person_limit_wan
    new = Decision(
        firm_minor=firm_part.minor,
        total_minor=payment.amount.minor,
        currency=payment.amount.currency,
        reason=reason,
        needs_second=not ruled or needs_two_persons(payment.amount, limit),
        ruled=ruled,
        proposed_by=act.actor.person_id,
        proposer_id=act.actor.organisation_id,
        proposed_at=act.now,
    )
    payment.decisions.append(new)
    act.session.flush()
    return new


def _carry_out(act: Act, decision: Decision, approver_id: int | None) -> None:
    decision.approved_by, decision.approved_at, decision.closed_at = approver_id, act.now, act.now
    divided(act, decision.payment, decision.to_firm, decision)


def _demand_open(act: Act, payment: Payment, states: frozenset[ContractState]) -> None:
    """Money that is held, of work that is not accepted and no longer simply goes on."""
    hold(act.session, payment)
    open_now = payment.contract.state in states and payment.milestone.state is not Step.ACCEPTED
    if payment.state is not State.FUNDED or not open_now:
        raise WrongStateError(
            say("There is nothing to divide here now."),
            rule=say(
                "Money held is divided by decision when its contract has ended early, or while the"
                " regulator has to rule on the work; otherwise acceptance passes it on."
            ),
        )


def _demand_unanswered(decision: Decision) -> None:
    if decision.closed_at is not None:
        raise WrongStateError(say("This proposal is answered already."))
