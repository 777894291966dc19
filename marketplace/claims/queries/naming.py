"""Which firm is meant?"""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Organisation
from marketplace.core import words
from marketplace.core.codes import normalise_code
from marketplace.directory.models import Firm

MOST = 5


def firm_named(session: Session, text: str) -> Organisation | None:
    """The firm of the directory with this exact name or unified code."""
    if not text.strip():
        return None
    exact = or_(
        Organisation.name_zh == text.strip(),
        Organisation.name_en == text.strip(),
        Organisation.code == normalise_code(text),
    )
    listed = select(Organisation).join(Firm, Firm.organisation_id == Organisation.id)
    found = listed.where(exact, Firm.admitted_at.is_not(None)).order_by(Organisation.id)
    return session.scalars(found.limit(1)).one_or_none()


def firms_like(session: Session, text: str) -> list[Organisation]:
    """Firms of the directory that the words may mean, the likeliest first."""
    ids = words.find("firm", text, limit=MOST).ids if text.strip() else ()
    listed = select(Firm.id, Organisation).join(Firm.organisation)
    found = session.execute(listed.where(Firm.id.in_(ids), Firm.admitted_at.is_not(None)))
    by_id = {row.id: row.Organisation for row in found}
    return [by_id[one] for one in ids if one in by_id]


def listed_firm(session: Session, firm_id: int) -> Organisation | None:
    """The organisation of a firm of the directory, by the number its page has."""
    chosen = select(Organisation).join(Firm, Firm.organisation_id == Organisation.id)
    found = chosen.where(Firm.id == firm_id, Firm.admitted_at.is_not(None))
    return session.scalars(found).one_or_none()
