"""What waits for the operator of the hall."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.core.act import Actor
from marketplace.core.texts import Names, say
from marketplace.core.timekeeping import is_halted
from marketplace.desk.queries.machinery import parked, parked_letters
from marketplace.desk.queries.waits import money
from marketplace.desk.queries.waits.shared import MOST
from marketplace.desk.rules import Wait
from marketplace.directory import queries as directory
from marketplace.requests import queries as requests
from marketplace.requests.models import Request
from marketplace.requests.states import INVITING, State

OPENING_GRACE = timedelta(minutes=5)


def waits(session: Session, _: Actor, now: datetime) -> list[Wait]:
    return [
        *_requests(session),
        *_entry(session, now),
        *_openings(session, now),
        *_machinery(session),
        *money.of_operator(session),
    ]


def _requests(session: Session) -> Iterable[Wait]:
    for request in requests.to_check(session):
        path = f"/requests/{request.id}"
        yield Wait(say("Check a request"), request.title, path, request.check_due_at)


def _entry(session: Session, now: datetime) -> Iterable[Wait]:
    for one in directory.waiting(session, now, MOST):
        body = one.firm.organisation
        name = Names(body.name_zh, body.name_en)
        if one.paper is None:
            path = f"/entry-checks/firms/{one.firm.id}"
            yield Wait(say("Check an application for entry"), name, path, one.due_at)
        else:
            path = f"/entry-checks/papers/{one.paper.id}"
            yield Wait(say("Check a qualification"), name, path, one.due_at)


def _openings(session: Session, now: datetime) -> Iterable[Wait]:
    """The job opens offers at the minute; what is still closed some minutes later is late."""
    due = select(Request).where(
        Request.state.in_((State.OPEN, State.CLOSED)),
        Request.method.in_(INVITING),
        Request.closes_at < now - OPENING_GRACE,
    )
    for request in session.scalars(due.order_by(Request.closes_at).limit(MOST)):
        path = f"/requests/{request.id}"
        yield Wait(say("Open the offers: the job is late"), request.title, path, request.closes_at)


def _machinery(session: Session) -> Iterable[Wait]:
    if is_halted(session):
        yield Wait(say("The hall's clock has jumped: look, and resume"), "", "/desk/clock")
    if parked(session, 1):
        yield Wait(say("Something could not be processed: look and retry"), "", "/desk/parked")
    if parked_letters(session):
        yield Wait(say("Mails were refused by the mail server"), "", "/desk/mail?state=parked")
