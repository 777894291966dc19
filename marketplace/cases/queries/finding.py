"""Cases, applications, letters and contacts found."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.cases.models import (
    Application,
    Attachment,
    Case,
    CommitmentLetter,
    Correction,
    CorrectionLine,
    Handover,
    Return,
    UtilityContact,
)
from marketplace.cases.states import BACK, FRONT, LIVE, Promise, State
from marketplace.contracts.models import Contract
from marketplace.core.errors import NotFoundError
from marketplace.matters.models import Matter
from marketplace.projects.models import Project, ProjectMatter

MOST = 200
AT_A_POST = FRONT | BACK | {State.DECIDED}
NAMED = (
    joinedload(Case.matter),
    joinedload(Case.department),
    joinedload(Case.owner),
    joinedload(Case.project),
)
PAPERS = selectinload(Case.attachments).options(
    joinedload(Attachment.material),
    joinedload(Attachment.upload),
    joinedload(Attachment.contract).joinedload(Contract.firm),
    joinedload(Attachment.deliverable),
    joinedload(Attachment.from_case),
)
HISTORY = (
    selectinload(Case.pauses),
    selectinload(Case.handovers).options(
        joinedload(Handover.giver), joinedload(Handover.taker), joinedload(Handover.post)
    ),
    selectinload(Case.corrections)
    .selectinload(Correction.lines)
    .joinedload(CorrectionLine.material),
    selectinload(Case.returns).joinedload(Return.firm),
    joinedload(Case.commitment).selectinload(CommitmentLetter.conditions),
)
WHOLE = (
    *NAMED,
    *HISTORY,
    PAPERS,
    joinedload(Case.application).joinedload(Application.counter),
    joinedload(Case.matter).selectinload(Matter.materials),
    joinedload(Case.holder),
    joinedload(Case.post),
    joinedload(Case.rule_set),
)


def get(session: Session, id: int) -> Case:
    """A case with all its page shows."""
    found = session.get(Case, id, options=WHOLE)
    if found is None:
        raise NotFoundError
    return found


def application(session: Session, id: int) -> Application:
    whole = (
        joinedload(Application.project),
        joinedload(Application.owner),
        joinedload(Application.counter),
        selectinload(Application.cases).options(
            joinedload(Case.matter).selectinload(Matter.materials),
            joinedload(Case.department),
            joinedload(Case.commitment).selectinload(CommitmentLetter.conditions),
            PAPERS,
        ),
    )
    found = session.get(Application, id, options=whole)
    if found is None:
        raise NotFoundError
    return found


def of_project(session: Session, project_id: int) -> list[Case]:
    """The cases of a project in order, with all their history: for its timeline."""
    mine = select(Case).where(Case.project_id == project_id)
    whole = (*NAMED, *HISTORY, joinedload(Case.rule_set))
    return list(session.scalars(mine.options(*whole).order_by(Case.id).limit(MOST)))


def of_project_with_matters(session: Session, project: Project) -> list[Matter]:
    """The matters on the project's list that no living case applies for already, in the hall."""
    living = select(Case.matter_id).where(Case.project_id == project.id, Case.state.in_(LIVE))
    wanted = (
        select(Matter)
        .join(ProjectMatter, ProjectMatter.matter_id == Matter.id)
        .where(ProjectMatter.project_id == project.id, ProjectMatter.decided_at.is_(None))
        .where(Matter.is_active, Matter.id.not_in(living))
        .options(joinedload(Matter.department), joinedload(Matter.stage))
    )
    return list(session.scalars(wanted.order_by(Matter.code).limit(MOST)))


def project_by_code(session: Session, code: str) -> Project | None:
    mine = select(Project).where(Project.code == code).options(joinedload(Project.owner))
    return session.scalars(mine).one_or_none()


def open_of_post(session: Session, post_id: int) -> Sequence[Case]:
    """The work that lies at a post now."""
    mine = select(Case).where(Case.post_id == post_id, Case.state.in_(AT_A_POST))
    whole = (joinedload(Case.application), PAPERS)
    return session.scalars(mine.options(*whole).order_by(Case.id)).all()


def letter(session: Session, id: int) -> CommitmentLetter:
    whole = (
        joinedload(CommitmentLetter.case).options(
            joinedload(Case.matter), joinedload(Case.department), joinedload(Case.project)
        ),
        joinedload(CommitmentLetter.owner),
        selectinload(CommitmentLetter.conditions),
    )
    found = session.get(CommitmentLetter, id, options=whole)
    if found is None:
        raise NotFoundError
    return found


def breaches(session: Session) -> Sequence[CommitmentLetter]:
    """Broken commitments, the newest first; they are published."""
    broken = select(CommitmentLetter).where(CommitmentLetter.state == Promise.BROKEN)
    whole = (
        joinedload(CommitmentLetter.case).joinedload(Case.matter),
        joinedload(CommitmentLetter.owner),
        selectinload(CommitmentLetter.conditions),
    )
    listed = broken.options(*whole).order_by(CommitmentLetter.checked_at.desc())
    return session.scalars(listed.limit(MOST)).all()


CONTACT = (
    joinedload(UtilityContact.project),
    joinedload(UtilityContact.owner),
    joinedload(UtilityContact.utility),
    joinedload(UtilityContact.matter),
)


def contact(session: Session, id: int) -> UtilityContact:
    found = session.get(UtilityContact, id, options=CONTACT)
    if found is None:
        raise NotFoundError
    return found


def contacts_of_project(session: Session, project_id: int) -> Sequence[UtilityContact]:
    mine = select(UtilityContact).where(UtilityContact.project_id == project_id)
    return session.scalars(mine.options(*CONTACT).order_by(UtilityContact.id).limit(MOST)).all()


def contacts_of_owner(session: Session, owner_id: int) -> Sequence[UtilityContact]:
    mine = select(UtilityContact).where(UtilityContact.owner_id == owner_id)
    newest = mine.options(*CONTACT).order_by(UtilityContact.id.desc())
    return session.scalars(newest.limit(MOST)).all()


def contacts_of_utility(session: Session, utility_id: int) -> Sequence[UtilityContact]:
    mine = select(UtilityContact).where(UtilityContact.utility_id == utility_id)
    newest = mine.options(*CONTACT).order_by(UtilityContact.id.desc())
    return session.scalars(newest.limit(MOST)).all()
