"""What the play knows of the hall while it runs: whose row is whose, which work is where."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import select

from marketplace.accounts.models import Organisation
from marketplace.cli.demo.cast import Cast
from marketplace.cli.demo.firms import FirmPlan
from marketplace.cli.demo.owners import ProjectPlan
from marketplace.cli.demo.stage import Stage
from marketplace.core.act import Act, Actor, Role
from marketplace.core.database import Row
from marketplace.core.places import Area
from marketplace.core.rulesets import RuleSet
from marketplace.matters.models import Matter, Requirement, ServiceItem

STEADY: tuple[type[Row], ...] = (ServiceItem, RuleSet, Matter, Area, Organisation)
SECOND = "许明"
R = TypeVar("R", bound=Row)


@dataclass
class Site:
    """A project in the library, and the work of it that nobody has asked for yet."""

    id: int
    plan: ProjectPlan
    needs: list[tuple[str, str]]  # matter, item


@dataclass
class World:
    """Looked up by what the plans say; `busy` firms are kept out of what the days bring."""

    stage: Stage
    cast: Cast
    sites: list[Site] = field(default_factory=list)
    item_ids: dict[str, int] = field(default_factory=dict)
    matter_ids: dict[str, int] = field(default_factory=dict)
    wanted: dict[str, list[str]] = field(default_factory=dict)  # matter -> items owners ask for
    keys: dict[int, str] = field(default_factory=dict)  # organisation -> key of its plan
    reserved: set[str] = field(default_factory=set)
    held: dict[tuple[type[Row], int], Row] = field(default_factory=dict)  # lest they be read anew
    parties: dict[int, Actor] = field(default_factory=dict)
    fit: dict[tuple[str, str], tuple[int, list[str]]] = field(default_factory=dict)  # see able()
    takers: list[Callable[[int, str], bool]] = field(default_factory=list)  # project, matter

    def read_catalogue(self) -> None:
        session = self.stage.session
        items = session.execute(select(ServiceItem.code, ServiceItem.id))
        self.item_ids = dict(items.all())
        for table in STEADY:
            self.held |= {(table, row.id): row for row in session.scalars(select(table))}
        matters = session.execute(select(Matter.code, Matter.id))
        self.matter_ids = dict(matters.all())
        needed = select(Matter.code, ServiceItem.code).select_from(Requirement)
        needed = needed.join(Matter, Matter.id == Requirement.matter_id)
        needed = needed.join(ServiceItem, ServiceItem.id == Requirement.item_id)
        asked = needed.where(Requirement.obligation == "required_input").order_by(Requirement.id)
        for matter, item in session.execute(asked):
            self.wanted.setdefault(matter, []).append(item)

    def row(self, table: type[R], id: int) -> R:
        found = self.held.get((table, id)) or self.stage.session.get(table, id)
        assert isinstance(found, table)  # noqa: S101 (the play asks for rows it made)
        self.held[table, id] = found
        return found

    def item(self, code: str) -> ServiceItem:
        return self.row(ServiceItem, self.item_ids[code])

    def act_as(self, key: str) -> Act:
        return self.stage.act(self.cast.actors[key])

    def plan_of(self, organisation_id: int) -> FirmPlan:
        return self.cast.firms[self.keys[organisation_id]]

    def party_of(self, organisation_id: int) -> Actor:
        """Whoever acts for an organisation: an owner, a firm or a department."""
        if organisation_id not in self.parties:
            seated = reversed(self.cast.actors.values())  # who came first acts for all
            self.parties = {one.organisation_id: one for one in seated}
        return self.parties[organisation_id]

    def colleague_of(self, owner: str) -> Actor:
        """A second person of the owner's, seated when there is none yet."""
        cast, key = self.cast, f"{owner}-second"
        if key not in cast.actors:
            house = self.row(Organisation, cast.actors[owner].organisation_id)
            cast.seat(key, house, Role.OWNER, SECOND)
        return cast.actors[key]

    def regulator_of(self, item: ServiceItem | None) -> Actor:
        assert item is not None  # noqa: S101 (the demo has no contract without an item)
        return self.party_of(item.regulator_id)

    def able(self, item: str, area: str) -> list[str]:
        """The firms that came to the hall for such work in such a place, as their plans say."""
        firms = self.cast.firms
        n, known = self.fit.get((item, area), (-1, []))
        if n != len(firms):  # somebody has come since
            known = [
                key
                for key, plan in firms.items()
                if item in plan.items and area in plan.areas and plan.entry == "admitted"
            ]
            self.fit[item, area] = len(firms), known
        return known
