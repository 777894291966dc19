"""What a regulator does with a lead, and the answer of whom it is about."""

from marketplace.complaints.rules import last_day
from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.texts import name_of, say
from marketplace.risk import policy, rules
from marketplace.risk.models import Lead
from marketplace.risk.operations.telling import tell
from marketplace.risk.states import MACHINE, LeadState, Outcome

ASKED = say("Lead %(number)s is about your organisation. You may answer until %(until)s.")
CLOSED = say("Lead %(number)s is closed: %(outcome)s.")


@operation("risk.take", may=policy.TAKERS)
def take(act: Act, lead: Lead) -> None:
    """Look into it. Whom it is about may answer from now on."""
    hold(act.session, lead)
    MACHINE.move(lead, "take")
    lead.taken_at, lead.taken_by_id = act.now, act.actor.organisation_id
    if lead.accused_id is not None:
        days = lead.rule_set.rules.complaint_answer_days
        calendar = calendars.current(act.session)
        lead.answer_due_at = calendar.deadline(act.now, days, calendars.zone())
        until = last_day(lead.answer_due_at, calendars.zone())
        asked = ASKED % {"number": lead.number, "until": until}
        tell(act, lead, lead.accused_id, step="take", text=asked)


@operation("risk.reply", may=policy.ASKED)
def reply(act: Act, lead: Lead, *, answer: str) -> None:
    """Say how it was; until it is closed a later answer takes the place of the earlier one."""
    hold(act.session, lead)
    if lead.state is not LeadState.TAKEN:
        raise WrongStateError(say("The lead is closed."))
    if not answer.strip():
        raise BadInputError("answer", say("Write your answer."))
    lead.answer, lead.answered_at = answer.strip(), act.now


@operation("risk.close", may=policy.CLOSERS, log=("outcome",))
def close(act: Act, lead: Lead, *, outcome: Outcome, reason: str) -> None:
    """Say what was found. It punishes nobody: that takes a complaint, and a decision."""
    hold(act.session, lead)
    if rules.is_unheard(outcome, lead.answered_at, lead.answer_due_at, act.now):
        raise WrongStateError(
            say("The other side may still answer. Close it when it did, or when its time is over."),
            rule=say("Nobody is judged unheard."),
        )
    if not reason.strip():
        raise BadInputError("reason", say("Write what you found."))
    MACHINE.move(lead, "close")
    lead.outcome, lead.reason, lead.closed_at = outcome, reason.strip(), act.now
    closed = CLOSED % {"number": lead.number, "outcome": name_of(outcome)}
    for organisation_id in (lead.accused_id, lead.reporter_id):
        tell(act, lead, organisation_id, step="close", text=closed)
