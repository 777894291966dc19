"""How a project is found by words."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from marketplace.core.words import Entry, gather
from marketplace.projects.models import Project


@gather("project")
def entries(session: Session, ids: Sequence[int] | None) -> Iterable[Entry]:
    """Name, code, place and owner of each project of the library."""
    rows = select(Project).options(joinedload(Project.owner))
    if ids is not None:
        rows = rows.where(Project.id.in_(ids))
    for row in session.scalars(rows.execution_options(yield_per=500)):
        owner = f"{row.owner.name_zh}\n{row.owner.name_en}"
        texts = {"name": row.name, "number": row.code, "text": f"{row.address}\n{owner}"}
        yield Entry("project", row.id, texts)
