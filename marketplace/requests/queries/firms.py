"""Which firm is meant, and may it take this work?"""

import unicodedata
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Organisation
from marketplace.accounts.states import Kind
from marketplace.core.texts import Text, say
from marketplace.directory.queries import may_take
from marketplace.requests.models import Exclusion, Request


def find_firm(session: Session, text: str) -> Organisation | None:
    """The intermediary of this unified code or exact name."""
    plain = unicodedata.normalize("NFKC", text).strip()
    named = or_(
        Organisation.code == plain.upper(),
        Organisation.name_zh == text.strip(),
        func.lower(Organisation.name_en) == plain.lower(),
    )
    firms = select(Organisation).where(Organisation.kind == Kind.INTERMEDIARY, named)
    return session.scalars(firms.order_by(Organisation.id).limit(1)).first()


Hurdle = Callable[[Session, Request, int], Text | None]
HURDLES: list[Hurdle] = []  # a port: upper rooms add what they know of offers


def hurdle(test: Hurdle) -> Hurdle:
    """Register one more reason why a firm may not take a request's work."""
    HURDLES.append(test)
    return test


_OUT = Exclusion.__table__.c
_EXCLUDED = select(_OUT.reason).where(
    _OUT.request_id == bindparam("request"), _OUT.firm_id == bindparam("firm")
)


def why_not_take(session: Session, request: Request, firm_id: int, now: datetime) -> Text | None:
    """Why this firm may not take this work at that moment; None when it may."""
    if firm_id == request.owner_id:
        return say("An owner cannot work for himself here.")
    reason = session.scalar(_EXCLUDED, {"request": request.id, "firm": firm_id})
    if reason is not None:
        return say("This firm is excluded from this request: %(reason)s", reason=reason)
    if request.item_id is None or request.area_id is None:
        return say("This record is history; nobody can take it.")
    refusals = (hurdle(session, request, firm_id) for hurdle in HURDLES)
    return may_take(session, firm_id, request.item_id, request.area_id, now) or next(
        (refusal for refusal in refusals if refusal is not None), None
    )
