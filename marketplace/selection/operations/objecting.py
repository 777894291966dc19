"""A firm says the result is wrong: the owner answers, else the regulator of the service decides."""

from datetime import datetime, timedelta

from marketplace.core import calendars
from marketplace.core.act import Act, Role
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say
from marketplace.requests.models import Request
from marketplace.requests.operations import rules_of
from marketplace.requests.queries import why_not_take
from marketplace.requests.rules.times import takes_offers
from marketplace.requests.states import Ending, State
from marketplace.selection import queries
from marketplace.selection.models import Objection
from marketplace.selection.operations.awarding import cancel
from marketplace.selection.policy import ANSWERER, FIRM, JUDGE, OBJECTOR
from marketplace.selection.states import FREEZING, OBJECTION, ObjectionState

SHORTEST = 20
INSTANT = timedelta(microseconds=1)  # a deadline at midnight belongs to the day before


@operation("selection.contest", may=FIRM)
def contest(act: Act, request: Request, *, grounds: str) -> Objection:
    """Object to a result; no contract is concluded before it is dealt with."""
    hold(act.session, request)
    _is_in_time(act, request)
    _is_concerned(act, request)
    _says_something("grounds", grounds)
    objection = Objection(
        request_id=request.id,
        firm_id=act.actor.organisation_id,
        grounds=grounds.strip(),
        raised_at=act.now,
        answer_due_at=_after(act, request, rules_of(request).objection_reply_days),
    )
    act.session.add(objection)
    return objection


@operation("selection.answer", may=ANSWERER)
def answer(act: Act, objection: Objection, *, answer: str) -> None:
    """The owner answers; the firm may take it or go to the regulator."""
    _says_something("answer", answer)
    hold(act.session, objection)
    OBJECTION.move(objection, "answer")
    objection.answer, objection.answered_at = answer.strip(), act.now
    days = rules_of(objection.request).objection_reply_days
    objection.reply_due_at = _after(act, objection.request, days)


@operation("selection.settle", may=OBJECTOR | CLOCKWORK_ONLY)
def settle(act: Act, objection: Objection) -> None:
    """The firm takes its objection back, or said nothing to the answer in time."""
    if act.actor.role is Role.CLOCKWORK and not _is_over(objection.reply_due_at, act.now):
        raise WrongStateError(say("The firm may still answer."))
    hold(act.session, objection)
    OBJECTION.move(objection, "settle")
    objection.decided_at = act.now


@operation("selection.escalate", may=OBJECTOR | CLOCKWORK_ONLY)
def escalate(act: Act, objection: Objection) -> None:
    """Pass an objection to the regulator: unanswered in time, or the answer does not satisfy."""
    unanswered = objection.state is ObjectionState.RAISED
    if unanswered and not _is_over(objection.answer_due_at, act.now):
        raise WrongStateError(say("The owner may still answer."))
    hold(act.session, objection)
    OBJECTION.move(objection, "escalate")
    objection.escalated_at = act.now
    days = rules_of(objection.request).complaint_decide_days
    objection.decision_due_at = _after(act, objection.request, days)


@operation("selection.uphold", may=JUDGE)
def uphold(act: Act, objection: Objection, *, decision: str) -> None:
    """The objection is right: the award is cancelled and the request void."""
    _decide(act, objection, decision)
    OBJECTION.move(objection, "uphold")
    award = queries.award_of(act.session, objection.request)
    if award is not None:
        cancel(act, award, ending=Ending.OBJECTION_UPHELD)


@operation("selection.dismiss", may=JUDGE)
def dismiss(act: Act, objection: Objection, *, decision: str) -> None:
    """The objection is wrong: the result stands."""
    _decide(act, objection, decision)
    OBJECTION.move(objection, "dismiss")


def _decide(act: Act, objection: Objection, decision: str) -> None:
    _says_something("decision", decision)
    hold(act.session, objection)
    objection.decision, objection.decided_at = decision.strip(), act.now


def _is_in_time(act: Act, request: Request) -> None:
    until = request.objections_until
    if until is not None and not takes_offers(until, act.now):
        last = (until.astimezone(calendars.zone()) - INSTANT).date()
        days = rules_of(request).objection_days
        rule = say("Objections are raised within %(days)s working days of the result.", days=days)
        text = say("The time to object is over; it ended on %(day)s.", day=last.isoformat())
        raise WrongStateError(text, rule=rule)
    if request.state is not State.SELECTED:
        raise WrongStateError(say("There is no result that may be objected to now."))


def _is_concerned(act: Act, request: Request) -> None:
    firm_id = act.actor.organisation_id
    if any(
        one.firm_id == firm_id and one.state in FREEZING
        for one in queries.objections(act.session, request)
    ):
        raise WrongStateError(say("Your firm has an open objection to this result already."))
    if queries.took_part(act.session, request, firm_id):
        return
    if why_not_take(act.session, request, firm_id, act.now):
        text = say("Only a firm that offered, or could have offered, may object.")
        raise NotAllowedError(text)


def _says_something(field: str, text: str) -> None:
    if len(text.strip()) < SHORTEST:
        raise BadInputError(field, say("Write at least %(min)s characters.", min=SHORTEST))


def _after(act: Act, request: Request, days: int) -> datetime:
    calendar = calendars.current(act.session)
    return calendar.deadline(act.now, days, calendars.zone())


def _is_over(until: datetime | None, now: datetime) -> bool:
    return until is not None and until <= now
