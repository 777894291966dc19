"""A housekeeper is assigned to a project with a saved plan, calls the owner, may be replaced."""

from collections.abc import Sequence

from sqlalchemy import delete

from marketplace.core import calendars
from marketplace.core.act import Act, Role
from marketplace.core.database import insert_once
from marketplace.core.errors import WrongStateError
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY, permit
from marketplace.core.rulesets import in_force
from marketplace.core.texts import say
from marketplace.projects.models import Project
from marketplace.projects.states import ProjectKind
from marketplace.timelines import queries
from marketplace.timelines.models import Housekeeping, Specialism
from marketplace.timelines.policy import HOUSEKEEPER, KEPT_OWNER
from marketplace.timelines.rules.housekeeper import chosen
from marketplace.timelines.states import MACHINE, State


@operation("timelines.assign", may=CLOCKWORK_ONLY, within=("timelines.replace",))
def assign(act: Act, project: Project) -> Housekeeping | None:
    """Give the project to a specialist: by field, then by load. None when there is nobody."""
    found = list(queries.candidates(act.session, project))
    best = chosen(found)
    if best is None:
        return None
    rule_set = in_force(act.session, act.now)
    days, zone = rule_set.rules.housekeeper_contact_days, calendars.zone()
    row = Housekeeping(
        project_id=project.id,
        person_id=best.person_id,
        rule_set_id=rule_set.id,
        knows_field=best.knows_field,
        load=best.load,
        among=len(found),
        assigned_at=act.now,
        contact_due_at=calendars.current(act.session).deadline(act.now, days, zone),
    )
    act.session.add(row)
    return row


@operation("timelines.contact", may=HOUSEKEEPER)
def contact(act: Act, housekeeping: Housekeeping, *, note: str) -> None:
    """The housekeeper has spoken with the owner for the first time."""
    MACHINE.move(housekeeping, "contact")
    housekeeping.contacted_at, housekeeping.note = act.now, note


@operation("timelines.replace", may=KEPT_OWNER)
def replace(act: Act, housekeeping: Housekeeping, *, reason: str) -> Housekeeping:
    """The owner asks for another housekeeper; whoever was one before is not asked again."""
    MACHINE.move(housekeeping, "replace")
    housekeeping.replaced_at, housekeeping.reason = act.now, reason
    act.session.flush()
    successor = assign(act, housekeeping.project)
    if successor is None:
        raise WrongStateError(say("There is no other specialist. The one you have stays."))
    return successor


@operation("timelines.flag", may=CLOCKWORK_ONLY)
def flag(act: Act, housekeeping: Housekeeping) -> None:
    """The time for the first contact is over; it is marked, once."""
    if housekeeping.state is State.ASSIGNED and housekeeping.flagged_at is None:
        housekeeping.flagged_at = act.now


@operation("timelines.specialise", may=permit(Role.SPECIALIST))
def specialise(act: Act, _: None, *, kinds: Sequence[ProjectKind]) -> None:
    """Say which kinds of projects one knows."""
    me = act.actor.person_id
    gone = delete(Specialism).where(Specialism.person_id == me, Specialism.kind.not_in(kinds))
    act.session.execute(gone)
    for kind in kinds:
        insert_once(act.session, Specialism, person_id=me, kind=kind)
