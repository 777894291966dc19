"""One matter, one service item, and what stands around them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.accounts.models import Organisation
from marketplace.core.errors import NotFoundError
from marketplace.core.memo import now_and_then
from marketplace.core.places import All, known
from marketplace.core.texts import Names, say
from marketplace.matters.models import Material, Matter, Prerequisite, Requirement, ServiceItem
from marketplace.matters.rules.requirement import obligation_of
from marketplace.matters.rules.sources import From, Source, source_of
from marketplace.matters.states import Obligation


@dataclass(frozen=True)
class Held:
    """A material, where it comes from, and the departments or matters this names."""

    material: Material
    source: Source
    holders: tuple[Organisation | Matter, ...]


@dataclass(frozen=True)
class Asked:
    """Somebody was asked for this item on account of this matter; None: for something else."""

    matter: Matter
    item: ServiceItem | None


def matter(session: Session, code: str) -> Matter:
    """A matter with its stage, department, materials, requirements and their items."""
    needs = selectinload(Matter.requirements).joinedload(Requirement.item)
    chosen = (
        select(Matter)
        .where(Matter.code == code)
        .options(joinedload(Matter.stage), joinedload(Matter.department))
        .options(selectinload(Matter.materials), needs.joinedload(ServiceItem.regulator))
    )
    found = session.scalars(chosen).unique().one_or_none()
    if found is None:
        raise NotFoundError(say("There is no matter %(code)s.", code=code))
    return found


def materials(session: Session, matter: Matter) -> list[Held]:
    """Its materials, each with who already has it; two queries, however many there are."""
    sources = {material.id: source_of(material.source) for material in matter.materials}
    offices = _codes(sources.values(), From.DEPARTMENT)
    earlier = _codes(sources.values(), From.MATTER)
    found: dict[str, Organisation | Matter] = {}
    if offices:
        chosen = select(Organisation).where(Organisation.department.in_(offices))
        found |= {str(office.department): office for office in session.scalars(chosen)}
    if earlier:
        results = session.scalars(select(Matter).where(Matter.code.in_(earlier)))
        found |= {result.code: result for result in results}
    return [_held(material, sources[material.id], found) for material in matter.materials]


def _codes(sources: Iterable[Source], holder: From) -> set[str]:
    return {code for source in sources if source.holder is holder for code in source.codes}


def _held(material: Material, source: Source, found: Mapping[str, Organisation | Matter]) -> Held:
    return Held(material, source, tuple(found[code] for code in source.codes if code in found))


def waits_before(session: Session, matter: Matter) -> list[Prerequisite]:
    """What comes before this matter, the hard ones first."""
    chosen = select(Prerequisite).where(Prerequisite.matter_id == matter.id)
    rows = session.scalars(chosen.options(joinedload(Prerequisite.needs)))
    return sorted(rows, key=lambda wait: (wait.kind, wait.needs.code))


def waits_behind(session: Session, matter: Matter) -> list[Prerequisite]:
    """What comes after this matter."""
    chosen = select(Prerequisite).where(Prerequisite.needs_id == matter.id)
    rows = session.scalars(chosen.options(joinedload(Prerequisite.matter)))
    return sorted((row for row in rows if row.matter.is_active), key=lambda w: w.matter.code)


def item(session: Session, code: str) -> ServiceItem:
    """A service item with its regulator and the matters that need it."""
    needs = selectinload(ServiceItem.requirements).joinedload(Requirement.matter)
    chosen = (
        select(ServiceItem)
        .where(ServiceItem.code == code)
        .options(joinedload(ServiceItem.regulator), needs.joinedload(Matter.department))
    )
    found = session.scalars(chosen).unique().one_or_none()
    if found is None:
        raise NotFoundError(say("There is no service %(code)s.", code=code))
    return found


def needed_by(item: ServiceItem) -> list[Matter]:
    """The matters that need it today."""
    needing = [row.matter for row in item.requirements if row.matter.is_active]
    return sorted(needing, key=lambda matter: matter.code)


@dataclass(frozen=True)
class Judging:
    """Which works a service judges, and which services judge it: no firm may do both."""

    reviews: Sequence[ServiceItem]
    reviewed_by: Sequence[ServiceItem]


def judging(session: Session, item: ServiceItem) -> Judging:
    """Both ways, of what is in the catalogue today."""
    others = active_items(session, selectable=False)
    return Judging(
        reviews=[one for one in others if one.code in item.reviews],
        reviewed_by=[one for one in others if item.code in one.reviews],
    )


def needs_of(matter: Matter) -> list[tuple[ServiceItem, Obligation]]:
    """The services it needs, each with what that means for the owner."""
    needs = [
        (row.item, obligation_of(row.obligation, row.item.obligation))
        for row in matter.requirements
    ]
    return sorted(needs, key=lambda need: need[0].code)


def active_items(session: Session, *, selectable: bool = True) -> list[ServiceItem]:
    """Those a list of choices offers: by default only what may be selected in the hall."""
    chosen = select(ServiceItem).where(ServiceItem.is_active)
    if selectable:
        chosen = chosen.where(ServiceItem.selectable)
    return list(session.scalars(chosen.order_by(ServiceItem.code)))


def names_of(row: Matter | ServiceItem) -> Names:
    """As a parameter of a text, to be read in either language."""
    return Names(row.name_zh, row.name_en)


_ITEM = ServiceItem.__table__.c
_KNOWN = select(_ITEM.id, _ITEM.code, _ITEM.name_zh, _ITEM.name_en, _ITEM.is_active).order_by(
    _ITEM.code
)


@now_and_then
def known_items(session: Session) -> All:
    """Every service item by id, in the order of codes; read now and then."""
    return known(session.execute(_KNOWN))
