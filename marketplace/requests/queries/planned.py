"""The services a plan needs, as requests: which may be begun, and by when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from marketplace.core import calendars, rulesets
from marketplace.core.texts import Text
from marketplace.core.workdays import NoCalendarError
from marketplace.matters.models import Matter, Requirement, ServiceItem
from marketplace.projects.models import Plan
from marketplace.requests.models import Request
from marketplace.requests.rules.asking import Wanted, may_do_it_himself, why_not_ask
from marketplace.requests.rules.planning import Turn, turns
from marketplace.requests.rules.times import earliest_closing
from marketplace.requests.states import State

INTERMEDIARY = "intermediary"  # the kind of a plan's node that the owner has to see to
OVER = (State.FAILED, State.WITHDRAWN, State.VOID)


@dataclass(frozen=True)
class Planned:
    """`request` is the one that stands on it; without it and a refusal one may be begun."""

    item: ServiceItem
    matter: Matter | None
    refusal: Text | None
    himself: bool
    request: Request | None
    closes_at: datetime | None
    needed_on: date | None

    @property
    def may_begin(self) -> bool:
        return self.refusal is None and self.request is None


def planned(session: Session, plan: Plan, now: datetime) -> list[Planned]:
    """Every service of the plan that is the owner's affair, by code."""
    nodes = plan.result["nodes"]
    when = turns(nodes, rulesets.in_force(session, now).rules)
    codes = [node["code"] for node in nodes if node["kind"] == INTERMEDIARY]
    chosen = select(ServiceItem).where(ServiceItem.code.in_(codes), ServiceItem.selectable)
    items = session.scalars(chosen.order_by(ServiceItem.code)).all()
    needs = _needs(session, items, plan.result["matters"])
    asked = _asked(session, plan)
    return [
        _planned(session, item, needs.get(item.id), asked.get(item.id), when[item.code], now)
        for item in items
    ]


def _planned(
    session: Session,
    item: ServiceItem,
    need: Requirement | None,
    request: Request | None,
    turn: Turn,
    now: datetime,
) -> Planned:
    matter = need.matter if need else None
    named = need.obligation if need else None
    wanted = Wanted(
        item.obligation, named, matter is not None, matter.needs_nothing if matter else False
    )
    himself = may_do_it_himself(item.obligation)
    dates = _dates(session, turn, now)
    return Planned(item, matter, why_not_ask(wanted), himself, request, *dates)


def _needs(
    session: Session, items: Iterable[ServiceItem], matters: Sequence[str]
) -> dict[int, Requirement]:
    """For each service the first matter of the plan that names it."""
    pair = (Requirement.item_id.in_([item.id for item in items]), Matter.code.in_(matters))
    rows = select(Requirement).join(Requirement.matter).where(*pair).order_by(Matter.code.desc())
    found = session.scalars(rows.options(joinedload(Requirement.matter)))
    return {row.item_id: row for row in found}


def _asked(session: Session, plan: Plan) -> Mapping[int | None, Request]:
    """The project's requests that are not over, by service."""
    if plan.project_id is None:
        return {}
    mine = (Request.project_id == plan.project_id, Request.state.not_in(OVER))
    return {row.item_id: row for row in session.scalars(select(Request).where(*mine))}


def _dates(session: Session, turn: Turn, now: datetime) -> tuple[datetime | None, date | None]:
    """As far as the hall has calendars; what lies beyond is left for later."""
    calendar, zone = calendars.current(session), calendars.zone()
    try:
        closes_at = earliest_closing(calendar, now, turn.closes, zone)
        return closes_at, calendar.after(now.astimezone(zone).date(), turn.needed)
    except NoCalendarError:
        return None, None
