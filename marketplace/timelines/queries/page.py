"""The timeline of one project as its page shows it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Organisation
from marketplace.core import calendars
from marketplace.core.workdays import Calendar
from marketplace.projects.models import Project
from marketplace.timelines.models import Baseline
from marketplace.timelines.queries.kept import baseline_of
from marketplace.timelines.queries.naming import names_of
from marketplace.timelines.queries.reckoning import Reckoning, after, reckon
from marketplace.timelines.queries.scene import scene
from marketplace.timelines.queries.steps import item_of
from marketplace.timelines.rules import chart
from marketplace.timelines.rules.chart import Bar, Line, Run, Scale
from marketplace.timelines.rules.days import shares
from marketplace.timelines.rules.graph import Step
from marketplace.timelines.rules.nodes import Named, Watch
from marketplace.timelines.states import HOLDERS, Holder, Kind

NAMELESS = Named("", "")


@dataclass(frozen=True)
class Share:
    """Days of one holder, and where they stand on a bar that is `chart.WIDTH` wide."""

    holder: Holder
    days: int
    percent: int
    x: int
    width: int


@dataclass(frozen=True)
class Due:
    """A promise that runs: of which step, until which day, with how many working days left."""

    code: str
    on: date
    days_left: int | None


@dataclass(frozen=True)
class Row:
    """One step: what it is, whose days it took, and how it stands."""

    step: Step
    name: Named
    endpoint: str
    days: dict[Holder, int]
    due_on: date | None
    is_late: bool
    is_critical: bool
    slack: int | None


@dataclass(frozen=True)
class Chart:
    scale: Scale
    ribbon: list[Bar]
    lines: list[Line]
    height: int
    today: int


@dataclass(frozen=True)
class Timeline:
    """Everything; `parties` names organisations by id, `names` steps by the catalogue's code."""

    project: Project
    seen: Reckoning
    shares: list[Share]
    rows: list[Row]
    runs: list[Run]
    names: dict[str, Named]
    parties: dict[int, Named]
    next: Due | None
    p50_on: date | None
    p90_on: date | None
    baseline: Baseline | None
    chart: Chart

    def name(self, code: str) -> Named:
        return self.names.get(item_of(code), NAMELESS)

    def party(self, id: int | None) -> Named:
        return self.parties.get(id or 0, NAMELESS)


def timeline(session: Session, project: Project, now: datetime) -> Timeline:
    found = scene(session, project)
    seen = reckon(session, found, now)
    names, baseline = names_of(found), baseline_of(session, project.id)
    calendar, zone = calendars.current(session), calendars.zone()
    ahead = seen.forecast
    p50_on = after(calendar, seen.last, ahead.p50) if ahead else None
    p90_on = after(calendar, seen.last, ahead.p90) if ahead else None
    rows = list(_rows(seen, names))
    ends = [seen.last, p90_on, baseline.due_on if baseline else None]
    return Timeline(
        project=project,
        seen=seen,
        shares=stacked(shares(seen.days)),
        rows=rows,
        runs=chart.runs(seen.days),
        names=names,
        parties=_parties(session, seen),
        next=_next(seen, Watch(now, calendar, zone)),
        p50_on=p50_on,
        p90_on=p90_on,
        baseline=baseline,
        chart=_chart(seen, rows, baseline, calendar, ends),
    )


def stacked(days: dict[Holder, int]) -> list[Share]:
    """Those who had any days, side by side, without a gap."""
    total, at, before, found = sum(days.values()), 0, 0, []
    for holder in HOLDERS:
        if n := days.get(holder, 0):
            at += n
            x = round(chart.WIDTH * at / total)
            found.append(Share(holder, n, round(100 * n / total), before, x - before))
            before = x
    return found


def _rows(seen: Reckoning, names: dict[str, Named]) -> Iterable[Row]:
    """In the order of their beginning; what has not begun comes last, as it waits."""
    held: dict[str, Counter[Holder]] = {}
    for day in seen.days:
        held.setdefault(day.code, Counter())[day.holder] += 1
    late = set(seen.late)
    place = {code: no for no, code in enumerate(seen.graph.order)}
    steps = sorted(seen.graph.steps.values(), key=lambda s: (s.begun_on or date.max, place[s.code]))
    for step in steps:
        slack = seen.outlook.slack.get(step.code)
        yield Row(
            step,
            names.get(item_of(step.code), NAMELESS),
            "services.show" if step.kind is Kind.ITEM else "matters.show",
            dict(held.get(step.code, {})),
            seen.dues.get(step.code),
            step.code in late,
            step.code in seen.outlook.path,
            None if slack is None else round(slack),
        )


def _parties(session: Session, seen: Reckoning) -> dict[int, Named]:
    ids = {day.party_id for day in seen.days if day.party_id} | {seen.ball.party_id or 0}
    rows = select(Organisation.id, Organisation.name_zh, Organisation.name_en)
    found = session.execute(rows.where(Organisation.id.in_(ids)))
    return {row.id: Named(row.name_zh, row.name_en) for row in found}


def _next(seen: Reckoning, watch: Watch) -> Due | None:
    """The promise that ends first."""
    if not seen.is_running or not seen.dues:
        return None
    code = min(seen.dues, key=lambda one: (seen.dues[one], one))
    return Due(code, seen.dues[code], watch.days_left(seen.dues[code], None))


def _chart(
    seen: Reckoning,
    rows: list[Row],
    baseline: Baseline | None,
    calendar: Calendar,
    ends: list[date | None],
) -> Chart:
    on = chart.scale(seen.began, ends)
    lines = [
        Line(row.step.code, chart.HEAD + chart.ROW * no, bars, row.is_critical)
        for no, row in enumerate(rows)
        for bars in [tuple(_bars(seen, row.step, baseline, calendar, on))]
    ]
    height = chart.HEAD + chart.ROW * len(lines)
    return Chart(on, chart.ribbon(chart.runs(seen.days), on), lines, height, on.x(seen.last))


def _bars(
    seen: Reckoning, step: Step, baseline: Baseline | None, calendar: Calendar, on: Scale
) -> Iterable[Bar]:
    """As planned, as it went, as it would go on if nobody lost a day."""
    planned = baseline.steps.get(step.code) if baseline else None
    if planned and all(planned):
        yield on.bar("plan", *(date.fromisoformat(day) for day in planned))
    yield from chart.bars(step.turns, step.done_on or seen.last, on)
    if seen.is_running and step.code in seen.outlook.ahead:
        days = [after(calendar, seen.last, ceil(n)) for n in seen.outlook.ahead[step.code]]
        if days[0] and days[1] and days[0] < on.last:
            yield on.bar("ahead", days[0], days[1])
