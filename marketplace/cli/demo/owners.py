"""The plan of the owners and of their projects."""

from dataclasses import dataclass
from random import Random

from marketplace.accounts.states import Kind
from marketplace.cli.demo.city import AREAS
from marketplace.cli.demo.firms import address
from marketplace.cli.demo.names import Names
from marketplace.projects.states import ProjectKind as P

COMPANIES = (
    ("装备制造", "Equipment", P.INDUSTRY),
    ("新材料", "New Materials", P.INDUSTRY),
    ("置业", "Properties", P.HOUSING),
    ("食品", "Foods", P.INDUSTRY),
    ("冷链物流", "Cold-chain Logistics", P.OTHER),
    ("清洁能源", "Clean Energy", P.ENERGY),
    ("生物医药", "Biopharma", P.INDUSTRY),
    ("电子", "Electronics", P.INDUSTRY),
    ("农业开发", "Farming", P.AGRICULTURE),
    ("文旅", "Culture and Tourism", P.RENOVATION),
    ("精细化工", "Fine Chemicals", P.OTHER),
    ("房地产开发", "Homes", P.HOUSING),
)
BODIES = (
    ("涪川市城市建设服务中心", "Fuchuan Urban Construction Centre", P.ROAD),
    ("涪川市第三人民医院", "Fuchuan Third People's Hospital", P.PUBLIC_BUILDING),
    ("云岫区教育和体育局", "Yunxiu Education and Sports Bureau", P.PUBLIC_BUILDING),
    ("石渡县水利工程建设中心", "Shidu Water Works Centre", P.WATER),
    ("青岩县交通建设服务中心", "Qingyan Road Construction Centre", P.ROAD),
    ("涪北区住房保障服务中心", "Fubei Housing Security Centre", P.RENOVATION),
    ("涪川市文物保护中心", "Fuchuan Heritage Centre", P.RENOVATION),
    ("涪川高新区建设局", "High-tech Zone Construction Bureau", P.PUBLIC_BUILDING),
    ("涪南区乡村振兴服务中心", "Funan Rural Revitalisation Centre", P.AGRICULTURE),
    ("涪川市环境基础设施中心", "Fuchuan Environmental Works Centre", P.WATER),
)
WORKS = {
    P.INDUSTRY: ("智能生产基地", "标准厂房"),
    P.HOUSING: ("住宅小区", "人才公寓"),
    P.PUBLIC_BUILDING: ("综合楼", "实验楼"),
    P.ROAD: ("连接道路", "大桥改建"),
    P.WATER: ("堤防整治", "水厂扩建"),
    P.ENERGY: ("光伏电站", "储能站"),
    P.AGRICULTURE: ("高标准农田", "育苗温室"),
    P.RENOVATION: ("旧楼改造", "街区更新"),
    P.OTHER: ("仓储中心", "危险品库房"),
}
BUILDING = "M201 M301 M303 M311 M401 M404 M406 M408 M410"
MATTERS = {
    P.INDUSTRY: f"M117 M119 M122 M109 {BUILDING} M412 M421",
    P.HOUSING: f"M121 M208 M210 {BUILDING} M405 M416",
    P.PUBLIC_BUILDING: f"M105 M109 M119 M204 {BUILDING} M134",
    P.ROAD: "M105 M109 M115 M121 M138 M214 M204 M303 M311 M322",
    P.WATER: "M105 M124 M123 M121 M115 M204 M311 M135",
    P.ENERGY: "M103 M117 M118 M121 M115 M408 P104 M201 M303",
    P.AGRICULTURE: "M122 M119 M203 M123 M112 M311",
    P.RENOVATION: "M332 M404 M129 M311 M406 M419",
    P.OTHER: f"M133 M118 M141 M217 M413 M122 {BUILDING}",
}
BUSY = "body0"
INVESTMENTS = (6, 9, 14, 25, 48, 90, 180)  # million yuan


@dataclass
class OwnerPlan:
    key: str
    kind: Kind
    name_zh: str
    name_en: str
    code: str
    legal: str
    phone: str
    address: str
    builds: P


@dataclass
class ProjectPlan:
    owner: str
    code: str
    name: str
    area: str
    kind: P
    million: int
    matters: tuple[str, ...]


def plan_owners(names: Names, rng: Random, scale: float) -> list[OwnerPlan]:
    """Forty at full scale: companies, government bodies, natural persons."""
    companies = [_company(names, rng, n) for n in range(max(6, round(24 * scale)))]
    bodies = [_body(names, rng, n) for n in range(max(3, round(10 * scale)))]
    people = [_person(names, rng, n) for n in range(max(1, round(6 * scale)))]
    return [*companies, *bodies, *people]


def _company(names: Names, rng: Random, n: int) -> OwnerPlan:
    zh, en, builds = COMPANIES[n % len(COMPANIES)]
    brand_zh, brand_en = names.brand()
    called = (f"涪川{brand_zh}{zh}有限公司", f"Fuchuan {brand_en} {en} Co., Ltd.")
    who = (names.code(), names.person(), names.phone(), address(rng))
    return OwnerPlan(f"company{n}", Kind.COMPANY, *called, *who, builds)


def _body(names: Names, rng: Random, n: int) -> OwnerPlan:
    zh, en, builds = BODIES[n]
    who = (names.code("12"), names.person(), names.phone(), address(rng))
    return OwnerPlan(f"body{n}", Kind.GOVERNMENT_BODY, zh, en, *who, builds)


def _person(names: Names, rng: Random, n: int) -> OwnerPlan:
    name = names.person()
    who = ("", name, names.phone(), address(rng))
    return OwnerPlan(f"person{n}", Kind.NATURAL_PERSON, name, f"Sole trader {n + 1}", *who, P.OTHER)


def plan_projects(
    owners: list[OwnerPlan], rng: Random, scale: float, year: int
) -> list[ProjectPlan]:
    """Sixty at full scale: each owner has one, the first ones two, one body three."""
    often = [owner for owner in owners if owner.key == BUSY] * 2
    turns = [*owners, *owners[: max(1, round(18 * scale))], *often]
    return [_project(owner, rng, year, n) for n, owner in enumerate(turns)]


def _project(owner: OwnerPlan, rng: Random, year: int, n: int) -> ProjectPlan:
    kind = P.RENOVATION if owner.kind is Kind.NATURAL_PERSON else owner.builds
    zh = rng.choice(WORKS[kind])
    area = rng.choice(AREAS)
    body = owner.kind is Kind.GOVERNMENT_BODY
    phase_zh = rng.choice(("一期", "二期", ""))
    short_zh = owner.name_zh.removeprefix("涪川市").removeprefix("涪川").removesuffix("有限公司")
    place = "" if body else area[1].removeprefix("涪川")
    return ProjectPlan(
        owner=owner.key,
        code=f"{year}-{area[0]}-48-01-{550000 + n:06d}",
        name=f"{place}{short_zh}{zh}{phase_zh}项目",
        area=area[0],
        kind=kind,
        million=rng.choice(INVESTMENTS),
        matters=tuple(MATTERS[kind].split()),
    )
