"""Contracts as their readers see them."""

from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.contracts.models import Contract, Deliverable, Milestone
from marketplace.contracts.policy import PARTIES, READERS
from marketplace.contracts.queries.changes import changing
from marketplace.contracts.rules import silent_sides
from marketplace.contracts.states import MACHINE, OVER, State
from marketplace.core.act import Actor, Role
from marketplace.core.errors import NotAllowedError, NotFoundError
from marketplace.core.policy import its_department
from marketplace.core.texts import say
from marketplace.matters.models import ServiceItem
from marketplace.selection.models import Award
from marketplace.selection.states import AwardState

PAGE = 20
MOST_OF_A_PROJECT = 200


def _whole() -> Select[Contract]:
    return select(Contract).options(
        joinedload(Contract.owner),
        joinedload(Contract.firm),
        joinedload(Contract.request),
        joinedload(Contract.project),
        joinedload(Contract.rule_set),
        joinedload(Contract.item).joinedload(ServiceItem.regulator),
        selectinload(Contract.deliverables),
        selectinload(Contract.changes),
        selectinload(Contract.papers),
        selectinload(Contract.signatures),
        selectinload(Contract.milestones).selectinload(Milestone.deliverables),
    )


def get(session: Session, actor: Actor, id: int) -> Contract:
    """For its parties, the regulator of the work, and the auditors."""
    found = session.scalar(_whole().where(Contract.id == id))
    if found is None:
        raise NotFoundError
    if not READERS(actor, found):
        rule = say("A contract is read by its parties, the regulator of the work and auditors.")
        raise NotAllowedError(rule=its_department(READERS, actor, found) or rule)
    return found


def reads_deliverable(session: Session, actor: Actor, id: int) -> bool:
    """Whoever reads the contract reads what was delivered under it."""
    whole = select(Contract).join(Deliverable, Deliverable.contract_id == Contract.id)
    contract = session.scalar(whole.where(Deliverable.id == id))
    return contract is not None and READERS(actor, contract)


def mine(
    session: Session, actor: Actor, *, running: bool | None = None, before: int = 0
) -> list[Contract]:
    """The reader's own, newest first: one page and one row more."""
    listed = select(Contract).options(
        joinedload(Contract.owner), joinedload(Contract.firm), joinedload(Contract.request)
    )
    listed = _filtered(readable_by(listed, actor), running)
    if before:
        listed = listed.where(Contract.id < before)
    return list(session.scalars(listed.order_by(Contract.id.desc()).limit(PAGE + 1)))


def readable_by(listed: Select[Contract], actor: Actor) -> Select[Contract]:
    """Those of `listed` that this reader may read."""
    here = actor.organisation_id
    whose = {
        Role.OWNER: Contract.owner_id == here,
        Role.INTERMEDIARY: Contract.firm_id == here,
        Role.REGULATOR: Contract.item_id.in_(
            select(ServiceItem.id).where(ServiceItem.regulator_id == here)
        ),
        Role.AUDITOR: Contract.id > 0,
    }
    return listed.where(whose.get(actor.role, Contract.id < 0))


def _filtered(listed: Select[Contract], running: bool | None) -> Select[Contract]:
    if running is None:
        return listed
    return listed.where(Contract.state.in_(set(State) - OVER if running else OVER))


def verbs(actor: Actor, contract: Contract, now: datetime) -> list[str]:
    """What state, deadlines and the other side leave to do; the page still asks who may."""
    over = _too_late(contract, now)
    found = [verb for verb in MACHINE.verbs_from(contract.state) if verb not in over]
    if actor.role in _confirmed(contract):
        found = [verb for verb in found if verb != "conclude"]
    if not PARTIES(actor, contract):
        return found
    return [*found, *_ends(actor, contract, found), *changing(actor, contract, now)]


def _ends(actor: Actor, contract: Contract, found: list[str]) -> list[str]:
    if "end" not in found:
        return []
    if contract.end_proposed_by_id is None:
        return ["propose_end"]
    proposed = contract.end_proposed_by_id == actor.organisation_id
    return ["refuse_end"] if proposed else ["agree_end", "refuse_end"]


def _too_late(contract: Contract, now: datetime) -> set[str]:
    over = {"confirm", "conclude", "decline"} if now >= contract.sign_due_at else set()
    answered_by_rule = contract.check_due_at is not None and now >= contract.check_due_at
    return over | ({"accept", "give_back"} if answered_by_rule else set())


def _confirmed(contract: Contract) -> set[Role]:
    silent = silent_sides(contract.owner_confirmed_at, contract.firm_confirmed_at)
    return {Role.OWNER, Role.INTERMEDIARY} - set(silent)


def of_request(session: Session, request_id: int) -> Contract | None:
    """The newest one: an alternate's follows on one that lapsed."""
    return session.scalar(
        select(Contract)
        .options(joinedload(Contract.owner), joinedload(Contract.firm), joinedload(Contract.item))
        .where(Contract.request_id == request_id)
        .order_by(Contract.id.desc())
        .limit(1)
    )


def lapsed_n(session: Session, request_id: int) -> int:
    """How many contracts of a request lapsed before the next firm's turn."""
    gone = (Contract.request_id == request_id, Contract.state == State.LAPSED)
    return session.scalar(select(func.count(Contract.id)).where(*gone)) or 0


def standing_award(session: Session, request_id: int) -> Award | None:
    return session.scalar(
        select(Award).where(Award.request_id == request_id, Award.state == AwardState.STANDING)
    )


def of_project(session: Session, project_id: int) -> list[Contract]:
    """All of a project, oldest first, with what the timeline shows of them."""
    listed = _whole().where(Contract.project_id == project_id).order_by(Contract.id)
    return list(session.scalars(listed.limit(MOST_OF_A_PROJECT)))
