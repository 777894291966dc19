"""What gives and takes an owner's points."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from marketplace.contracts.models import Contract, Deliverable, Milestone
from marketplace.credit.queries.of_both import (
    WORK,
    of_request,
    of_work,
    regulator_for,
    regulator_of,
)
from marketplace.credit.queries.refusing import refused_by
from marketplace.credit.rules.happenings import Happening
from marketplace.credit.states import Kind
from marketplace.requests.models import Request
from marketplace.requests.states import State
from marketplace.selection.models import Objection


def answers(session: Session, owner_id: int, since: datetime) -> Iterator[Happening]:
    """Deliveries accepted or returned by the owner himself, within his days."""
    asked = (
        select(Deliverable, Milestone.accepted_by_rule, Contract)
        .join(Contract, Contract.id == Deliverable.contract_id)
        .join(Milestone, Milestone.id == Deliverable.milestone_id)
        .where(Contract.owner_id == owner_id, Deliverable.answered_at >= since)
        .options(*WORK)
    )
    for row, by_rule, contract in session.execute(asked):
        about, regulator = of_work(contract), regulator_of(contract)
        at = row.answered_at
        if at is None or (row.accepted and by_rule):
            continue  # answered by the rule; see silences
        yield Happening(Kind.ANSWERED, "deliverables", row.id, at, regulator, about=about)


def silences(session: Session, owner_id: int, since: datetime) -> Iterator[Happening]:
    """Parts that were accepted by rule, for the owner said nothing."""
    silent = (
        select(Milestone, Contract)
        .join(Contract, Contract.id == Milestone.contract_id)
        .where(Contract.owner_id == owner_id, Milestone.accepted_by_rule)
        .where(Milestone.accepted_at >= since)
        .options(*WORK)
    )
    for row, contract in session.execute(silent):
        about, regulator = of_work(contract), regulator_of(contract)
        if row.accepted_at is not None:
            yield Happening(
                Kind.SILENT, "contract_milestones", row.id, row.accepted_at, regulator, about=about
            )


def objections(session: Session, owner_id: int, since: datetime) -> Iterator[Happening]:
    """Answered within the days, or passed on to the regulator without a word."""
    raised = (
        select(Objection)
        .join(Request, Request.id == Objection.request_id)
        .where(Request.owner_id == owner_id, Objection.raised_at >= since)
        .options(joinedload(Objection.request).joinedload(Request.item))
    )
    for row in session.scalars(raised):
        ignored = row.answered_at is None and row.escalated_at is not None
        kind = Kind.OBJECTION_SILENT if ignored else Kind.OBJECTION_ANSWERED
        at = row.escalated_at if ignored else row.answered_at
        if at is None or (ignored and at < row.answer_due_at):
            continue
        about, regulator = of_request(row.request), regulator_for(row.request)
        yield Happening(kind, "objections", row.id, at, regulator, about=about)


def cancellations(session: Session, owner_id: int, since: datetime) -> Iterator[Happening]:
    """Requests taken back after firms had spent their work on an offer."""
    gone = select(Request).where(
        Request.owner_id == owner_id,
        Request.state == State.WITHDRAWN,
        Request.first_offer_at.is_not(None),
        Request.ended_at >= since,
    )
    for row in session.scalars(gone.options(joinedload(Request.item))):
        about, regulator = of_request(row), regulator_for(row)
        assert row.ended_at is not None  # noqa: S101 (just asked for)
        yield Happening(Kind.CANCELLED, "requests", row.id, row.ended_at, regulator, about=about)


def unsigned(session: Session, owner_id: int, since: datetime) -> Iterator[Happening]:
    """Contracts that lapsed because the owner did not sign."""
    for fact, request in refused_by(session, owner_id, since):
        about, regulator = of_request(request), regulator_for(request)
        yield Happening(Kind.UNSIGNED, "facts", fact.id, fact.at, regulator, about=about)
