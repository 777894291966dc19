"""What the index may know of the catalogue."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from marketplace.core import words
from marketplace.matters.models import Matter, ServiceItem


@words.gather("matter")
def matters(session: Session, ids: Sequence[int] | None) -> Iterator[words.Entry]:
    chosen = select(Matter).where(Matter.is_active).options(joinedload(Matter.department))
    if ids is not None:
        chosen = chosen.where(Matter.id.in_(ids))
    for matter in session.scalars(chosen):
        fields = {
            "name_zh": matter.name_zh,
            "name_en": matter.name_en,
            "code": matter.code,
            "text_department_zh": matter.department.name_zh,
            "text_department_en": matter.department.name_en,
            "text_result": matter.result_zh,
            "text_law": matter.legal_basis,
            "text_when": matter.trigger_en,
        }
        yield words.Entry("matter", matter.id, fields)


@words.gather("item")
def items(session: Session, ids: Sequence[int] | None) -> Iterator[words.Entry]:
    chosen = select(ServiceItem).where(ServiceItem.is_active)
    if ids is not None:
        chosen = chosen.where(ServiceItem.id.in_(ids))
    for item in session.scalars(chosen):
        fields = {
            "name_zh": item.name_zh,
            "name_en": item.name_en,
            "code": item.code,
            "text_deliverables": " ".join(item.deliverables),
            "text_qualification": item.qualification,
            "text_law": item.legal_basis,
        }
        yield words.Entry("item", item.id, fields)
