"""The baseline that is frozen with the first plan, and targets that come later."""

from datetime import date, datetime
from typing import Any

from marketplace.core import calendars
from marketplace.core.act import Act, Role
from marketplace.core.database import insert_once
from marketplace.core.errors import BadInputError
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY, permit
from marketplace.core.texts import say
from marketplace.core.workdays import Calendar
from marketplace.projects.models import Plan, Project
from marketplace.projects.policy import owns_and_keeps
from marketplace.timelines import queries
from marketplace.timelines.models import Baseline, Target

FARTHEST_YEARS = 20


@operation("timelines.freeze", may=CLOCKWORK_ONLY, log=("on",))
def freeze(act: Act, plan: Plan, *, on: datetime) -> None:
    """Freeze the first plan of a project as its baseline; a later one sets a new target."""
    calendar, zone = calendars.current(act.session), calendars.zone()
    saved_on, total = on.astimezone(zone).date(), plan.result["total_days"]
    due_on = queries.after(calendar, saved_on, total)
    kept = insert_once(
        act.session,
        Baseline,
        project_id=plan.project_id,
        plan_id=plan.id,
        frozen_at=on,
        total_days=total,
        due_on=due_on,
        steps=_steps(plan.result["nodes"], saved_on, calendar),
    )
    baseline = queries.baseline_of(act.session, plan.project_id or 0)
    if not kept and due_on is not None and baseline and baseline.plan_id != plan.id:
        later = {"due_on": due_on, "set_at": on, "reason": ""}
        insert_once(act.session, Target, project_id=plan.project_id, plan_id=plan.id, **later)


def _steps(nodes: list[dict[str, Any]], saved_on: date, calendar: Calendar) -> dict[str, Any]:
    """Start and finish of each step as days, counted from the day the plan was saved."""
    days = {
        node["code"]: [queries.after(calendar, saved_on, node[end]) for end in ("start", "finish")]
        for node in nodes
    }
    return {code: [day.isoformat() if day else None for day in pair] for code, pair in days.items()}


@operation(
    "timelines.retarget",
    may=permit(Role.OWNER, when=owns_and_keeps),
    log=("due_on", "reason"),
)
def retarget(act: Act, project: Project, *, due_on: date, reason: str) -> Target:
    """Aim at another day of the end; the baseline stays, the reason is shown."""
    today = act.now.astimezone(calendars.zone()).date()
    if due_on <= today:
        raise BadInputError("due_on", say("A target lies in the future."))
    if due_on.year > today.year + FARTHEST_YEARS:
        raise BadInputError("due_on", say("A target lies within %(n)s years.", n=FARTHEST_YEARS))
    target = Target(
        project_id=project.id,
        due_on=due_on,
        reason=reason,
        person_id=act.actor.person_id,
        set_at=act.now,
    )
    act.session.add(target)
    return target
