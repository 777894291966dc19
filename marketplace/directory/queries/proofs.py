"""What must hold of the directory, looked for as `hall check` asks."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from marketplace.directory.models import Firm, Match, Qualification
from marketplace.directory.queries.matching import covered
from marketplace.directory.rules.standing import places
from marketplace.directory.states import FirmState

SAMPLE = 200
WHOLE = (
    selectinload(Firm.qualifications).selectinload(Qualification.items),
    selectinload(Firm.areas),
)

Place = tuple[int, int, str]


def mismatched(session: Session, now: datetime) -> Iterator[str]:
    """Firms of a sample whose rows in firm_matches are not those of their papers and areas."""
    sample = select(Firm).order_by(func.random()).limit(SAMPLE)
    for firm in session.scalars(sample.options(*WHOLE)):
        rows = select(Match.item_id, Match.area_id, Match.grade, Match.standing)
        kept = session.execute(rows.where(Match.firm_id == firm.id)).all()
        if {(row.item_id, row.area_id, row.grade) for row in kept} != _places(firm, now):
            yield f"firm {firm.id}: its rows in firm_matches are not those of its papers"
        elif any(row.standing is not firm.standing for row in kept):
            yield f"firm {firm.id}: its rows in firm_matches show another standing"


def _places(firm: Firm, now: datetime) -> set[Place]:
    if firm.state is not FirmState.ADMITTED:
        return set()
    found = covered(firm, now)
    grades = {item: [paper.grade for paper in papers] for item, papers in found.items()}
    return set(places(grades, [area.id for area in firm.areas]))
