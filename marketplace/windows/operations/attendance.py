"""Signing in in the morning and out in the evening, and going out in between."""

from datetime import datetime

from sqlalchemy import select

from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.database import insert_once
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.operation import operation
from marketplace.core.texts import say
from marketplace.windows import policy, queries, rules
from marketplace.windows.models import Attendance, Outing


@operation("windows.arrive", may=policy.STAFF)
def arrive(act: Act, _: None) -> Attendance:
    """Sign in in the morning; twice is once, and the first time counts."""
    today = act.now.astimezone(calendars.zone()).date()
    who = {"person_id": act.actor.person_id, "organisation_id": act.actor.organisation_id}
    insert_once(act.session, Attendance, **who, day=today, morning_at=act.now)
    return act.session.scalars(select(Attendance).filter_by(**who, day=today)).one()


@operation("windows.depart", may=policy.HIMSELF)
def depart(act: Act, sheet: Attendance) -> None:
    """Sign out in the evening; the last time counts."""
    if sheet.day != act.now.astimezone(calendars.zone()).date():
        raise WrongStateError(say("This sheet is of another day."))
    if queries.outing(act.session, sheet.person_id) is not None:
        raise WrongStateError(say("You are out on an errand. Say first that you are back."))
    sheet.evening_at = act.now


@operation("windows.go_out", may=policy.STAFF, log=("back_due_at",))
def go_out(act: Act, _: None, *, place: str, purpose: str, back_due_at: datetime) -> Outing:
    """Leave the house on an errand, and say where to and until when."""
    if fault := rules.fault_in_return(back_due_at, act.now):
        raise BadInputError("back_due_at", fault)
    if queries.outing(act.session, act.actor.person_id) is not None:
        raise WrongStateError(say("You are out already. Say first that you are back."))
    outing = Outing(place=place, purpose=purpose, left_at=act.now, back_due_at=back_due_at)
    outing.person_id, outing.organisation_id = act.actor.person_id, act.actor.organisation_id
    act.session.add(outing)
    act.session.flush()
    return outing


@operation("windows.come_back", may=policy.HIMSELF)
def come_back(act: Act, outing: Outing) -> None:
    outing.back_at = outing.back_at or act.now
