"""Who acts in the story, and what they call things."""

from dataclasses import dataclass, field

from marketplace.accounts.states import Kind
from marketplace.core.act import Role
from tests.browser.visitor import Visitor

ITEM, ITEM_CODE = ("勘测定界", "Land survey and demarcation"), "S07"
QUALIFICATION = "测绘资质(界线与不动产测绘)"
MATTER = ("国有建设用地使用权划拨决定书核发", "Land allocation decision")
PROJECT = ("涪江北岸小学新建工程", "New primary school on the north bank")
OWNER = ("涪川教育建设有限公司", "Fuchuan School Building Ltd")
FIRMS = (
    ("涪江测绘有限公司", "Fujiang Survey Ltd"),
    ("北岸勘测院", "North Bank Survey Institute"),
    ("南桥地理信息公司", "South Bridge Geodata Ltd"),
)


@dataclass
class Town:
    """Everybody has a browser of his own; the firms stand in the order of FIRMS."""

    hall: object
    owner: Visitor
    operator: Visitor
    regulator: Visitor
    public: Visitor
    firms: list[Visitor] = field(default_factory=list)
    person: str = "Aorist Quill"  # who signs up; public pages never name him

    def name(self, names):
        return self.owner.own(*names)

    @property
    def project(self):
        return self.name(PROJECT)

    @property
    def title(self):
        """What the hall calls the request when the owner has not changed it."""
        return f"{self.project} {self.name(ITEM)}"


def gather(hall, visit, locale, newcomers=1):
    """Three firms, the first ones not yet in the directory, and the regulator of the service."""
    hall.person("regulator@example.org", Role.REGULATOR, hall.department("NR"))
    town = Town(hall, *(visit(locale) for _ in range(4)))
    for no, names in enumerate(FIRMS):
        firm = hall.organisation(Kind.INTERMEDIARY, 11 + no, *names)
        actor = hall.person(f"firm{no}@example.org", Role.INTERMEDIARY, firm)
        if no >= newcomers:
            hall.admitted(actor, hall.operator, ITEM_CODE)
        town.firms.append(visit(locale))
    return town
