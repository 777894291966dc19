"""The papers of a case: attached by reference to one file, one delivery or one earlier result."""

from collections.abc import Sequence
from typing import Any

from marketplace.cases import policy, queries
from marketplace.cases.models import Attachment, Case, CommitmentLetter, Condition
from marketplace.cases.rules.commitments import Told, conditions, is_barred
from marketplace.cases.rules.papers import HALL, may_be_deferred
from marketplace.cases.states import Source, State
from marketplace.contracts.models import Contract, Deliverable
from marketplace.core import calendars
from marketplace.core.act import Act
from marketplace.core.database import insert_once
from marketplace.core.errors import BadInputError, DomainError, NotFoundError, WrongStateError
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.core.texts import say
from marketplace.files import operations as files_room
from marketplace.files.models import Upload
from marketplace.matters.models import Material

SEALED = say("Papers change while the application is put together, or after a notice of gaps.")


def gather(act: Act, case: Case) -> None:
    """What the hall has already: registers, earlier results, accepted work of this project."""
    for material in case.matter.materials:
        had = queries.has_already(act.session, case, material)
        if had is not None:
            _put(act, case, _from_hall(material, had.case))
    for contract, deliverable in queries.works_for(act.session, case):
        _attach_work(act, case, contract, deliverable)


@operation("cases.attach", may=policy.PUTS_TOGETHER, log=("material_id",))
def attach(act: Act, case: Case, *, material_id: int, files: Sequence[Any]) -> None:
    """Add a paper, in place of an earlier version; sister cases that lack it have it too."""
    material = _material(case, material_id)
    _demand_open(case, material)
    if not files:
        raise BadInputError("files", say("Add at least one file."))
    kept = files_room.keep_all(act, case.application, files=files, purpose=f"m{material.id}")
    _replace(act, case, material, kept)
    for sister in case.application.cases:
        twin = _twin(sister, material) if sister is not case else None
        if twin is not None and sister.state is State.DRAFT:
            _replace(act, sister, twin, kept)


def _twin(sister: Case, material: Material) -> Material | None:
    """The same paper in another case of the application, when that case still lacks it."""
    has = {paper.id for paper in queries.papers(sister) if paper.is_there}
    for one in sister.matter.materials:
        same = (one.code, one.name_zh) == (material.code, material.name_zh)
        if same and one.id not in has and one.applicant_supplies:
            return one
    return None


def _replace(act: Act, case: Case, material: Material, kept: Sequence[Upload]) -> None:
    before = [paper for paper in case.attachments if paper.material_id == material.id]
    new = {upload.id for upload in kept}
    if {paper.upload_id for paper in before if paper.replaced_at is None} == new:
        return
    version = max((paper.version for paper in before), default=0) + 1
    for paper in before:
        if paper.contract_id is None:
            paper.replaced_at = paper.replaced_at or act.now
    for upload in kept:
        same = {"material": material, "source": Source.UPLOAD, "version": version}
        _put(act, case, Attachment(upload=upload, **same))


@operation("cases.reuse", may=policy.PUTS_TOGETHER, log=("material_id",))
def reuse(act: Act, case: Case, *, material_id: int) -> None:
    """Leave a paper to the hall, which has it in a register or as the result of a case."""
    material = _material(case, material_id)
    _demand_open(case, material)
    had = queries.has_already(act.session, case, material)
    if had is None:
        raise DomainError(say("The hall does not have this paper. Upload it."))
    if not _has(case, material):
        _put(act, case, _from_hall(material, had.case))


@operation("cases.defer", may=policy.PUTS_TOGETHER, log=("material_id",))
def defer(act: Act, case: Case, *, material_id: int) -> None:
    """Promise a paper for later, where the matter allows it."""
    material = _material(case, material_id)
    _demand_open(case, material)
    if not may_be_deferred(material=material.deferrable, matter=case.matter.deferrable):
        raise DomainError(
            say("This paper cannot be handed in later."),
            rule=say("The matter's list of papers says which may be deferred."),
        )
    if not _has(case, material):
        _put(act, case, Attachment(material=material, source=Source.DEFERRED, version=1))


@operation("cases.commit", may=policy.APPLICANT)
def commit(act: Act, case: Case) -> CommitmentLetter:
    """Sign the informed commitment of this matter."""
    _demand_commitment(act, case)
    told = Told(case.matter.name_zh, case.matter.name_en, case.matter.legal_basis)
    deferred = [
        (paper.material.name_zh, paper.material.name_en)
        for paper in queries.living(case)
        if paper.source is Source.DEFERRED and paper.material
    ]
    letter = CommitmentLetter(case_id=case.id, owner_id=case.owner_id, signed_at=act.now)
    letter.signed_by_id = act.actor.person_id
    said = conditions(told, deferred, case.rule_set.rules.deferred_days)
    letter.conditions = [
        Condition(position=place, text_zh=one.zh, text_en=one.en)
        for place, one in enumerate(said, 1)
    ]
    case.commitment = letter
    act.session.flush()
    return letter


def _demand_commitment(act: Act, case: Case) -> None:
    if not case.matter.informed_commitment:
        raise DomainError(say("This matter does not allow an informed commitment."))
    if case.state is not State.DRAFT:
        raise WrongStateError(say("A commitment is signed before the application is sent in."))
    if case.commitment is not None:
        raise WrongStateError(say("The commitment of this case is signed already."))
    today = act.now.astimezone(calendars.zone()).date()
    until = queries.barred_until(act.session, case.owner_id)
    if is_barred(until, today):
        raise DomainError(
            say(
                "Your organisation broke a commitment: this way is closed until %(day)s.", day=until
            ),
            rule=say("A broken commitment is published and closes this way for some months."),
        )


@operation("cases.attach_work", may=CLOCKWORK_ONLY, log=("deliverable_id",))
def attach_work(act: Act, case: Case, *, contract: Contract, deliverable: Deliverable) -> None:
    """Work accepted in a contract becomes a paper of every case that needs it, in this version."""
    _attach_work(act, case, contract, deliverable)


def _attach_work(act: Act, case: Case, contract: Contract, deliverable: Deliverable) -> None:
    material = next((one for one in case.matter.materials if one.source == HALL), None)
    insert_once(
        act.session,
        Attachment,
        case_id=case.id,
        material_id=material.id if material else None,
        source=Source.DELIVERABLE,
        deliverable_id=deliverable.id,
        contract_id=contract.id,
        version=1,
        attached_at=act.now,
    )
    act.session.expire(case, ["attachments"])


def _put(act: Act, case: Case, paper: Attachment) -> None:
    paper.attached_at = act.now
    case.attachments.append(paper)
    act.session.flush()


def _from_hall(material: Material, from_case: Case | None) -> Attachment:
    return Attachment(material=material, source=Source.HALL, from_case=from_case, version=1)


def _has(case: Case, material: Material) -> bool:
    return any(paper.material_id == material.id for paper in queries.living(case))


def _material(case: Case, id: int) -> Material:
    found = next((one for one in case.matter.materials if one.id == id), None)
    if found is None:
        raise NotFoundError
    return found


def _demand_open(case: Case, material: Material) -> None:
    """Once it is sent in, a paper is added only when a notice asks or when it was deferred."""
    asked = any(notice.answered_at is None for notice in case.corrections)
    promised = any(
        paper.material_id == material.id and paper.source is Source.DEFERRED
        for paper in queries.living(case)
    )
    waits = asked and case.state in (State.NOTIFIED, State.PAUSED)
    if case.state is State.DRAFT or waits or (promised and case.ended_at is None):
        return
    raise WrongStateError(say("The papers of this case cannot be changed now."), rule=SEALED)
