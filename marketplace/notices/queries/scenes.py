"""What a fact is about: the parties, the words and the ids that its notices need."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Invitation, Membership, Person
from marketplace.claims.models import ClaimCheck
from marketplace.complaints.models import Complaint
from marketplace.contracts.models import ChangeOrder, Contract, Deliverable
from marketplace.core.database import Row
from marketplace.core.facts import Fact
from marketplace.core.recounts import Deadline
from marketplace.core.texts import name_of
from marketplace.directory.models import Firm, Penalty, Qualification
from marketplace.notices.queries.of_cases import CASE_SCENES
from marketplace.notices.queries.of_contracts import (
    of_bank_transfer,
    of_contract,
    of_decision,
    of_payment,
    of_request,
    with_firm,
)
from marketplace.notices.queries.of_credit import CREDIT_SCENES
from marketplace.notices.queries.of_timelines import of_housekeeping
from marketplace.notices.queries.scene import Scene, last_day, names
from marketplace.notices.rules import Whom
from marketplace.payments.models import BankTransfer, Decision, Payment
from marketplace.ratings.models import Rating
from marketplace.requests.models import Question, Request
from marketplace.selection.models import (
    Auction,
    Award,
    Choice,
    Clarification,
    Evaluation,
    Objection,
    Offer,
)
from marketplace.timelines.models import Housekeeping


def _of_offer(offer: Offer) -> Scene:
    return with_firm(of_request(offer.request), offer.firm)


def _of_award(award: Award) -> Scene:
    return with_firm(of_request(award.request), award.firm)


def _of_auction(auction: Auction) -> Scene:
    scene = of_request(auction.request)
    return replace(scene, params={**scene.params, "begins": auction.starts_at})


def _of_objection(objection: Objection) -> Scene:
    scene = with_firm(
        of_request(objection.request),
        objection.firm,
        answer_due=last_day(objection.answer_due_at),
        decision_due=last_day(objection.decision_due_at),
        result=name_of(objection.state),
    )
    return replace(scene, ids={**scene.ids, "objection": objection.id})


def _of_question(question: Question) -> Scene:
    """Who asked is told of the answer, and named to nobody."""
    scene = of_request(question.request)
    parties = {**scene.parties, Whom.FIRM: question.firm_id}
    params = {**scene.params, "question_due": question.answer_due_at}
    return replace(scene, parties=parties, params=params)


def _of_evaluation(evaluation: Evaluation) -> Scene:
    scene = of_request(evaluation.request)
    return replace(scene, params={**scene.params, "score_due": last_day(evaluation.due_at)})


def _of_choice(choice: Choice) -> Scene:
    scene = of_request(choice.request)
    times = {"opens": choice.opens_at, "pick_ends": choice.ends_at}
    return replace(scene, params={**scene.params, **times})


def _of_clarification(asked: Clarification) -> Scene:
    scene = with_firm(
        of_request(asked.request),
        asked.firm,
        answer_due=last_day(asked.answer_due_at),
        answer_moment=asked.answer_due_at,
        decision_due=last_day(asked.decision_due_at),
        result=name_of(asked.state),
    )
    return replace(scene, ids={**scene.ids, "clarification": asked.id})


def _of_deliverable(session: Session, row: Deliverable) -> Scene:
    contract = session.get_one(Contract, row.contract_id)
    return of_contract(contract)


def _of_change(session: Session, row: ChangeOrder) -> Scene:
    scene = of_contract(session.get_one(Contract, row.contract_id))
    return replace(scene, params={**scene.params, "answer_due": last_day(row.answer_due_at)})


def _of_rating(rating: Rating) -> Scene:
    scene = of_contract(rating.contract)
    return replace(scene, parties={**scene.parties, Whom.RATED: rating.rated_id})


def _of_complaint(complaint: Complaint) -> Scene:
    return Scene(
        parties={
            Whom.COMPLAINANT: complaint.complainant_id,
            Whom.AGAINST: complaint.against_id,
            Whom.REGULATOR: complaint.regulator_id,
        },
        params={
            "number": complaint.number,
            "against": names(complaint.against),
            "accept_due": last_day(complaint.accept_due_at),
            "answer_due": last_day(complaint.answer_due_at),
            "decide_due": last_day(complaint.decide_due_at),
            "result": name_of(complaint.state),
            "why": complaint.reason,
            "extension": complaint.extension_reason,
        },
        ids={"complaint": complaint.id},
    )


def _of_check(check: ClaimCheck) -> Scene:
    parties = {Whom.OWNER: check.organisation_id}
    return Scene(parties=parties, params={"number": check.number}, ids={"check": check.id})


def _of_firm(firm: Firm) -> Scene:
    params = {"check_due": last_day(firm.check_due_at), "why": firm.decision_reason}
    scene = with_firm(Scene(), firm.organisation, **params)
    return replace(scene, ids={"firm": firm.id})


def _of_qualification(paper: Qualification) -> Scene:
    scene = _of_firm(paper.firm)
    params = {
        "paper": paper.kind,
        "ends": paper.valid_to,
        "check_due": last_day(paper.check_due_at),
        "why": paper.decision_reason,
    }
    return replace(scene, params={**scene.params, **params}, ids={**scene.ids, "paper": paper.id})


def _of_penalty(session: Session, penalty: Penalty) -> Scene:
    scene = _of_firm(session.get_one(Firm, penalty.firm_id))
    params = {
        "penalty": name_of(penalty.kind),
        "why": penalty.reason,
        "ends": last_day(penalty.ends_at),
    }
    return replace(scene, params={**scene.params, **params})


def _of_membership(row: Membership) -> Scene:
    params = {"organisation": names(row.organisation), "role": name_of(row.role)}
    return Scene(params=params, person=row.person_id)


def _of_invitation(session: Session, invitation: Invitation) -> Scene:
    """An address without an account is told by the invitation's own mail."""
    mine = select(Person.id).where(Person.email_key == invitation.email_key)
    params = {"organisation": names(invitation.organisation)}
    return Scene(params=params, person=session.scalar(mine) or 0)


_SCENES: dict[type[Row], Callable[[Any], Scene]] = {
    Request: of_request,
    Offer: _of_offer,
    Auction: _of_auction,
    Award: _of_award,
    Objection: _of_objection,
    Clarification: _of_clarification,
    Question: _of_question,
    Evaluation: _of_evaluation,
    Choice: _of_choice,
    Contract: of_contract,
    Payment: of_payment,
    Decision: of_decision,
    BankTransfer: of_bank_transfer,
    Rating: _of_rating,
    ClaimCheck: _of_check,
    Complaint: _of_complaint,
    Firm: _of_firm,
    Housekeeping: of_housekeeping,
    Qualification: _of_qualification,
    Membership: _of_membership,
    **CASE_SCENES,
    **CREDIT_SCENES,
}
_FAR_SCENES: dict[type[Row], Callable[[Session, Any], Scene]] = {
    ChangeOrder: _of_change,
    Deliverable: _of_deliverable,
    Penalty: _of_penalty,
    Invitation: _of_invitation,
}
_TABLES: dict[str, type[Row]] = {table.__tablename__: table for table in (*_SCENES, *_FAR_SCENES)}


def scene(session: Session, fact: Fact) -> Scene | None:
    """What the fact is about; None when that is gone, or when nobody is told of such things."""
    table = _TABLES.get(fact.thing_kind)
    thing = session.get(table, fact.thing_id) if table else None
    if thing is None or table is None:
        return None
    far = _FAR_SCENES.get(table)
    return _with_deadline(far(session, thing) if far else _SCENES[table](thing), fact)


def _with_deadline(scene: Scene, fact: Fact) -> Scene:
    """Which deadline the calendar moved, and its new end: 17:00 of a day, or the day itself."""
    if "deadline" not in fact.data:
        return scene
    deadline, text = Deadline(fact.data["deadline"]), fact.data["until"]
    until: object = text
    if deadline is Deadline.DUE_ON:
        until = date.fromisoformat(text)
    elif deadline is Deadline.CLOSES_AT:
        until = datetime.fromisoformat(text)
    else:
        until = last_day(datetime.fromisoformat(text))
    moved = {"deadline": name_of(deadline), "until": until}
    return replace(scene, params={**scene.params, **moved})
