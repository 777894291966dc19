"""Lists of cases: what waits for the reader, and what stands behind a figure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, joinedload

from marketplace.cases.models import Attachment, Case
from marketplace.cases.queries.finding import NAMED
from marketplace.cases.states import BACK, DECIDED, FRONT, OPEN, State
from marketplace.contracts.models import Contract
from marketplace.core.act import Actor, Role

PAGE = 20
ACCEPTED = Case.accepted_at.is_not(None)
WHAT: dict[str, ColumnElement[bool]] = {
    "decided": Case.state.in_(DECIDED),
    "late": Case.state.in_(DECIDED) & (Case.actual_days > Case.committed_days),
    "open": Case.state.in_(BACK),
    "open_late": Case.state.in_(BACK) & Case.marked_late_at.is_not(None),
    "withdrawn": (Case.state == State.WITHDRAWN) & ACCEPTED,
    "again": Case.notices_n > 1,
}


@dataclass(frozen=True)
class Slice:
    """One page of a list, and where the next one begins (0 when it is the last)."""

    rows: Sequence[Case]
    next: int


def listed(session: Session, conditions: Sequence[ColumnElement[bool]], before: int = 0) -> Slice:
    """The cases behind a figure, newest first."""
    wanted = select(Case).where(*conditions).options(*NAMED)
    return _page(session, wanted, before)


def mine(session: Session, actor: Actor, what: str = "open", before: int = 0) -> Slice:
    """The reader's cases: those that run, or those that are over."""
    running = OPEN | {State.DRAFT, State.DECIDED, State.REPLIED}
    state = Case.state.in_(running) if what == "open" else Case.state.not_in(running)
    wanted = select(Case).where(_of(actor), state).options(*NAMED, joinedload(Case.holder))
    return _page(session, wanted, before)


def _of(actor: Actor) -> ColumnElement[bool]:
    return _MINE.get(actor.role, _nobodys)(actor)


def _of_owner(actor: Actor) -> ColumnElement[bool]:
    return Case.owner_id == actor.organisation_id


def _of_department(actor: Actor) -> ColumnElement[bool]:
    return (Case.department_id == actor.organisation_id) & ACCEPTED


def _of_firm(actor: Actor) -> ColumnElement[bool]:
    ours = select(Attachment.case_id).join(Contract, Contract.id == Attachment.contract_id)
    return Case.id.in_(ours.where(Contract.firm_id == actor.organisation_id))


def _of_clerk(actor: Actor) -> ColumnElement[bool]:
    front = Case.state.in_(FRONT | {State.DECIDED, State.REPLIED})
    return or_(front, Case.acceptor_id == actor.person_id)


def _received(_: Actor) -> ColumnElement[bool]:
    return Case.state != State.DRAFT


def _nobodys(_: Actor) -> ColumnElement[bool]:
    return Case.id < 0


_MINE: dict[Role, Callable[[Actor], ColumnElement[bool]]] = {
    Role.OWNER: _of_owner,
    Role.REGULATOR: _of_department,
    Role.INTERMEDIARY: _of_firm,
    Role.CLERK: _of_clerk,
    Role.SPECIALIST: _received,
    Role.AUDITOR: _received,
}


def _page(session: Session, wanted: Select[Case], before: int) -> Slice:
    if before:
        wanted = wanted.where(Case.id < before)
    found = session.scalars(wanted.order_by(Case.id.desc()).limit(PAGE + 1)).all()
    return Slice(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else 0)
