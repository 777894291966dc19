"""Figures over cases: the reduction, a matter's actual days, a firm's first-pass rate."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Float, Select, case, cast, func, select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Organisation
from marketplace.cases.models import (
    Attachment,
    Case,
    Correction,
    CorrectionLine,
    Handover,
    Pause,
    Return,
)
from marketplace.cases.rules.actuals import Told
from marketplace.cases.rules.reduction import Sums
from marketplace.cases.states import BACK, DECIDED, State
from marketplace.contracts.models import Contract
from marketplace.matters.models import Material, Matter

MOST = 2000  # newest cases of one matter


def sums(session: Session, *conditions: ColumnElement[bool]) -> Sums:
    """The statistic in one statement, over the cases that meet all conditions."""
    row = session.execute(select(*_columns()).where(*conditions)).one()
    return Sums(**row._asdict())


def sums_by_department(
    session: Session, *conditions: ColumnElement[bool]
) -> list[tuple[Organisation, Sums]]:
    """The same for each department that has accepted a case."""
    grouped = (
        select(Case.department_id, *_columns())
        .where(Case.accepted_at.is_not(None), *conditions)
        .group_by(Case.department_id)
    )
    found = {row[0]: Sums(**_without_key(row._asdict())) for row in session.execute(grouped)}
    offices = select(Organisation).where(Organisation.id.in_(found)).order_by(Organisation.id)
    return [(office, found[office.id]) for office in session.scalars(offices)]


def _without_key(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "department_id"}


def _columns() -> list[Any]:
    decided = Case.state.in_(DECIDED)
    promised = decided & (Case.committed_days > 0)
    ratio = 1.0 - cast(Case.actual_days, Float) / cast(Case.committed_days, Float)
    asked: dict[str, Any] = {
        "n": _count(decided),
        "committed": _sum(decided, Case.committed_days),
        "actual": _sum(decided, Case.actual_days),
        "late": _count(decided & (Case.actual_days > Case.committed_days)),
        "ratios_n": _count(promised),
        "ratios_sum": _sum(promised, ratio, Float),
        "open": _count(Case.state.in_(BACK)),
        "open_late": _count(Case.state.in_(BACK) & Case.marked_late_at.is_not(None)),
        "withdrawn": _count((Case.state == State.WITHDRAWN) & Case.accepted_at.is_not(None)),
    }
    return [value.label(name) for name, value in asked.items()]


def counted(session: Session, *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count(Case.id)).where(*conditions)) or 0


def late_entries(session: Session, *conditions: ColumnElement[bool]) -> int:
    """Events of these cases that were written down too late."""
    mine = select(Case.id).where(*conditions)
    of_pauses = select(_count(Pause.entered_late) + _count(Pause.end_entered_late)).where(
        Pause.case_id.in_(mine)
    )
    of_hands = select(_count(Handover.entered_late)).where(Handover.case_id.in_(mine))
    return (session.scalar(of_pauses) or 0) + (session.scalar(of_hands) or 0)


def matters_with_cases(session: Session) -> Sequence[Matter]:
    there = select(Case.matter_id).where(Case.accepted_at.is_not(None))
    return session.scalars(select(Matter).where(Matter.id.in_(there)).order_by(Matter.code)).all()


def departments_with_cases(session: Session) -> Sequence[Organisation]:
    there = select(Case.department_id).where(Case.accepted_at.is_not(None))
    offices = select(Organisation).where(Organisation.id.in_(there))
    return session.scalars(offices.order_by(Organisation.department)).all()


def _count(condition: Any) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _sum(condition: ColumnElement[bool], value: Any, kind: Any = BigInteger) -> Any:
    """Of its kind again: PostgreSQL sums whole numbers up to a decimal."""
    return cast(func.coalesce(func.sum(case((condition, value), else_=0)), 0), kind)


def told_of_matter(session: Session, matter_id: int) -> tuple[list[Told], list[str]]:
    """The decided cases of a matter, and the reasons of all its notices."""
    rows = session.execute(
        select(Case.actual_days, Case.committed_days, Case.notices_n)
        .where(Case.matter_id == matter_id, Case.state.in_(DECIDED))
        .order_by(Case.id.desc())
        .limit(MOST)
    )
    cases = [Told(actual or 0, committed or 0, notices == 0) for actual, committed, notices in rows]
    return cases, [name or text for name, text in session.execute(_reasons(matter_id))]


def _reasons(matter_id: int) -> Select[str, str]:
    """The material a notice names, or its words when it names none."""
    return (
        select(Material.name_zh, CorrectionLine.text)
        .select_from(CorrectionLine)
        .join(Correction, Correction.id == CorrectionLine.correction_id)
        .join(Case, Case.id == Correction.case_id)
        .outerjoin(Material, Material.id == CorrectionLine.material_id)
        .where(Case.matter_id == matter_id)
        .limit(MOST)
    )


def first_pass_of(session: Session, firm_id: int) -> Sequence[tuple[int, bool]]:
    """(contract, was it returned) of each work of a firm that a department has judged."""
    returned = select(Return.contract_id).where(Return.firm_id == firm_id)
    judged = (
        select(Attachment.contract_id)
        .join(Contract, Contract.id == Attachment.contract_id)
        .join(Case, Case.id == Attachment.case_id)
        .where(Contract.firm_id == firm_id, Case.state.in_(DECIDED))
    )
    bad = set(session.scalars(returned))
    good = {contract for contract in session.scalars(judged) if contract}
    return [(contract, contract in bad) for contract in sorted(bad | good)]


def returned_of(session: Session, firm_id: int) -> int:
    """How often departments sent work of a firm back."""
    return session.scalar(select(func.count(Return.id)).where(Return.firm_id == firm_id)) or 0
