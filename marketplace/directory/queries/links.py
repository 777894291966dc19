"""Firms that share what only one should have."""

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, joinedload

from marketplace.accounts.models import Membership, Organisation
from marketplace.core.facts import Fact
from marketplace.directory.models import Firm, FirmLink, FirmMark, Practitioner
from marketplace.directory.rules.links import Known
from marketplace.directory.states import Mark

_LINK = FirmLink.__table__.c
_LINKED = select(_LINK.other_id).where(_LINK.organisation_id == bindparam("organisation"))


def linked(session: Session, organisation_id: int) -> set[int]:
    """The organisations of the firms linked with this one."""
    return set(session.scalars(_LINKED, {"organisation": organisation_id}))


def known_of(session: Session, firm: Firm) -> Known:
    body = firm.organisation
    members = select(Membership.person_id).where(
        Membership.organisation_id == body.id, Membership.ended_at.is_(None)
    )
    licences = select(Practitioner.licence_no).where(
        Practitioner.firm_id == firm.id, Practitioner.left_at.is_(None)
    )
    people = [f"account{person}" for person in session.scalars(members)]
    return Known(
        legal_representative=body.legal_representative,
        phones=(body.phone, firm.contact_phone),
        bank_account=body.bank_account_hash,
        address=body.address,
        people=(*people, *(f"licence{no}" for no in session.scalars(licences) if no)),
    )


def sharers(session: Session, keys: Collection[str], limit: int) -> Sequence[tuple[int, Mark]]:
    """Who has one of these marks, and of which kind; a mark of so many says nothing."""
    same = FirmMark.kind.in_(list(Mark)), FirmMark.key.in_(keys)
    few = select(FirmMark.key).where(*same).group_by(FirmMark.key).having(func.count() < limit)
    found = select(FirmMark.organisation_id, FirmMark.kind).where(same[0], FirmMark.key.in_(few))
    whole = found.distinct().order_by(FirmMark.kind, FirmMark.organisation_id)
    return session.execute(whole).all()


def firm_of(session: Session, organisation_id: int) -> Firm | None:
    """The firm that an organisation is, with no more than `known_of` needs."""
    mine = select(Firm).where(Firm.organisation_id == organisation_id)
    return session.scalar(mine.options(joinedload(Firm.organisation)))


def concerned(session: Session, fact: Fact) -> Sequence[int]:
    """The organisations a fact is about."""
    if fact.thing_kind == Organisation.__tablename__:
        return [fact.thing_id or 0]
    ways = {
        Membership.__tablename__: select(Membership.organisation_id).where(
            Membership.id == fact.thing_id
        ),
        Firm.__tablename__: select(Firm.organisation_id).where(Firm.id == fact.thing_id),
        Practitioner.__tablename__: select(Firm.organisation_id)
        .join(Practitioner, Practitioner.firm_id == Firm.id)
        .where(Practitioner.id == fact.thing_id),
    }
    way = ways.get(fact.thing_kind)
    return [] if way is None else session.scalars(way).all()
