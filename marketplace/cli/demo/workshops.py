"""Three small workshops of the demo, from the plan to the end, so that their timelines are whole.

The first is the one where the intermediaries hold most days; the second is done.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import select

from marketplace.cli.demo.fates import Fate
from marketplace.cli.demo.market import Market
from marketplace.cli.demo.owners import ProjectPlan
from marketplace.cli.demo.world import Site, World
from marketplace.contracts.models import Contract
from marketplace.core import calendars
from marketplace.core.act import CLOCKWORK, Act
from marketplace.matters import queries as matters
from marketplace.matters.models import Matter, ServiceItem
from marketplace.matters.rules.guidance.schedule import RETURN_VISIT
from marketplace.projects import operations as projects
from marketplace.projects.models import Plan, Project, ProjectMatter
from marketplace.projects.states import ProjectKind
from marketplace.timelines import operations

ANSWERS: dict[str, str | list[str]] = {  # a small low-risk workshop on own land
    "Q01": "enterprise", "Q02": "industrial", "Q03": "filing", "Q04": "existing", "Q07": "no",
    "Q08": "300_10k", "Q09": "ge4m", "Q10": "normal", "Q11": "none", "Q13": "none",
    "Q14": "registration", "Q15": "lt1000", "Q16": "small", "Q17": "no", "Q18": ["none"],
    "Q19": ["none"], "Q20": ["none"], "Q21": ["none"], "Q22": ["none"], "Q23": "no", "Q24": "no",
    "Q25": "no", "Q27": "no", "Q28": ["none"], "Q29": ["water", "power_low"],
    "Q30": ["registration"],
}  # fmt: skip
RIVALS = 3
NOT_YET = frozenset({"apply"})  # he applies when all reports of the matter are there
FORETOLD_EVERY = 6  # looks between two forecasts


@dataclass
class Workshop:
    """Whose it is, how many working days ago it began, how slow its firms are."""

    owner: str
    days: int
    no: int
    slowness: float
    name: str


WORKSHOPS = (
    Workshop("company0", 100, 1, 1.9, "食品小型车间"),
    Workshop("company1", 250, 2, 0.9, "零部件小型车间"),
    Workshop("company2", 45, 3, 1.0, "包装小型车间"),
)


@dataclass
class Builder:
    """An owner who does one thing after the other, as the plan says."""

    world: World
    market: Market
    works: Workshop
    project_id: int = 0
    plan_id: int = 0
    site: Site | None = None
    begun: set[str] = field(default_factory=set)
    done: set[str] = field(default_factory=set)
    looks: int = 0

    def enter(self) -> None:
        """The project, its plan, its housekeeper; its work is kept from what the days bring."""
        world, stage = self.world, self.world.stage
        area = next(iter(world.cast.areas))
        code = f"{stage.now.year}-{area}-48-01-56{self.works.no:04d}"
        name = f"{self.works.name}项目"
        kind = ProjectKind.INDUSTRY
        self.market.enter(ProjectPlan(self.works.owner, code, name, area, kind, 6, ()))
        self.site = world.sites.pop()
        self.project_id = self.site.id
        guidance = matters.guidance(stage.session)
        draft = projects.Draft(answers=ANSWERS, guidance=guidance, name=self.works.name)
        owner = world.act_as(self.works.owner)
        self.plan_id = projects.save(owner, self.project, draft=draft).id
        stage.session.flush()
        stage.wait(1, self.look)

    @property
    def project(self) -> Project:
        return self.world.row(Project, self.project_id)

    @property
    def nodes(self) -> list[dict[str, Any]]:
        nodes = self.world.row(Plan, self.plan_id).result["nodes"]
        return [node for node in nodes if node["code"] != RETURN_VISIT]

    def look(self) -> None:
        """Begin whatever waits for nothing any more; now and then see what is foretold."""
        self._note_accepted()
        for node in self.nodes:
            code = node["code"]
            if code not in self.begun and set(node["waits_for"]) <= self.done:
                self.begun.add(code)
                self._begin(node)
        self.looks += 1
        if self.looks % FORETOLD_EVERY == 1:
            operations.compute(self.world.stage.act(CLOCKWORK), self.project, "projects.note")
        if len(self.done) < len(self.nodes):
            self.world.stage.wait(2, self.look)

    def _begin(self, node: dict[str, Any]) -> None:
        if node["kind"] == "approval":
            self._apply(node)
        else:
            self._ask(node["code"])

    def _note_accepted(self) -> None:
        accepted = (
            select(ServiceItem.code)
            .join(Contract, Contract.item_id == ServiceItem.id)
            .where(Contract.project_id == self.project_id, Contract.accepted_at.is_not(None))
        )
        self.done |= set(self.world.stage.session.scalars(accepted))

    def _ask(self, item: str) -> None:
        """Three firms answer; where there are not so many, the owner does it himself."""
        site = self.site
        able = self.world.able(item, site.plan.area) if site else []
        if site is None or len(able) < RIVALS:
            self.done.add(item)
            return
        matter = next((n["code"] for n in self.nodes if item in n["waits_for"]), "")
        need = (matter if matter in self.world.matter_ids else "", item)
        site.needs.append(need)
        returns = 1 if self.works.slowness > 1 else 0
        fate = Fate(prompt=True, lateness=self.works.slowness, returns=returns, stops=NOT_YET)
        self.market.ask(site, need, fate, field=tuple(able[:RIVALS]))

    def _apply(self, node: dict[str, Any]) -> None:
        """Unless he has applied already, with the report in hand."""
        need = self._need(node["code"])
        if need.applied_at is None:
            today = self._today()
            projects.note(self._owner(), need, applied_at=today, decided_at=None)
        self.world.stage.wait(max(1, node["days"]), partial(self._decided, node["code"]))

    def _decided(self, code: str) -> None:
        need = self._need(code)
        if need.applied_at is not None and need.decided_at is None:
            applied = need.applied_at.astimezone(calendars.zone()).date()
            projects.note(self._owner(), need, applied_at=applied, decided_at=self._today())
        self.done.add(code)

    def _owner(self) -> Act:
        return self.world.act_as(self.works.owner)

    def _today(self) -> date:
        return self.world.stage.now.astimezone(calendars.zone()).date()

    def _need(self, code: str) -> ProjectMatter:
        mine = (
            select(ProjectMatter)
            .join(Matter)
            .where(ProjectMatter.project_id == self.project_id, Matter.code == code)
        )
        return self.world.stage.session.scalars(mine).one()
