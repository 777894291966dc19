"""Reading one firm: for its own people, for the checker, for everybody."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from marketplace.core.calendars import zone
from marketplace.core.errors import NotFoundError
from marketplace.core.places import Known, known_areas
from marketplace.directory.models import Firm, Penalty, Practitioner, Qualification
from marketplace.directory.rules.entry import Application
from marketplace.directory.rules.papers import covers, kind_for
from marketplace.directory.states import PaperState
from marketplace.files import queries as files
from marketplace.files.models import Upload
from marketplace.matters.models import ServiceItem
from marketplace.matters.queries import known_items

OPEN_PAPERS = (PaperState.DRAFT, PaperState.RETURNED)
SCAN = "scan"
WHOLE = (
    joinedload(Firm.organisation),
    selectinload(Firm.qualifications).selectinload(Qualification.items),
    selectinload(Firm.practitioners),
    selectinload(Firm.penalties).joinedload(Penalty.department),
    selectinload(Firm.areas),
)


def get(session: Session, id: int) -> Firm:
    """A firm with all that its pages show."""
    firm = session.get(Firm, id, options=WHOLE)
    if firm is None:
        raise NotFoundError
    return firm


def shown(session: Session, id: int) -> Firm:
    """A firm that everybody may see: one that was admitted at some time."""
    firm = get(session, id)
    if firm.admitted_at is None:
        raise NotFoundError
    return firm


def of_organisation(session: Session, organisation_id: int) -> Firm | None:
    """The firm that an organisation is, when it has begun its entry."""
    mine = select(Firm).where(Firm.organisation_id == organisation_id)
    return session.scalar(mine.options(*WHOLE))


def mine(session: Session, organisation_id: int) -> Firm:
    firm = of_organisation(session, organisation_id)
    if firm is None:
        raise NotFoundError
    return firm


def paper(session: Session, id: int) -> Qualification:
    found = session.get(
        Qualification,
        id,
        options=(
            joinedload(Qualification.firm).joinedload(Firm.organisation),
            selectinload(Qualification.items),
        ),
    )
    if found is None:
        raise NotFoundError
    return found


def practitioner(session: Session, id: int) -> Practitioner:
    found = session.get(Practitioner, id, options=(joinedload(Practitioner.firm),))
    if found is None:
        raise NotFoundError
    return found


def penalty(session: Session, id: int) -> Penalty:
    found = session.get(
        Penalty, id, options=(joinedload(Penalty.firm).joinedload(Firm.organisation),)
    )
    if found is None:
        raise NotFoundError
    return found


def scans(session: Session, papers: Collection[Qualification]) -> dict[int, list[Upload]]:
    """The scans of papers, by the paper's id."""
    ids = [paper.id for paper in papers]
    return files.of_all(session, Qualification.__tablename__, ids, SCAN) if ids else {}


def application(session: Session, firm: Firm) -> Application:
    """What of its application a firm has ready."""
    papers = [paper for paper in firm.qualifications if paper.state in OPEN_PAPERS]
    scanned = scans(session, papers)
    contact = (firm.contact_name, firm.contact_phone, firm.contact_email)
    return Application(
        has_contact=all(contact),
        areas=len(firm.areas),
        papers=len(papers),
        papers_without_scan=sum(paper.id not in scanned for paper in papers),
        people=sum(person.left_at is None for person in firm.practitioners),
    )


def in_force(firm: Firm, day: date) -> list[Qualification]:
    """The firm's papers that count on a day."""
    return [
        paper
        for paper in firm.qualifications
        if paper.state is PaperState.IN_FORCE and covers(paper.valid_from, paper.valid_to, day)
    ]


def today(now: datetime) -> date:
    """The day it is in the hall."""
    return now.astimezone(zone()).date()


def last_day(end: datetime | None) -> date | None:
    """The last day of what ends at this moment; midnight belongs to the day before."""
    return (end.astimezone(zone()) - timedelta(microseconds=1)).date() if end else None


def holder_elsewhere(session: Session, firm_id: int, certificate_key: str) -> Firm | None:
    """Another firm that uses a certificate of this number."""
    used = (
        select(Firm)
        .join(Qualification, Qualification.firm_id == Firm.id)
        .where(
            Qualification.certificate_key == certificate_key,
            Qualification.firm_id != firm_id,
            Qualification.state.in_((PaperState.IN_CHECK, PaperState.IN_FORCE)),
        )
        .limit(1)
    )
    return session.scalar(used)


@dataclass(frozen=True)
class Choices:
    """What forms and filters let one choose from."""

    items: list[tuple[int, str, str]]  # id, names
    areas: list[tuple[int, str, str]]


def choices(session: Session) -> Choices:
    """Service items and areas that may be chosen today."""
    return Choices(_active(known_items(session)), _active(known_areas(session)))


def _active(all_known: Mapping[int, Known]) -> list[tuple[int, str, str]]:
    return [(one.id, one.name_zh, one.name_en) for one in all_known.values() if one.is_active]


def kinds(session: Session) -> list[str]:
    """The certificates that the catalogue asks for."""
    asked = select(ServiceItem.qualification).where(ServiceItem.is_active).distinct()
    return sorted({kind_for(one) for one in session.scalars(asked)})
