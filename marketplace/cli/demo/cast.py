"""Who plays: the people of the houses, the departments, the owners and the firms, as actors."""

from dataclasses import dataclass, field

from sqlalchemy import select

from marketplace.accounts import operations as accounts
from marketplace.accounts import queries
from marketplace.accounts.models import Organisation
from marketplace.accounts.rules.details import Details
from marketplace.accounts.rules.terms import Appointee
from marketplace.accounts.states import Kind
from marketplace.cli.demo.firms import FirmPlan
from marketplace.cli.demo.names import Names
from marketplace.cli.demo.owners import OwnerPlan
from marketplace.cli.demo.stage import Stage
from marketplace.core.act import Actor, Role
from marketplace.core.database import Row
from marketplace.core.places import Area

SHOWN = "@demo.example"  # these are listed on the sign-in page
OTHERS = "@people.demo.example"


@dataclass
class Cast:
    """Actors by key: "operator", "NR", "company0", "survey3"."""

    stage: Stage
    names: Names
    password_hash: str
    firms: dict[str, FirmPlan] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    seated: list[Row] = field(default_factory=list)  # held, lest they be read anew
    areas: dict[str, int] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)  # key of an actor -> address

    def read_areas(self) -> None:
        rows = self.stage.session.execute(select(Area.code, Area.id))
        self.areas = dict(rows.all())

    def body(self, kind: Kind, name_zh: str, name_en: str) -> Organisation:
        """A house that keeps the hall."""
        named = {"name_zh": name_zh, "name_en": name_en}
        return accounts.register_body(self.stage.act(), None, kind=kind, **named)

    def department(self, code: str) -> None:
        house = queries.department(self.stage.session, code)
        assert house is not None  # noqa: S101 (the catalogue names it)
        self.seat(code, house, Role.REGULATOR)

    def owner(self, plan: OwnerPlan) -> None:
        house = self._register(plan.kind, plan)
        details = Details(plan.address, plan.phone, plan.legal, None)
        accounts.revise_organisation(self.stage.act(), house, details=details)
        self.seat(plan.key, house, Role.OWNER, plan.legal, plan.phone)

    def firm(self, plan: FirmPlan) -> None:
        house = self._register(Kind.INTERMEDIARY, plan)
        bank = {"bank_account_hash": plan.bank, "bank_account_tail": plan.bank[-4:]}
        area = self.areas[plan.areas[0]]
        details = Details(plan.address, plan.phone, plan.legal, area, **bank)
        accounts.revise_organisation(self.stage.act(), house, details=details)
        self.firms[plan.key] = plan
        self.seat(plan.key, house, Role.INTERMEDIARY, plan.legal, plan.phone)

    def seat(
        self, key: str, house: Organisation, role: Role, name: str = "", phone: str = ""
    ) -> None:
        """Put a person in place; he is on the sign-in page when `shown` has him."""
        who = Appointee(
            email=self.shown.get(key, f"{key.lower()}{OTHERS}"),
            name=name or self.names.person(),
            password_hash=self.password_hash,
            role=role,
            phone=phone,
        )
        person = accounts.appoint(self.stage.act(), house, appointee=who)
        self.seated += [person, house]
        self.actors[key] = Actor(person.id, house.id, role, who.is_admin)

    def _register(self, kind: Kind, plan: OwnerPlan | FirmPlan) -> Organisation:
        named = {"code": plan.code, "name_zh": plan.name_zh, "name_en": plan.name_en}
        return accounts.register_organisation(self.stage.act(), None, kind=kind, **named)
