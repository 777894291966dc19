"""The door of the room, and what its pages share."""

from datetime import datetime

from flask import Blueprint, request

from marketplace.cases import policy, queries
from marketplace.cases.models import Case
from marketplace.cases.rules.clocks import Wait, wait
from marketplace.cases.states import State
from marketplace.core import calendars, clock
from marketplace.core.act import Role
from marketplace.core.database import db
from marketplace.core.errors import NotAllowedError
from marketplace.core.texts import say
from marketplace.web import layout, reader

bp = Blueprint("cases", __name__, url_prefix="/cases")
STAFF = {Role.CLERK, Role.SPECIALIST, Role.REGULATOR, Role.AUDITOR}
layout.menu(40, say("Cases"), "cases.index", STAFF)
layout.footer(6, say("Cases"), "cases.index")
RULE = say("A case is shown to its applicant, the windows, its department and the auditors.")


def seen(id: int) -> Case:
    """The case, if the reader may see it."""
    case = queries.get(db.session(), id)
    if not policy.SEES(reader(), case):
        raise NotAllowedError(rule=RULE)
    return case


def cursor(key: str = "before") -> int:
    return request.args.get(key, 0, type=int)


def due_of(case: Case) -> datetime | None:
    """The next moment that is too late, whoever's turn it is."""
    if case.state is State.RECEIVED:
        return case.accept_due_at
    if case.state is State.NOTIFIED:
        return case.answer_due_at
    return case.due_at if case.state in (State.ACCEPTED, State.IN_REVIEW) else None


def wait_of(due_at: datetime | None) -> Wait | None:
    if due_at is None:
        return None
    calendar = calendars.current(db.session())
    return wait(due_at, clock.now(), calendar, calendars.zone())


def waits(cases: list[Case]) -> dict[int, Wait | None]:
    return {case.id: wait_of(due_of(case)) for case in cases}
