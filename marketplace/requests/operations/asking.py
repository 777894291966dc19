"""Questions about a request, asked and answered in public while offers are open."""

from marketplace.core import calendars
from marketplace.core.act import Act, Role
from marketplace.core.errors import BadInputError, NotAllowedError, WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import permit
from marketplace.core.texts import say
from marketplace.requests import queries
from marketplace.requests.models import Question, Request
from marketplace.requests.operations.publishing import rules_of
from marketplace.requests.policy import owns_the_questioned_request
from marketplace.requests.rules.times import takes_offers
from marketplace.requests.states import State

SHORTEST = 10


@operation("requests.ask", may=permit(Role.INTERMEDIARY))
def ask(act: Act, request: Request, *, text: str) -> Question:
    """A firm that may take the work asks; nobody reads its name before the opening."""
    hold(act.session, request)
    until = queries.questions_until(act.session, request)
    if request.state is not State.OPEN or not takes_offers(until, act.now):
        days = rules_of(request).question_days
        rule = say("Questions end %(days)s working days before offers close.", days=days)
        raise WrongStateError(say("The time to ask is over."), rule=rule)
    firm_id = act.actor.organisation_id
    if refusal := queries.why_not_take(act.session, request, firm_id, act.now):
        raise NotAllowedError(refusal, rule=say("Only a firm that may take the work may ask."))
    if queries.asked_n(act.session, request, firm_id) >= rules_of(request).questions_each:
        raise WrongStateError(say("Your firm has asked as many questions as one firm may."))
    _says_something("text", text)
    days = rules_of(request).question_reply_days
    due = calendars.current(act.session).deadline(act.now, days, calendars.zone())
    question = Question(request_id=request.id, firm_id=firm_id, text=text.strip())
    question.asked_at = act.now
    question.answer_due_at = min(due, request.closes_at or due)
    act.session.add(question)
    return question


@operation("requests.reply", may=permit(Role.OWNER, when=owns_the_questioned_request))
def reply(act: Act, question: Question, *, answer: str) -> None:
    """The owner answers for all to read; late answers count too, until offers close."""
    request = question.request
    hold(act.session, request)
    if request.state is not State.OPEN or not takes_offers(request.closes_at, act.now):
        raise WrongStateError(say("Offers have closed; an answer would help nobody any more."))
    if question.answered_at is not None:
        raise WrongStateError(say("This question is answered already."))
    _says_something("answer", answer)
    question.answer, question.answered_at = answer.strip(), act.now


def _says_something(field: str, text: str) -> None:
    if len(text.strip()) < SHORTEST:
        raise BadInputError(field, say("Write at least %(min)s characters.", min=SHORTEST))
