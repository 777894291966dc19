"""What waits for somebody at the one window: as applicant, clerk, reviewer, firm, utility."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session, contains_eager

from marketplace.cases.models import Case, CommitmentLetter, Return, UtilityContact
from marketplace.cases.states import BACK, Contact, Promise, State
from marketplace.core.act import Actor
from marketplace.core.texts import Names, Text, say
from marketplace.desk.queries.waits.shared import MOST
from marketplace.desk.rules import Wait

UTILITIES = "/cases/utilities"
OWNERS: dict[State, Text] = {
    State.DRAFT: say("Finish the application and send it in"),
    State.NOTIFIED: say("Mend all gaps of the notice"),
    State.REPLIED: say("Collect the decision"),
}
CLERKS: dict[State, Text] = {
    State.RECEIVED: say("Accept an application, or notify all its gaps"),
    State.DECIDED: say("Lay a decision ready"),
}
REVIEWERS: dict[State, Text] = {
    State.ACCEPTED: say("Begin a review"),
    State.IN_REVIEW: say("Decide a case"),
}


def of_owner(session: Session, actor: Actor) -> Iterable[Wait]:
    mine = Case.owner_id == actor.organisation_id
    for case in _cases(session, mine, Case.state.in_(OWNERS)):
        path = f"/cases/applications/{case.application_id}"
        draft = case.state is State.DRAFT
        due = case.answer_due_at if case.state is State.NOTIFIED else None
        yield Wait(OWNERS[case.state], _name(case), path if draft else _path(case), due)
    asked = UtilityContact.owner_id == actor.organisation_id
    for contact in _contacts(session, asked, Contact.CONTACTED):
        yield Wait(say("A utility called: is it agreed?"), contact.project.name, UTILITIES)


def of_clerk(session: Session, actor: Actor, _: datetime) -> list[Wait]:
    """His own posts first of all; what lies at no post is open to every clerk."""
    mine = or_(Case.holder_id == actor.person_id, Case.holder_id.is_(None))
    found = _cases(session, mine, Case.state.in_(CLERKS))
    return [Wait(CLERKS[c.state], _name(c), _path(c), c.accept_due_at) for c in found]


def of_reviewer(session: Session, actor: Actor) -> Iterable[Wait]:
    """What lies with him, and what lies with nobody of his department."""
    ours = Case.department_id == actor.organisation_id
    mine = or_(Case.holder_id == actor.person_id, Case.holder_id.is_(None))
    for case in _cases(session, ours & mine, Case.state.in_(REVIEWERS)):
        yield Wait(REVIEWERS[case.state], _name(case), _path(case), case.due_at)
    letters = (
        select(CommitmentLetter)
        .join(CommitmentLetter.case)
        .where(ours, CommitmentLetter.state == Promise.OPEN)
        .where(CommitmentLetter.reminded_at.is_not(None))
        .options(contains_eager(CommitmentLetter.case))
    )
    for letter in session.scalars(letters.limit(MOST)):
        what = say("Check a commitment")
        yield Wait(what, _name(letter.case), _path(letter.case), letter.check_due_at)
    called = UtilityContact.utility_id == actor.organisation_id
    for contact in _contacts(session, called, Contact.TOLD):
        yield Wait(say("Call the owner first"), contact.project.name, UTILITIES, contact.due_at)


def of_firm(session: Session, actor: Actor) -> Iterable[Wait]:
    """Work that a department sent back."""
    open_ones = exists().where(
        Return.case_id == Case.id,
        Return.firm_id == actor.organisation_id,
        Return.mended_at.is_(None),
    )
    for case in _cases(session, open_ones, Case.state.in_(BACK)):
        yield Wait(say("A department returned your work: mend it"), _name(case), _path(case))


def _cases(session: Session, *conditions: ColumnElement[bool]) -> Iterable[Case]:
    wanted = select(Case).join(Case.matter).options(contains_eager(Case.matter))
    return session.scalars(wanted.where(*conditions).order_by(Case.due_at, Case.id).limit(MOST))


def _contacts(
    session: Session, mine: ColumnElement[bool], state: Contact
) -> Iterable[UtilityContact]:
    wanted = select(UtilityContact).join(UtilityContact.project)
    wanted = wanted.options(contains_eager(UtilityContact.project)).order_by(UtilityContact.due_at)
    return session.scalars(wanted.where(mine, UtilityContact.state == state).limit(MOST))


def _name(case: Case) -> Names:
    return Names(
        f"{case.matter.name_zh}（{case.number}）", f"{case.matter.name_en} ({case.number})"
    )


def _path(case: Case) -> str:
    return f"/cases/{case.id}"
