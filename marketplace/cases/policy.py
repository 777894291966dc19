"""Named tests: who may do what with a case."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import object_session

from marketplace.accounts.models import Membership
from marketplace.cases.models import Application, Attachment, Case, CommitmentLetter, UtilityContact
from marketplace.cases.states import FRONT as STATES_IN_FRONT
from marketplace.cases.states import Channel
from marketplace.core.act import Actor, Role
from marketplace.core.policy import permit
from marketplace.projects.models import Project
from marketplace.projects.policy import owns_and_keeps


def is_of_a_kept_project(_: Actor, project: Project) -> bool:
    return project.archived_at is None


def is_applicant(actor: Actor, thing: Case | Application) -> bool:
    return bool(actor.organisation_id) and actor.organisation_id == thing.owner_id


def came_to_the_counter(_: Actor, thing: Case | Application) -> bool:
    """A clerk writes down what somebody brings to his counter, and nothing else."""
    application = thing.application if isinstance(thing, Case) else thing
    return application.channel is Channel.COUNTER


def serves_a_side(person_id: int, case: Case) -> bool:
    """Does he act for the owner, or for a firm whose work is judged?"""
    session = object_session(case)
    assert session is not None  # noqa: S101 (a case that is asked about was read)
    firms = {paper.contract.firm_id for paper in case.attachments if paper.contract}
    serves = select(Membership.id).where(
        Membership.person_id == person_id,
        Membership.organisation_id.in_({case.owner_id, *firms}),
        Membership.ended_at.is_(None),
    )
    return session.scalar(serves.limit(1)) is not None


def is_no_party(actor: Actor, case: Case) -> bool:
    """A clerk who serves neither the owner nor a firm of this case."""
    return not serves_a_side(actor.person_id, case)


def has_it_in_front(actor: Actor, case: Case) -> bool:
    """A clerk, before acceptance: what is in review is the department's."""
    return case.state in STATES_IN_FRONT and is_no_party(actor, case)


def may_judge(person_id: int, case: Case) -> bool:
    """Nobody reviews what he accepted, wrote down or has a side in."""
    if person_id in (case.acceptor_id, case.application.person_id):
        return False
    return not serves_a_side(person_id, case)


def is_of_its_department(actor: Actor, case: Case) -> bool:
    return bool(actor.organisation_id) and actor.organisation_id == case.department_id


def may_take_it_for_review(actor: Actor, case: Case) -> bool:
    """Of the department, not the acceptor nor of a side, and the case is his or nobody's."""
    free = case.holder_id in (None, actor.person_id)
    return free and is_of_its_department(actor, case) and may_judge(actor.person_id, case)


def is_its_reviewer(actor: Actor, case: Case) -> bool:
    mine = case.holder_id == actor.person_id and is_of_its_department(actor, case)
    return mine and may_judge(actor.person_id, case)


def runs_its_department(actor: Actor, case: Case) -> bool:
    return actor.is_admin and is_of_its_department(actor, case)


def supervises_its_reviewer(actor: Actor, case: Case) -> bool:
    """An administrator of the department, and not the one who asks."""
    return runs_its_department(actor, case) and actor.person_id != case.holder_id


def supervises_the_front(actor: Actor, case: Case) -> bool:
    """An administrator of the window, and not the clerk who asks."""
    return case.state in STATES_IN_FRONT and actor.is_admin and actor.person_id != case.holder_id


def made_its_work(actor: Actor, case: Case) -> bool:
    """The firm whose deliverable is among the papers."""
    if not actor.organisation_id:
        return False
    firms = {paper.contract.firm_id for paper in case.attachments if paper.contract}
    return actor.organisation_id in firms


def decides_its_commitment(actor: Actor, letter: CommitmentLetter) -> bool:
    return is_of_its_department(actor, letter.case) and not serves_a_side(
        actor.person_id, letter.case
    )


def is_the_utility(actor: Actor, contact: UtilityContact) -> bool:
    return bool(actor.organisation_id) and actor.organisation_id == contact.utility_id


def is_called(actor: Actor, contact: UtilityContact) -> bool:
    return bool(actor.organisation_id) and actor.organisation_id == contact.owner_id


APPLIES = permit(Role.OWNER, when=owns_and_keeps) | permit(Role.CLERK, when=is_of_a_kept_project)
APPLICANT = permit(Role.OWNER, when=is_applicant)
PUTS_TOGETHER = APPLICANT | permit(Role.CLERK, when=came_to_the_counter)
FRONT = permit(Role.CLERK, when=is_no_party)
TAKER = permit(Role.REGULATOR, when=may_take_it_for_review)
REVIEWER = permit(Role.REGULATOR, when=is_its_reviewer)
NOTIFIER = permit(Role.CLERK, when=has_it_in_front) | REVIEWER
DEPARTMENT_HEAD = permit(Role.REGULATOR, when=runs_its_department)
SUPERVISOR = permit(Role.REGULATOR, when=supervises_its_reviewer) | permit(
    Role.CLERK, when=supervises_the_front
)
MENDER = permit(Role.INTERMEDIARY, when=made_its_work) | APPLICANT
COLLECTOR = APPLICANT | permit(Role.CLERK)
CHECKER = permit(Role.REGULATOR, when=decides_its_commitment)
UTILITY = permit(Role.REGULATOR, when=is_the_utility)
CALLED = permit(Role.OWNER, when=is_called)
READERS = (
    APPLICANT
    | permit(Role.CLERK, Role.SPECIALIST, Role.AUDITOR)
    | permit(Role.REGULATOR, when=is_of_its_department)
)
FIRM = permit(Role.INTERMEDIARY, when=made_its_work)
SEES = READERS | FIRM


def sees_paper(actor: Actor, paper: Attachment) -> bool:
    """A firm sees its own work among the papers, and nothing else."""
    if READERS(actor, paper.case):
        return True
    return paper.contract is not None and paper.contract.firm_id == actor.organisation_id


def sees_application(actor: Actor, thing: Any) -> bool:
    return any(READERS(actor, case) for case in thing.cases)
