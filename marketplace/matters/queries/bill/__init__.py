"""A plan with all that the catalogue knows of it: departments, days, yuan, papers."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.matters.models import Matter, Requirement, ServiceItem, Stage
from marketplace.matters.queries.bill.lines import Approval, Bill, Paper, Part, Work
from marketplace.matters.queries.bill.measures import approval_of, work_of
from marketplace.matters.queries.bill.papers import papers
from marketplace.matters.rules.guidance.costs import total_of
from marketplace.matters.rules.guidance.spans import Forecast, forecast, steps_of

__all__ = ["Approval", "Bill", "Paper", "Part", "Work", "bill"]
Result = Mapping[str, Any]


def bill(session: Session, result: Result, smallest: int) -> Bill:
    """`smallest`: from how many finished contracts or cases the hall's own figures count."""
    matters = _matters(session, {*result["matters"], *result["removed"]})
    items = _items(session, {*result["service_items"], *result["removed"]})
    nodes = {node["code"]: node for node in result["nodes"]}
    critical = set(result["critical_path"])
    approvals = [
        approval_of(matter, nodes[code], smallest, critical=code in critical)
        for code, matter in matters.items()
        if code in nodes
    ]
    wants = _wants(approvals)
    works = [
        work_of(item, nodes[code], wants.get(code, ()), smallest, critical=code in critical)
        for code, item in items.items()
        if code in nodes
    ]
    return Bill(
        parts=_parts(session, approvals, works),
        papers=papers(session, approvals),
        forecast=_forecast(result, approvals, works),
        total=total_of((work.cost, work.item.obligation) for work in works),
        named={**matters, **items},
    )


def _matters(session: Session, codes: Iterable[str]) -> dict[str, Matter]:
    chosen = select(Matter).where(Matter.code.in_(codes)).order_by(Matter.code)
    whole = (
        joinedload(Matter.stage),
        joinedload(Matter.department),
        selectinload(Matter.materials),
        selectinload(Matter.requirements).joinedload(Requirement.item),
    )
    return {row.code: row for row in session.scalars(chosen.options(*whole))}


def _items(session: Session, codes: Iterable[str]) -> dict[str, ServiceItem]:
    chosen = select(ServiceItem).where(ServiceItem.code.in_(codes)).order_by(ServiceItem.code)
    return {row.code: row for row in session.scalars(chosen)}


def _wants(approvals: Iterable[Approval]) -> dict[str, list[Matter]]:
    """The matters of the plan that need each service."""
    wants: dict[str, list[Matter]] = {}
    for one in approvals:
        for need in one.matter.requirements:
            wants.setdefault(need.item.code, []).append(one.matter)
    return wants


def _forecast(result: Result, approvals: list[Approval], works: list[Work]) -> Forecast:
    lines: list[Approval | Work] = [*approvals, *works]
    every = {str(one.node["code"]): one for one in lines}
    spans = {code: one.span for code, one in every.items()}
    return forecast(steps_of(result["nodes"]), spans, {c: one.who for c, one in every.items()})


def _parts(session: Session, approvals: list[Approval], works: list[Work]) -> tuple[Part, ...]:
    """Every stage that has something; a service stands in the first stage that wants it."""
    stages = list(session.scalars(select(Stage).order_by(Stage.no)))
    parts = {stage.id: Part(stage) for stage in stages}
    for approval in approvals:
        parts[approval.matter.stage_id].approvals.append(approval)
    numbers = {one.node["code"]: one.matter.stage.no for one in approvals}
    for work in works:
        no = _stage_no(work, numbers)
        next(part for part in parts.values() if part.stage.no == no).works.append(work)
    return tuple(part for part in parts.values() if part.approvals or part.works)


def _stage_no(work: Work, numbers: Mapping[str, int]) -> int:
    if work.wanted_by:
        return min(matter.stage.no for matter in work.wanted_by)
    behind = [numbers[code] for code in work.node["waits_for"] if code in numbers]
    return max(behind, default=min(numbers.values(), default=1))
