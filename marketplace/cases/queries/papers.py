"""The papers of a case: which it has, and which the hall has already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from marketplace.cases.models import Attachment, Case, CommitmentLetter
from marketplace.cases.queries.finding import PAPERS
from marketplace.cases.rules.papers import Paper, is_shared, matters_behind
from marketplace.cases.states import DECIDED, LIVE, Outcome, Source
from marketplace.contracts.models import Contract, Deliverable
from marketplace.contracts.states import FINISHED
from marketplace.files import queries as files
from marketplace.files.models import Upload
from marketplace.matters.models import Material, Matter, Requirement


@dataclass(frozen=True)
class Had:
    """What the hall has for a material: in a register, or as the result of an earlier case."""

    case: Case | None = None


def living(case: Case) -> list[Attachment]:
    """The papers that count: not replaced by later ones."""
    return [paper for paper in case.attachments if paper.replaced_at is None]


def papers(case: Case) -> list[Paper]:
    """Each material of the matter, and whether it is there."""
    sources: dict[int, set[Source]] = {}
    for paper in living(case):
        if paper.material_id is not None:
            sources.setdefault(paper.material_id, set()).add(paper.source)
    return [_paper(material, sources.get(material.id, set())) for material in case.matter.materials]


def _paper(material: Material, sources: set[Source]) -> Paper:
    return Paper(
        material.id,
        material.source,
        material.applicant_supplies,
        material.deferrable,
        is_there=bool(sources - {Source.DEFERRED}),
        is_deferred=Source.DEFERRED in sources,
    )


def has_already(session: Session, case: Case, material: Material) -> Had | None:
    """May the applicant leave this paper to the hall?"""
    if is_shared(material.source):
        return Had()
    known = {code for code in material.source.split("|") if code}
    codes = matters_behind(material.source, known)
    granted = (
        select(Case)
        .join(Matter, Matter.id == Case.matter_id)
        .where(Case.project_id == case.project_id, Matter.code.in_(codes))
        .where(Case.state.in_(DECIDED), Case.outcome == Outcome.GRANTED)
        .order_by(Case.decided_at.desc())
        .limit(1)
    )
    found = session.scalars(granted).one_or_none()
    return Had(found) if found else None


def works_for(session: Session, case: Case) -> Sequence[tuple[Contract, Deliverable]]:
    """Accepted work of this project that the matter needs, the accepted version of each."""
    needed = select(Requirement.item_id).where(Requirement.matter_id == case.matter_id)
    rows = session.execute(
        select(Contract, Deliverable)
        .join(Deliverable, Deliverable.contract_id == Contract.id)
        .where(Contract.project_id == case.project_id, Contract.item_id.in_(needed))
        .where(Contract.state.in_(FINISHED), Deliverable.accepted.is_(True))
        .order_by(Contract.id)
    )
    return [(contract, deliverable) for contract, deliverable in rows]


def wanting_work(session: Session, contract: Contract) -> Sequence[Case]:
    """The running cases of the contract's project that need its kind of work."""
    needing = select(Requirement.matter_id).where(Requirement.item_id == contract.item_id)
    wanted = (
        select(Case)
        .where(Case.project_id == contract.project_id, Case.matter_id.in_(needing))
        .where(Case.state.in_(LIVE))
        .options(joinedload(Case.matter).selectinload(Matter.materials), PAPERS)
    )
    return session.scalars(wanted.order_by(Case.id)).all()


def barred_until(session: Session, owner_id: int) -> date | None:
    """The last day on which this owner's commitments are not taken, if he broke one."""
    mine = select(func.max(CommitmentLetter.barred_until))
    return session.scalar(mine.where(CommitmentLetter.owner_id == owner_id))


def with_work(session: Session, deliverable_id: int) -> Sequence[Case]:
    """The cases that have this delivery among their papers."""
    theirs = select(Attachment.case_id).where(Attachment.deliverable_id == deliverable_id)
    return session.scalars(select(Case).where(Case.id.in_(theirs)).options(PAPERS)).all()


def papers_hall_has(session: Session, case: Case) -> set[int]:
    """The materials of a case that the applicant may leave to the hall, in one query."""
    shared = {one.id for one in case.matter.materials if is_shared(one.source)}
    codes = {code for one in case.matter.materials for code in one.source.split("|")}
    granted = (
        select(Matter.code)
        .join(Case, Case.matter_id == Matter.id)
        .where(Case.project_id == case.project_id, Matter.code.in_(codes))
        .where(Case.state.in_(DECIDED), Case.outcome == Outcome.GRANTED)
    )
    known = set(session.scalars(granted))
    results = {one.id for one in case.matter.materials if matters_behind(one.source, known)}
    return shared | results


def files_of_work(session: Session, case: Case) -> dict[int, list[Upload]]:
    """The files of the deliveries among the papers, by delivery."""
    ids = [paper.deliverable_id for paper in case.attachments if paper.deliverable_id]
    return files.of_all(session, Deliverable.__tablename__, ids, "deliverable")
