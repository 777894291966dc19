"""What waits for an intermediary."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager

from marketplace.contracts.models import Contract
from marketplace.contracts.states import State as ContractState
from marketplace.core.act import Actor
from marketplace.core.calendars import zone
from marketplace.core.texts import Text, say
from marketplace.desk.queries.waits import cases, money
from marketplace.desk.queries.waits.shared import MOST, as_party, contracts, end_of, of_contract
from marketplace.desk.rules import Wait
from marketplace.directory.models import Firm, Match, Qualification
from marketplace.directory.states import FirmState, PaperState, Standing
from marketplace.requests.models import Exclusion, Request
from marketplace.requests.states import INVITING, State
from marketplace.risk.models import Lead, Signal, SignalFirm
from marketplace.risk.states import LeadState
from marketplace.selection.models import Objection, Offer
from marketplace.selection.queries.clarifying import asked_of
from marketplace.selection.states import ClarificationKind, ObjectionState, OfferState

MY_FIRM = "/my-firm"
EXPIRY_NOTICE = timedelta(days=30)
MATCHING_SHOWN = 20
TAKES_WORK = (Standing.GOOD, Standing.WARNED)
ENTRY: dict[FirmState, Text] = {
    FirmState.DRAFT: say("Finish your application for entry"),
    FirmState.RETURNED: say("Your application was returned: mend all faults"),
}


def waits(session: Session, actor: Actor, now: datetime) -> list[Wait]:
    firm = session.scalar(select(Firm).where(Firm.organisation_id == actor.organisation_id))
    mine = Contract.firm_id == actor.organisation_id
    working = Contract.state.in_((ContractState.IN_SERVICE, ContractState.RETURNED))
    return [
        *(_papers(session, firm, now) if firm else _newcomer()),
        *(_matching(session, firm, now) if firm else ()),
        *(
            of_contract(say("Deliver the work"), row, end_of(row.due_on))
            for row in contracts(session, mine, working)
        ),
        *as_party(session, actor, now, "firm"),
        *money.of_firm(session, actor, now),
        *_objections(session, actor),
        *_clarifications(session, actor),
        *_signals(session, actor),
        *_leads(session, actor),
        *cases.of_firm(session, actor),
    ]


def _newcomer() -> Iterable[Wait]:
    yield Wait(say("Apply for entry into the directory"), "", MY_FIRM)


def _papers(session: Session, firm: Firm, now: datetime) -> Iterable[Wait]:
    if firm.state in ENTRY:
        yield Wait(ENTRY[firm.state], "", MY_FIRM)
    mine = select(Qualification).where(Qualification.firm_id == firm.id)
    returned = mine.where(Qualification.state == PaperState.RETURNED).limit(MOST)
    if firm.state is FirmState.ADMITTED:
        for paper in session.scalars(returned):
            yield Wait(say("A qualification was returned: mend it"), paper.kind, MY_FIRM)
    today = now.astimezone(zone()).date()
    ending = mine.where(
        Qualification.state == PaperState.IN_FORCE,
        Qualification.valid_to.between(today, today + EXPIRY_NOTICE),
    )
    for paper in session.scalars(ending.limit(MOST)):
        end = end_of(paper.valid_to)
        yield Wait(say("A qualification ends: send the next one"), paper.kind, MY_FIRM, end)


def _matching(session: Session, firm: Firm, now: datetime) -> Iterable[Wait]:
    """Open requests the firm may answer and has not answered yet."""
    answered = select(Offer.request_id).where(
        Offer.firm_id == firm.organisation_id, Offer.state == OfferState.SEALED
    )
    excluded = select(Exclusion.request_id).where(Exclusion.firm_id == firm.organisation_id)
    able = (Match.item_id == Request.item_id) & (Match.area_id == func.coalesce(Request.area_id, 0))
    wanted = (
        select(Request)
        .join(Match, able)
        .where(Match.firm_id == firm.id, Match.standing.in_(TAKES_WORK))
        .where(Request.state == State.OPEN, Request.closes_at > now)
        .where(Request.method.in_(INVITING))
        .where(Request.id.not_in(answered), Request.id.not_in(excluded))
        .order_by(Request.closes_at, Request.id)
    )
    for request in session.scalars(wanted.limit(MATCHING_SHOWN)):
        path = f"/requests/{request.id}"
        yield Wait(say("A request you may answer"), request.title, path, request.closes_at)


def _clarifications(session: Session, actor: Actor) -> Iterable[Wait]:
    texts = {
        ClarificationKind.LOW_PRICE: say("Justify your unusually low price"),
        ClarificationKind.PAPERS: say("Mend the papers of your offer"),
    }
    for one in asked_of(session, actor.organisation_id):
        path = f"/clarifications/{one.id}"
        yield Wait(texts[one.kind], one.request.title, path, one.answer_due_at)


def _objections(session: Session, actor: Actor) -> Iterable[Wait]:
    wanted = select(Objection).join(Objection.request).options(contains_eager(Objection.request))
    mine = Objection.firm_id == actor.organisation_id
    answered = wanted.where(mine, Objection.state == ObjectionState.ANSWERED).limit(MOST)
    what = say("Your objection was answered: content, or to the regulator?")
    for row in session.scalars(answered):
        yield Wait(what, row.request.title, f"/objections/{row.id}", row.reply_due_at)


def _signals(session: Session, actor: Actor) -> Iterable[Wait]:
    """Computed signs that name my firm; it may say what it has to say."""
    mine = SignalFirm.organisation_id == actor.organisation_id
    wanted = (
        select(SignalFirm)
        .join(Signal, Signal.id == SignalFirm.signal_id)
        .where(mine, SignalFirm.answered_at.is_(None), Signal.flagged, Signal.useful.is_(None))
        .order_by(SignalFirm.id.desc())
        .limit(1)
    )
    if session.scalar(wanted) is not None:
        yield Wait(say("Signals name your firm: you may answer them"), "", "/signals/mine")


def _leads(session: Session, actor: Actor) -> Iterable[Wait]:
    """A regulator looks into something about my firm, and it may answer."""
    mine = (Lead.firm_id == actor.organisation_id, Lead.state == LeadState.TAKEN)
    silent = select(Lead).where(*mine, Lead.answered_at.is_(None)).order_by(Lead.id).limit(MOST)
    for lead in session.scalars(silent):
        path = f"/signals/leads/{lead.id}"
        yield Wait(say("Answer a lead about your firm"), lead.number, path, lead.answer_due_at)
