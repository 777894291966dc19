"""What waits for a specialist: owners to call, projects where something is late."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from marketplace.core.act import Actor
from marketplace.core.texts import say
from marketplace.desk.rules import Wait
from marketplace.timelines import queries


def waits(session: Session, actor: Actor, _: datetime) -> list[Wait]:
    return list(_kept(session, actor))


def _kept(session: Session, actor: Actor) -> Iterable[Wait]:
    kept, _ = queries.of_person(session, actor)
    for one, figures in kept:
        name = one.project.name
        if one.contacted_at is None:
            path = f"/timelines/housekeepings/{one.id}/contact"
            yield Wait(say("Call the owner for the first time"), name, path, one.contact_due_at)
        if figures is not None and figures.late_n:
            yield Wait(say("Something is late: help"), name, f"/timelines/{one.project_id}")
