"""Waits that owners and firms have alike: as parties of contracts and complaints."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import Session, contains_eager

from marketplace.complaints.models import Complaint
from marketplace.complaints.states import State as ComplaintState
from marketplace.contracts.models import ChangeOrder, Contract
from marketplace.contracts.states import Change, State
from marketplace.core.act import Actor
from marketplace.core.calendars import zone
from marketplace.core.texts import Text, say
from marketplace.desk.rules import Wait
from marketplace.ratings.models import Rating
from marketplace.ratings.rules import writing_ends

MOST = 100
UNSIGNED = (State.DRAFTED, State.HALF_CONFIRMED)
LONGEST_RATING_TIME = timedelta(days=60)


def contracts(session: Session, *conditions: ColumnElement[bool]) -> Iterable[Contract]:
    wanted = select(Contract).join(Contract.request).options(contains_eager(Contract.request))
    return session.scalars(wanted.where(*conditions).order_by(Contract.id).limit(MOST))


def of_contract(what: Text, contract: Contract, due: datetime | None) -> Wait:
    return Wait(what, contract.request.title, f"/contracts/{contract.id}", due)


def end_of(day: date | None) -> datetime | None:
    """The midnight that ends a day."""
    return datetime.combine(day + timedelta(days=1), time(), zone()) if day else None


def as_party(session: Session, actor: Actor, now: datetime, side: str) -> list[Wait]:
    """`side` is "owner" or "firm"."""
    mine = getattr(Contract, f"{side}_id") == actor.organisation_id
    silent = getattr(Contract, f"{side}_confirmed_at").is_(None)
    return [
        *(
            of_contract(say("Sign the contract"), contract, contract.sign_due_at)
            for contract in contracts(session, mine, silent, Contract.state.in_(UNSIGNED))
        ),
        *(
            of_contract(say("The other side proposes to end the contract: agree or not"), row, None)
            for row in contracts(session, mine, _proposed_to(actor))
        ),
        *(
            of_contract(say("Answer the proposed change of a contract"), row, due)
            for row, due in changes(session, actor, mine)
        ),
        *_ratings(session, actor, now, mine),
        *complaints(session, actor),
    ]


def _proposed_to(actor: Actor) -> ColumnElement[bool]:
    by_other = Contract.end_proposed_by_id != actor.organisation_id
    return by_other & Contract.end_proposed_at.is_not(None) & Contract.ended_at.is_(None)


def changes(
    session: Session, actor: Actor, mine: ColumnElement[bool]
) -> Sequence[tuple[Contract, datetime]]:
    """Contracts of mine with a change that the other side proposed, and when the answer is due."""
    asked = ChangeOrder.state == Change.PROPOSED, ChangeOrder.side != actor.role, mine
    wanted = select(Contract, ChangeOrder.answer_due_at).join(Contract.changes).where(*asked)
    whole = wanted.join(Contract.request).options(contains_eager(Contract.request))
    found = session.execute(whole.order_by(ChangeOrder.id).limit(MOST))
    return [(contract, due) for contract, due in found]


def _ratings(
    session: Session, actor: Actor, now: datetime, mine: ColumnElement[bool]
) -> Iterable[Wait]:
    """Finished contracts this side has not yet rated, while it may."""
    rated = exists().where(
        Rating.contract_id == Contract.id, Rating.rater_id == actor.organisation_id
    )
    fresh = Contract.accepted_at > now - LONGEST_RATING_TIME
    for contract in contracts(session, mine, Contract.state == State.ACCEPTED, fresh, ~rated):
        assert contract.accepted_at is not None  # noqa: S101 (just asked for)
        days = contract.rule_set.rules.rating_calendar_days
        ends = writing_ends(contract.accepted_at, days, zone())
        if now < ends:
            path = f"/ratings/contracts/{contract.id}/rate"
            yield Wait(say("Rate the other side"), contract.request.title, path, ends)


def complaints(session: Session, actor: Actor) -> Iterable[Wait]:
    """Complaints about my organisation that want an answer."""
    wanted: Select[Any] = select(Complaint).where(
        Complaint.against_id == actor.organisation_id, Complaint.state == ComplaintState.ACCEPTED
    )
    for complaint in session.scalars(wanted.limit(MOST)):
        path = f"/complaints/{complaint.id}"
        yield Wait(say("Answer a complaint"), complaint.number, path, complaint.answer_due_at)
