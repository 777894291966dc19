"""What everybody sees of a firm: few queries, put together once, plain columns where they do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, bindparam, cast, exists, func, select
from sqlalchemy.orm import Session, joinedload

from marketplace.core.errors import NotFoundError
from marketplace.core.places import Known, known_areas
from marketplace.core.texts import Text, name_of, say
from marketplace.directory.models import (
    Firm,
    FirmArea,
    Penalty,
    Practitioner,
    Qualification,
    QualificationItem,
)
from marketplace.directory.states import PaperState
from marketplace.matters.queries import known_items

_PAPER, _PERSON = Qualification.__table__.c, Practitioner.__table__.c
_PUNISHED = Penalty.__table__.c
_COVERS, _WHERE = QualificationItem.__table__.c, FirmArea.__table__.c
_OF_FIRM = bindparam("firm_id", type_=Integer)
GONE = frozenset({PaperState.WITHDRAWN, PaperState.REPLACED})


def _ids(key: ColumnElement[int], owned: ColumnElement[bool]) -> ColumnElement[str]:
    """The ids in one cell, with commas between."""
    every = select(func.aggregate_strings(cast(key, String), ",")).where(owned)
    return every.scalar_subquery()


_FIRMS = (
    select(
        Firm,
        _ids(_WHERE.area_id, _WHERE.firm_id == Firm.id),
        exists().where(_PUNISHED.firm_id == Firm.id),
    )
    .options(joinedload(Firm.organisation))
    .where(Firm.id == _OF_FIRM, Firm.admitted_at.is_not(None))
)
_PAPERS = (
    select(
        _PAPER.kind, _PAPER.grade, _PAPER.certificate_no, _PAPER.scope, _PAPER.valid_from,
        _PAPER.valid_to, _PAPER.state, _PAPER.started_at, _PAPER.expired_at,
        _ids(_COVERS.item_id, _COVERS.qualification_id == _PAPER.id),
    )
    .where(_PAPER.firm_id == _OF_FIRM, _PAPER.started_at.is_not(None))
    .order_by(_PAPER.id)
)  # fmt: skip
_PEOPLE = (
    select(_PERSON.name, _PERSON.licence_kind, _PERSON.licence_no, _PERSON.valid_to)
    .where(_PERSON.firm_id == _OF_FIRM, _PERSON.left_at.is_(None))
    .order_by(_PERSON.id)
)
_PENALTIES = (
    select(Penalty)
    .options(joinedload(Penalty.department))
    .where(Penalty.firm_id == _OF_FIRM)
    .order_by(Penalty.begins_at.desc())
)


@dataclass(slots=True)
class Paper:
    """A qualification that came into force at some time."""

    kind: str
    grade: str
    certificate_no: str
    scope: str
    valid_from: date
    valid_to: date
    state: PaperState
    started_at: datetime
    expired_at: datetime | None
    items: list[Known]


@dataclass(frozen=True)
class Profile:
    """A firm and what it may show: areas, papers, people, penalties."""

    firm: Firm
    areas: list[Known]
    papers: list[Paper]
    people: Sequence[Any]  # rows of name, licence_kind, licence_no, valid_to
    penalties: Sequence[Penalty]

    @property
    def papers_kept(self) -> list[Paper]:
        return [paper for paper in self.papers if paper.state not in GONE]

    @property
    def history(self) -> list[tuple[datetime, Text]]:
        """What became of the firm, the newest first: told by its rows, for everybody."""
        told = [(self.firm.admitted_at, say("Admitted to the directory"))]
        for paper in self.papers:
            told += [
                (paper.started_at, say("Qualification in force: %(kind)s", kind=paper.kind)),
                (paper.expired_at, say("Qualification expired: %(kind)s", kind=paper.kind)),
            ]
        for penalty in self.penalties:
            kind = name_of(penalty.kind)
            told += [
                (penalty.begins_at, say("%(kind)s: %(reason)s", kind=kind, reason=penalty.reason)),
                (penalty.ended_at, say("Ended: %(kind)s", kind=kind)),
            ]
        return sorted([(at, text) for at, text in told if at], key=_when, reverse=True)


def profile(session: Session, id: int) -> Profile:
    """Of a firm that everybody may see: one that was admitted at some time."""
    values = {"firm_id": id}
    found = session.execute(_FIRMS, values).one_or_none()
    if found is None:
        raise NotFoundError
    items = known_items(session)
    return Profile(
        firm=found[0],
        areas=_known(known_areas(session), found[1]),
        papers=[_paper(row, items) for row in session.execute(_PAPERS, values)],
        people=session.execute(_PEOPLE, values).all(),
        penalties=session.scalars(_PENALTIES, values).all() if found[2] else [],
    )


def _paper(row: Any, items: Mapping[int, Known]) -> Paper:
    kind, grade, number, scope, first, last, state, started_at, expired_at, ids = row
    covered = _known(items, ids)
    return Paper(kind, grade, number, scope, first, last, state, started_at, expired_at, covered)


def _known(every: Mapping[int, Known], ids: str | None) -> list[Known]:
    """Those named, in the order of their codes."""
    wanted = set(map(int, ids.split(","))) if ids else set()
    return [one for one in every.values() if one.id in wanted]


def _when(told: tuple[datetime, Text]) -> datetime:
    return told[0]
