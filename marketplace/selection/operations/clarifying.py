"""What the selected firm is asked once: the firm answers, the owner decides, silence has its rule.

A silent firm is out: it was told so. A silent owner has approved: the firm did what was asked.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from marketplace.core import calendars
from marketplace.core.act import Act, Role
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say
from marketplace.files import operations as files_room
from marketplace.requests import operations as requests
from marketplace.requests.models import Request
from marketplace.requests.operations import rules_of
from marketplace.requests.operations.terms import told
from marketplace.requests.rules.times import takes_offers
from marketplace.requests.states import State
from marketplace.selection import queries
from marketplace.selection.models import Clarification
from marketplace.selection.operations.awarding import pass_over
from marketplace.selection.policy import ASKED_FIRM, CHECKERS, DECIDERS
from marketplace.selection.rules.flaws import SILENT_FIRM, SILENT_OWNER, flaw_of
from marketplace.selection.states import CLARIFICATION, ClarificationKind, ClarificationState

SHORTEST = 20


@operation("selection.ask_papers", may=CHECKERS)
def ask_papers(act: Act, request: Request, *, question: str) -> Clarification:
    """Ask the selected firm once to mend what its papers lack; never its price or its days."""
    hold(act.session, request)
    award = queries.award_of(act.session, request)
    if request.state is not State.SELECTED or not takes_offers(request.objections_until, act.now):
        text = say("Papers are asked for while objections are possible, of the selected firm.")
        raise WrongStateError(text)
    if award is None or award.offer_id is None:
        raise WrongStateError(say("Nobody made an offer here, so there are no papers to mend."))
    if queries.clarification_of(act.session, award.offer_id, ClarificationKind.PAPERS):
        raise WrongStateError(say("This firm was asked for its papers already, which is once."))
    _says_something("question", question)
    asked = Clarification(request_id=request.id, offer_id=award.offer_id, firm_id=award.firm_id)
    asked.kind, asked.question = ClarificationKind.PAPERS, question.strip()
    asked.asked_at = act.now
    asked.answer_due_at = act.now + timedelta(hours=rules_of(request).mending_hours)
    act.session.add(asked)
    return asked


@operation("selection.clarify", may=ASKED_FIRM)
def clarify(act: Act, asked: Clarification, *, answer: str, files: Sequence[Any] = ()) -> None:
    """The firm says why, or hands in the papers; it does so once."""
    _says_something("answer", answer)
    hold(act.session, asked)
    if act.now >= asked.answer_due_at:
        raise WrongStateError(say("The time to answer is over."))
    CLARIFICATION.move(asked, "clarify")
    asked.answer, asked.answered_at = answer.strip(), act.now
    days = rules_of(asked.request).clarification_decide_days
    calendar = calendars.current(act.session)
    asked.decision_due_at = calendar.deadline(act.now, days, calendars.zone())
    files_room.keep_all(act, asked, files=files)


@operation("selection.approve", may=DECIDERS | CLOCKWORK_ONLY)
def approve(act: Act, asked: Clarification, *, reason: str) -> None:
    """The answer is good; with what is now public about a price, objections may begin anew."""
    by_rule = act.actor.role is Role.CLOCKWORK
    if by_rule and not _is_over(asked.decision_due_at, act):
        raise WrongStateError(say("The owner may still decide."))
    _decide(act, asked, SILENT_OWNER if by_rule else reason)
    CLARIFICATION.move(asked, "approve")
    if asked.kind is ClarificationKind.LOW_PRICE:
        requests.select_again(act, asked.request)


@operation("selection.reject", may=DECIDERS | CLOCKWORK_ONLY)
def reject(act: Act, asked: Clarification, *, reason: str) -> None:
    """The answer is too weak, or none came: the next in the same order takes the place."""
    by_rule = act.actor.role is Role.CLOCKWORK
    silent = asked.state is ClarificationState.ASKED
    if silent and not _is_over(asked.answer_due_at, act):
        raise WrongStateError(say("The firm may still answer."))
    if by_rule and not silent:
        raise WrongStateError(say("The firm has answered: the owner decides."))
    _decide(act, asked, SILENT_FIRM if by_rule else reason)
    CLARIFICATION.move(asked, "reject")
    award = queries.award_of(act.session, asked.request)
    if award is not None and award.offer_id == asked.offer_id:
        pass_over(act, award, flaw=flaw_of(asked.kind))


def _decide(act: Act, asked: Clarification, reason: str) -> None:
    if act.actor.role is not Role.CLOCKWORK:
        told("reason", reason)
    hold(act.session, asked)
    hold(act.session, asked.request)
    asked.reason, asked.decided_at = reason.strip(), act.now


def _says_something(field: str, text: str) -> None:
    if len(text.strip()) < SHORTEST:
        raise BadInputError(field, say("Write at least %(min)s characters.", min=SHORTEST))


def _is_over(until: Any, act: Act) -> bool:
    return until is not None and bool(until <= act.now)
