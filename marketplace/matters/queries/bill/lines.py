"""The lines of a bill: an approval, a service, a paper, and the stage they stand in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from marketplace.accounts.models import Organisation
from marketplace.matters.models import Material, Matter, ServiceItem, Stage
from marketplace.matters.rules.guidance.costs import Cost, Total
from marketplace.matters.rules.guidance.spans import Forecast, Span, Who
from marketplace.matters.rules.sources import Source

Node = Mapping[str, Any]


@dataclass(frozen=True)
class Approval:
    """A matter of the plan."""

    matter: Matter
    node: Node
    span: Span
    who: Who
    critical: bool


@dataclass(frozen=True)
class Work:
    """A service of the plan, and which of its matters want it."""

    item: ServiceItem
    node: Node
    span: Span
    who: Who
    cost: Cost
    wanted_by: tuple[Matter, ...]
    critical: bool


@dataclass(frozen=True)
class Paper:
    """A paper that is handed in once for all who want it, and who has it already."""

    material: Material
    source: Source
    holders: tuple[Organisation | Matter, ...]
    wanted_by: tuple[Matter, ...]


@dataclass
class Part:
    """One stage of the plan, or the parallel procedures."""

    stage: Stage
    approvals: list[Approval] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)


@dataclass(frozen=True)
class Bill:
    """`named` has every matter and service the plan speaks of, also what a rule took away."""

    parts: tuple[Part, ...]
    papers: tuple[Paper, ...]
    forecast: Forecast
    total: Total
    named: Mapping[str, Matter | ServiceItem]

    @property
    def approvals(self) -> list[Approval]:
        return [one for part in self.parts for one in part.approvals]

    @property
    def works(self) -> list[Work]:
        return [one for part in self.parts for one in part.works]

    @property
    def free(self) -> list[Approval]:
        """Approvals for which nobody may ask for an intermediary."""
        return [one for one in self.approvals if one.matter.needs_nothing]
