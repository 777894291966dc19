"""What waits for a project owner."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from marketplace.contracts.models import Contract
from marketplace.contracts.states import State as ContractState
from marketplace.core.act import Actor
from marketplace.core.texts import say
from marketplace.desk.queries.waits import cases, money
from marketplace.desk.queries.waits.shared import MOST, as_party, contracts, of_contract
from marketplace.desk.rules import Wait
from marketplace.requests.models import Request
from marketplace.requests.queries import to_answer, unfollowed
from marketplace.requests.rules.following import may_do_next
from marketplace.requests.states import State
from marketplace.selection.models import Objection
from marketplace.selection.queries import to_pick, to_score
from marketplace.selection.queries.clarifying import to_decide
from marketplace.selection.queries.draws import to_reveal
from marketplace.selection.states import ObjectionState


def waits(session: Session, actor: Actor, now: datetime) -> list[Wait]:
    mine = Contract.owner_id == actor.organisation_id
    delivered = contracts(session, mine, Contract.state == ContractState.DELIVERED)
    return [
        *_objections(session, actor),
        *_clarifications(session, actor),
        *_questions(session, actor, now),
        *(
            of_contract(say("Accept or return the work"), row, row.check_due_at)
            for row in delivered
        ),
        *as_party(session, actor, now, "owner"),
        *money.of_owner(session, actor, now),
        *_secrets(session, actor),
        *_to_score(session, actor),
        *_to_pick(session, actor),
        *_drafts(session, actor),
        *_unfollowed(session, actor),
        *cases.of_owner(session, actor),
    ]


def _secrets(session: Session, actor: Actor) -> Iterable[Wait]:
    """Draws that wait for a secret this owner committed to."""
    for draw in to_reveal(session, actor.organisation_id):
        title = draw.request.title if draw.request else ""
        path = f"/draws/{draw.number}/reveal"
        yield Wait(say("Reveal your secret of a draw"), title, path, draw.reveal_by)


def _to_score(session: Session, actor: Actor) -> Iterable[Wait]:
    """Plans this person is to score."""
    for row in to_score(session, actor):
        path = f"/requests/{row.request_id}/evaluation"
        yield Wait(say("Score the plans"), row.request.title, path, row.due_at)


def _to_pick(session: Session, actor: Actor) -> Iterable[Wait]:
    for row in to_pick(session, actor.organisation_id):
        path = f"/requests/{row.request_id}"
        yield Wait(say("Pick one of the short list"), row.request.title, path, row.ends_at)


def _drafts(session: Session, actor: Actor) -> Iterable[Wait]:
    mine = Request.owner_id == actor.organisation_id
    wanted = select(Request).where(mine, Request.state == State.DRAFT)
    returned = say("Returned by the operator: mend and submit again")
    for request in session.scalars(wanted.order_by(Request.id.desc()).limit(MOST)):
        what = returned if request.reason else say("Finish the draft and submit it")
        yield Wait(what, request.title, f"/requests/{request.id}")


def _unfollowed(session: Session, actor: Actor) -> Iterable[Wait]:
    """What ended without an award, until something follows it or he leaves it at that."""
    for one in unfollowed(session, actor.organisation_id):
        what = may_do_next(one.state, one.round, one.reason, one.renotices)
        yield Wait(what, one.title, f"/requests/{one.id}")


def _questions(session: Session, actor: Actor, now: datetime) -> Iterable[Wait]:
    for one in to_answer(session, actor.organisation_id, now):
        path = f"/requests/{one.request_id}"
        yield Wait(say("Answer a question"), one.request.title, path, one.answer_due_at)


def _clarifications(session: Session, actor: Actor) -> Iterable[Wait]:
    for one in to_decide(session, actor.organisation_id):
        what, path = say("Decide on the answer of the selected firm"), f"/clarifications/{one.id}"
        yield Wait(what, one.request.title, path, one.decision_due_at)


def _objections(session: Session, actor: Actor) -> Iterable[Wait]:
    mine = Request.owner_id == actor.organisation_id
    raised = select(Objection).join(Objection.request).options(contains_eager(Objection.request))
    raised = raised.where(mine, Objection.state == ObjectionState.RAISED).limit(MOST)
    for row in session.scalars(raised):
        path = f"/objections/{row.id}"
        yield Wait(say("Answer an objection"), row.request.title, path, row.answer_due_at)
