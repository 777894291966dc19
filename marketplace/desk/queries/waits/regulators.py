"""What waits for the regulator of an industry."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from marketplace.complaints.models import Complaint
from marketplace.complaints.states import State
from marketplace.contracts.models import Contract
from marketplace.contracts.states import State as ContractState
from marketplace.core.act import Actor
from marketplace.core.texts import Names, Text, say
from marketplace.credit.models import Contest, Proposal
from marketplace.credit.states import ContestState, ProposalState
from marketplace.desk.queries.waits import cases, money
from marketplace.desk.queries.waits.shared import MOST, contracts, of_contract
from marketplace.desk.rules import Wait
from marketplace.matters.models import ServiceItem
from marketplace.requests.models import Request
from marketplace.risk.models import Lead, Signal
from marketplace.risk.states import LeadState
from marketplace.selection.models import Objection
from marketplace.selection.queries.draws import spoilt
from marketplace.selection.queries.sampling import to_audit
from marketplace.selection.states import ObjectionState

STEPS: dict[State, Text] = {
    State.FILED: say("Accept or refuse a complaint"),
    State.ACCEPTED: say("A complaint waits for the other side's answer, then for you"),
    State.ANSWERED: say("Decide a complaint"),
}


def waits(session: Session, actor: Actor, _: datetime) -> list[Wait]:
    ours = Request.item_id.in_(
        select(ServiceItem.id).where(ServiceItem.regulator_id == actor.organisation_id)
    )
    returned = say("Rule on work that was returned too often")
    referred = contracts(session, ours, Contract.state == ContractState.REFERRED)
    return [
        *_complaints(session, actor),
        *_objections(session, ours),
        *_credit(session, actor),
        *(of_contract(returned, row, row.ruling_due_at) for row in referred),
        *money.of_regulator(session, actor),
        *_void_draws(session, actor),
        *_audits(session, actor),
        *_signals(session),
        *_leads(session, actor),
        *cases.of_reviewer(session, actor),
    ]


def _credit(session: Session, actor: Actor) -> Iterable[Wait]:
    """Contested entries, and measures after a firm refused a contract."""
    mine, what = Contest.regulator_id == actor.organisation_id, say("Decide on a contested entry")
    filed = select(Contest).where(mine, Contest.state == ContestState.FILED)
    for row in session.scalars(filed.options(joinedload(Contest.organisation)).limit(MOST)):
        path = f"/credit/contests/{row.id}"
        yield Wait(
            what, Names(row.organisation.name_zh, row.organisation.name_en), path, row.due_at
        )
    ours, what = Proposal.regulator_id == actor.organisation_id, say("Decide on a measure proposed")
    asked = select(Proposal).where(ours, Proposal.state == ProposalState.PROPOSED)
    for one in session.scalars(asked.options(joinedload(Proposal.request)).limit(MOST)):
        yield Wait(what, one.request.title, "/credit/proposals", one.due_at)


def _objections(session: Session, ours: ColumnElement[bool]) -> Iterable[Wait]:
    wanted = select(Objection).join(Objection.request).options(contains_eager(Objection.request))
    escalated = wanted.where(ours, Objection.state == ObjectionState.ESCALATED).limit(MOST)
    for row in session.scalars(escalated):
        path = f"/objections/{row.id}"
        yield Wait(say("Decide an objection"), row.request.title, path, row.decision_due_at)


def _audits(session: Session, actor: Actor) -> Iterable[Wait]:
    for one in to_audit(session, actor.organisation_id):
        what, path = say("Look into a direct selection"), f"/direct_audits/{one.id}/audit"
        yield Wait(what, one.request.title, path)


def _void_draws(session: Session, actor: Actor) -> Iterable[Wait]:
    for draw in spoilt(session, actor.organisation_id):
        title = draw.request.title if draw.request else ""
        yield Wait(say("Decide on a void draw"), title, f"/draws/{draw.number}")


def _complaints(session: Session, actor: Actor) -> Iterable[Wait]:
    open_ones = (
        select(Complaint)
        .where(Complaint.regulator_id == actor.organisation_id, Complaint.due_at.is_not(None))
        .order_by(Complaint.due_at, Complaint.id)
    )
    for complaint in session.scalars(open_ones.limit(MOST)):
        what = STEPS.get(complaint.state)
        if what is not None:
            yield Wait(what, complaint.number, f"/complaints/{complaint.id}", complaint.due_at)


def _signals(session: Session) -> Iterable[Wait]:
    """Any regulator may look into them; one line leads to the list."""
    unmarked = select(Signal.id).where(Signal.flagged, Signal.useful.is_(None))
    if session.scalar(unmarked.limit(1)) is not None:
        yield Wait(say("Signals that nobody has marked yet"), "", "/signals/?marked=none")


def _leads(session: Session, actor: Actor) -> Iterable[Wait]:
    """Those this department looks into, and one line for all that nobody has taken up."""
    ours = (Lead.taken_by_id == actor.organisation_id, Lead.state == LeadState.TAKEN)
    for lead in session.scalars(select(Lead).where(*ours).order_by(Lead.id).limit(MOST)):
        yield Wait(say("Close a lead"), lead.number, f"/signals/leads/{lead.id}", None)
    given = Lead.regulator_id.is_(None) | (Lead.regulator_id == actor.organisation_id)
    fresh = select(Lead.id).where(given, Lead.state == LeadState.OPEN)
    if session.scalar(fresh.limit(1)) is not None:
        yield Wait(say("Leads that nobody looks into yet"), "", "/signals/leads?state=open")
