"""The back desk: take a case, return bad work, mend it, decide."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from marketplace.accounts import queries as accounts
from marketplace.cases import policy, queries
from marketplace.cases.models import Attachment, Case, Return
from marketplace.cases.operations.moments import hand, happened
from marketplace.cases.operations.pausing import Standstill, begin_pause, run_on
from marketplace.cases.rules import numbers
from marketplace.cases.rules.actuals import first_pass
from marketplace.cases.states import BACK, MACHINE, Holder, Source, State, Step
from marketplace.core.act import Act, Role
from marketplace.core.errors import BadInputError, WrongStateError
from marketplace.core.once import hold
from marketplace.core.operation import operation
from marketplace.core.texts import say
from marketplace.directory import operations as directory
from marketplace.directory.models import Firm
from marketplace.files import operations as files_room
from marketplace.files.models import Upload


@operation("cases.take", may=policy.TAKER, log=("at",))
def take(act: Act, case: Case, *, at: datetime | None = None) -> None:
    """Begin the review; from now on it is this reviewer's."""
    moment = happened(act, case, at)
    hold(act.session, case)
    MACHINE.move(case, "take")
    if case.holder_id != act.actor.person_id:
        hand(act, case, Step.TO_REVIEW, act.actor.person_id, moment)
    case.reviewer_id = act.actor.person_id


@operation("cases.assign", may=policy.DEPARTMENT_HEAD, log=("person_id",))
def assign(act: Act, case: Case, *, person_id: int) -> None:
    """Give a case to a colleague who may judge it."""
    if case.state not in BACK:
        raise WrongStateError(say("Only what lies with the department can be assigned."))
    staff = accounts.people_of(act.session, case.department_id, Role.REGULATOR)
    if person_id not in {person.id for person in staff}:
        raise BadInputError("person_id", say("Choose one of your own people."))
    if not policy.may_judge(person_id, case):
        raise BadInputError(
            "person_id",
            say("He accepted this case, wrote it down or serves a side. Choose somebody else."),
            rule=say("Nobody reviews his own work."),
        )
    hand(act, case, Step.ASSIGNED, person_id)
    if case.state is not State.ACCEPTED:
        case.reviewer_id = person_id


@operation("cases.return_deliverable", may=policy.REVIEWER, log=("reason", "at"))
def return_deliverable(
    act: Act, case: Case, *, attachment_id: int, reason: str, at: datetime | None = None
) -> Return:
    """Send a firm's work back for a defect: the clock waits, its first-pass rate falls at once."""
    paper = _work(case, attachment_id)
    if not reason.strip():
        raise BadInputError("reason", say("Write the reason."))
    moment = happened(act, case, at)
    hold(act.session, case)
    MACHINE.move(case, "return_deliverable")
    number = numbers.returned(case.number, len(case.returns) + 1)
    pause = begin_pause(act, case, Standstill(number, reason, Holder.INTERMEDIARY), moment)
    assert paper.contract is not None  # noqa: S101 (a work has one)
    new = Return(number=number, reason=reason, at=moment, entered_at=act.now, pause_id=pause.id)
    new.attachment_id, new.contract_id = paper.id, paper.contract.id
    new.firm_id = paper.contract.firm_id
    case.returns.append(new)
    act.session.flush()
    book_first_pass(act, new.firm_id)
    return new


def _work(case: Case, id: int) -> Attachment:
    for paper in queries.living(case):
        if paper.id == id and paper.contract is not None:
            return paper
    raise BadInputError("attachment_id", say("Choose a work of a firm among the papers."))


@operation("cases.mend", may=policy.MENDER)
def mend(act: Act, case: Case, *, files: Sequence[Any]) -> None:
    """A better version of what was returned takes its place, and the clock runs on."""
    returned = _returned_to(act, case)
    if not files:
        raise BadInputError("files", say("Add at least one file."))
    hold(act.session, case)
    kept = files_room.keep_all(act, case.application, files=files, purpose=f"r{returned.id}")
    for paper in queries.living(case):
        if paper.contract_id == returned.contract_id:
            paper.replaced_at = act.now
    for upload in kept:
        case.attachments.append(_next_version(act, returned.attachment, upload))
    returned.mended_at = act.now
    if any(one.id == returned.pause_id and one.ended_at is None for one in case.pauses):
        run_on(act, case, act.now)


def _returned_to(act: Act, case: Case) -> Return:
    """What waits for a better version from the one who acts."""
    returned = next((one for one in case.returns if one.mended_at is None), None)
    if returned is None or case.state not in BACK:
        raise WrongStateError(say("Nothing of this case was returned."))
    if act.actor.role is Role.INTERMEDIARY and act.actor.organisation_id != returned.firm_id:
        raise WrongStateError(say("The work of another firm was returned, not yours."))
    return returned


def _next_version(act: Act, old: Attachment, upload: Upload) -> Attachment:
    by_firm = act.actor.role is Role.INTERMEDIARY
    source = Source.DELIVERABLE if by_firm else Source.UPLOAD
    paper = Attachment(material_id=old.material_id, source=source, upload=upload)
    paper.contract, paper.version, paper.attached_at = old.contract, old.version + 1, act.now
    return paper


def book_first_pass(act: Act, firm_id: int) -> None:
    """Tell the directory how many works of a firm passed at once, of those that were judged."""
    firm = act.session.scalars(select(Firm).filter_by(organisation_id=firm_id)).one_or_none()
    if firm is None:
        return
    act.session.flush()
    passed, judged = first_pass(queries.first_pass_of(act.session, firm_id))
    directory.set_first_pass(act, firm, passed=passed, judged=judged)
