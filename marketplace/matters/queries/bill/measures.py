"""How long a matter or a service takes, and what it costs: the hall's own figures where it can."""

from collections.abc import Mapping, Sequence
from typing import Any

from marketplace.matters.models import Matter, ServiceItem
from marketplace.matters.queries.bill.lines import Approval, Work
from marketplace.matters.rules.guidance.costs import cost_of
from marketplace.matters.rules.guidance.spans import UTILITIES, Source, Span, Who
from marketplace.matters.states import MatterType, Obligation

Node = Mapping[str, Any]


def approval_of(matter: Matter, node: Node, smallest: int, *, critical: bool) -> Approval:
    span = _matter_span(matter, node, smallest)
    return Approval(matter, node, span, _who(matter), critical)


def work_of(
    item: ServiceItem, node: Node, wanted_by: Sequence[Matter], smallest: int, *, critical: bool
) -> Work:
    by_department = item.obligation is Obligation.DEPARTMENT_COMMISSIONS_AND_PAYS
    who = Who.DEPARTMENT if by_department else Who.INTERMEDIARY
    band = (item.band_n if item.band_n >= smallest else 0, item.band_price_p25, item.band_price_p75)
    cost = cost_of(item.price, item.obligation, band)
    span = _item_span(item, node, smallest)
    return Work(item, node, span, who, cost, tuple(wanted_by), critical)


def _item_span(item: ServiceItem, node: Node, smallest: int) -> Span:
    low, high = item.band_days_p25, item.band_days_p75
    if item.band_n >= smallest and low is not None and high is not None:
        return Span(low, item.band_days_median or node["days"], high, Source.HALL, item.band_n)
    return Span(item.days_min, node["days"], item.days_max)


def _who(matter: Matter) -> Who:
    if matter.type is MatterType.ENTERPRISE_SELF_ORGANISED:
        return Who.OWNER
    is_utility = (matter.department.department or "").startswith(UTILITIES)
    return Who.UTILITY if is_utility else Who.DEPARTMENT


def _matter_span(matter: Matter, node: Node, smallest: int) -> Span:
    """The promise, the law's limit at the most; the hall's own median where it knows one."""
    planned, limit = node["days"], matter.statutory_days or 0
    high = max(planned, limit)
    if matter.actual_n >= smallest and matter.actual_median_days is not None:
        median = round(matter.actual_median_days)
        return Span(min(median, planned), planned, high, Source.HALL, matter.actual_n)
    return Span(planned, planned, high)
