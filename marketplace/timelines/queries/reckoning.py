"""Everything that is counted of one project, now."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.core import calendars
from marketplace.core.rulesets import Rules, in_force
from marketplace.core.workdays import Calendar, NoCalendarError
from marketplace.timelines.models import Sample
from marketplace.timelines.queries.dues import dues
from marketplace.timelines.queries.scene import Scene
from marketplace.timelines.queries.steps import item_of, steps_of
from marketplace.timelines.rules.attribution import days_of
from marketplace.timelines.rules.days import ONE_DAY, Day, open_days_of
from marketplace.timelines.rules.forecast import Experience, Forecast, forecast
from marketplace.timelines.rules.graph import Graph
from marketplace.timelines.rules.path import Ball, Outlook, ball, outlook
from marketplace.timelines.states import Kind

SATURDAY = 5


@dataclass(frozen=True)
class Reckoning:
    """`last`: the day up to which is counted; `done_on`: of a project that is done or archived."""

    graph: Graph
    began: date
    last: date
    done_on: date | None
    days: list[Day]
    open_days: list[date]
    ball: Ball
    outlook: Outlook
    forecast: Forecast | None
    dues: dict[str, date]

    @property
    def is_running(self) -> bool:
        return self.done_on is None

    @property
    def late(self) -> list[str]:
        """Steps whose promise is broken."""
        return sorted(code for code, due in self.dues.items() if due < self.last)


def reckon(session: Session, scene: Scene, now: datetime) -> Reckoning:
    calendar, zone = calendars.current(session), calendars.zone()
    today, began = (at.astimezone(zone).date() for at in (now, scene.project.entered_at))
    archived = scene.project.archived_at
    graph = Graph(steps_of(scene, now))
    done_on = archived.astimezone(zone).date() if archived else graph.done_on
    last = max(began, min(today, done_on or today))

    def is_open(day: date) -> bool:
        return _is_open(calendar, day)

    days = days_of(graph, began, last + ONE_DAY, is_open)
    open_days = open_days_of(min([began, *_begun(graph)]), last, is_open)
    known = experience(session, graph, in_force(session, now).rules)
    seed = f"{scene.project.code} {last}"
    ahead = None if done_on else forecast(graph, last, open_days, known, seed)
    counted, tonight = days[:-1], ball(days)
    path = outlook(graph, last, open_days)
    return Reckoning(
        graph, began, last, done_on, counted, open_days, tonight, path, ahead, dues(scene)
    )


def _begun(graph: Graph) -> list[date]:
    return [step.begun_on for step in graph.steps.values() if step.begun_on is not None]


def _is_open(calendar: Calendar, day: date) -> bool:
    """Of years without a calendar, which imported history may have: Monday to Friday."""
    try:
        return calendar.is_open(day)
    except NoCalendarError:
        return day.weekday() < SATURDAY


def after(calendar: Calendar, day: date, days: int) -> date | None:
    """So many working days later; None in a year that has no calendar yet."""
    try:
        return calendar.after(day, days)
    except NoCalendarError:
        return None


def experience(session: Session, graph: Graph, rules: Rules) -> Experience:
    """The hall's own durations of these steps, and what goes before them."""
    undone = [code for code, step in graph.steps.items() if not step.is_done]
    names = {item_of(code) for code in undone} | {kind.value for kind in Kind}
    rows = session.execute(select(Sample.code, Sample.values).where(Sample.code.in_(names)))
    samples = {row.code: row.values for row in rows}
    return Experience(
        lasted={code: samples[item_of(code)] for code in undone if item_of(code) in samples},
        waited={kind: samples[kind.value] for kind in Kind if kind.value in samples},
        least=rules.band_minimum,
        choosing=rules.request_check_days + rules.offer_days + rules.objection_days,
    )
