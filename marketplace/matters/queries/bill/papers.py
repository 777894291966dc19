"""The papers of a whole plan, each once."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Organisation
from marketplace.matters.models import Material, Matter
from marketplace.matters.queries.bill.lines import Approval, Paper
from marketplace.matters.rules.sources import From, source_of

ONE_A_STAGE, ONE_A_MATTER = "app", "commit"  # papers that are written anew, though named alike


def papers(session: Session, approvals: list[Approval]) -> tuple[Paper, ...]:
    """Each once; an intermediary's report is no paper of its own, it is the service's work."""
    grouped: dict[tuple[object, ...], list[tuple[Material, Matter]]] = {}
    for one in approvals:
        for material in one.matter.materials:
            if source_of(material.source).holder is not From.INTERMEDIARY:
                grouped.setdefault(_sameness(material, one.matter), []).append(
                    (material, one.matter)
                )
    firsts = [rows[0][0] for rows in grouped.values()]
    holders = _holders(session, firsts)
    papers = [
        Paper(first, source_of(first.source), holders[first.id], tuple(m for _, m in rows))
        for first, rows in zip(firsts, grouped.values(), strict=True)
    ]
    return tuple(sorted(papers, key=lambda paper: paper.source.holder is not From.APPLICANT))


def _sameness(material: Material, matter: Matter) -> tuple[object, ...]:
    apart: object = None
    if material.code == ONE_A_STAGE:
        apart = matter.stage_id
    elif material.code == ONE_A_MATTER:
        apart = matter.id
    return (material.code, material.source, apart)


def _holders(
    session: Session, materials: Iterable[Material]
) -> dict[int, tuple[Organisation | Matter, ...]]:
    """Who has each paper: the departments that share it, the matters one of which results in it."""
    sources = {material.id: source_of(material.source) for material in materials}
    codes = {code for source in sources.values() for code in source.codes}
    offices = session.scalars(select(Organisation).where(Organisation.department.in_(codes)))
    found: dict[str, Organisation | Matter] = {str(row.department): row for row in offices}
    found |= {
        row.code: row for row in session.scalars(select(Matter).where(Matter.code.in_(codes)))
    }
    return {
        key: tuple(found[code] for code in source.codes if code in found)
        for key, source in sources.items()
    }
