"""The ladder of refusals: a proposal to the regulator, which only he turns into a measure."""

from datetime import timedelta

from sqlalchemy import select

from marketplace.complaints.queries import regulator_of
from marketplace.core import calendars, rulesets
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.facts import Fact
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say
from marketplace.credit import policy, queries
from marketplace.credit.models import Proposal
from marketplace.credit.rules.ladder import measure
from marketplace.credit.states import PROPOSAL
from marketplace.directory import operations as directory
from marketplace.directory.models import Firm
from marketplace.directory.states import PenaltyKind
from marketplace.requests.models import Request

YEAR = timedelta(days=365)


@operation("credit.propose", may=CLOCKWORK_ONLY)
def propose(act: Act, fact: Fact, *, request: Request) -> Proposal:
    """A firm that won refused the work: lay the step of the ladder before the regulator."""
    firm_id = queries.refuser(fact)
    nth = max(len(queries.refused_by(act.session, firm_id, act.now - YEAR)), 1)
    rule_set = request.rule_set or rulesets.in_force(act.session, act.now)
    kind, calendar_days = measure(nth, rule_set.rules)
    days, zone = rule_set.rules.refusal_decide_days, calendars.zone()
    new = Proposal(
        fact_id=fact.id,
        request_id=request.id,
        firm_id=firm_id,
        regulator_id=regulator_of(act.session, request, None).id,
        rule_set_id=rule_set.id,
        nth=nth,
        measure=kind,
        calendar_days=calendar_days,
        proposed_at=act.now,
        due_at=calendars.current(act.session).deadline(act.now, days, zone),
    )
    act.session.add(new)
    return new


@operation("credit.carry_out", may=policy.DECIDER, log=("reason",))
def carry_out(act: Act, proposal: Proposal, *, reason: str) -> None:
    """Decide the measure as proposed; it is public and takes effect at once."""
    hold(act.session, proposal)
    PROPOSAL.move(proposal, "carry_out")
    _decide(act, proposal, reason)
    mine = select(Firm).filter_by(organisation_id=proposal.firm_id)
    firm = act.session.scalar(mine)
    if firm is None:
        raise WrongStateError(say("The firm is not in the directory."))
    if proposal.measure is PenaltyKind.WARNING:
        directory.warn(act, firm, reason=reason, department_id=proposal.regulator_id)
        return
    today = act.now.astimezone(calendars.zone()).date()
    until = today + timedelta(days=proposal.calendar_days - 1)
    directory.suspend(act, firm, reason=reason, until=until, department_id=proposal.regulator_id)


@operation("credit.drop", may=policy.DECIDER, log=("reason",))
def drop(act: Act, proposal: Proposal, *, reason: str) -> None:
    """The firm had a good reason: no measure."""
    hold(act.session, proposal)
    PROPOSAL.move(proposal, "drop")
    _decide(act, proposal, reason)


def _decide(act: Act, proposal: Proposal, reason: str) -> None:
    if not reason.strip():
        raise BadInputError("reason", say("Write the reason. It is published."))
    proposal.reason, proposal.decided_at, proposal.due_at = reason, act.now, None
