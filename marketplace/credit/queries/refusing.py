"""Who won, or chose, and then did not sign: told by facts, for the place goes to an alternate."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, joinedload

from marketplace.contracts.models import Contract
from marketplace.core.facts import Fact
from marketplace.requests.models import Request
from marketplace.selection.models import Award

SILENT, SAID_NO = "contracts.fail_to_sign", ("contracts.decline", "selection.decline")
REFUSING = (SILENT, *SAID_NO)
TABLES: tuple[type[Contract] | type[Award], ...] = (Contract, Award)


def refuser(fact: Fact) -> int:
    """The organisation that refused: the silent side, or who said no."""
    return int(fact.data.get("silent_id") or fact.organisation_id)


def request_of(session: Session, fact: Fact) -> Request | None:
    """What was refused, from a contract or from an award."""
    found: Award | Contract | None
    if fact.thing_kind == Award.__tablename__:
        found = session.get(Award, fact.thing_id)
    else:
        found = session.get(Contract, fact.thing_id)
    return found.request if found is not None else None


def refused_by(
    session: Session, organisation_id: int, since: datetime
) -> list[tuple[Fact, Request]]:
    """The oldest first, each with the request whose contract was refused."""
    party = or_(Contract.firm_id == organisation_id, Contract.owner_id == organisation_id)
    mine = select(Contract.id).where(Contract.id == Fact.thing_id, party).exists()
    said = and_(Fact.name.in_(SAID_NO), Fact.organisation_id == organisation_id)
    asked = select(Fact).where(Fact.name.in_(REFUSING), Fact.at >= since)
    found = session.scalars(asked.where(or_(said, and_(Fact.name == SILENT, mine)))).all()
    facts = [fact for fact in found if refuser(fact) == organisation_id]
    requests = _requests(session, facts)
    known = [(fact, requests.get((fact.thing_kind, fact.thing_id or 0))) for fact in facts]
    whole = [(fact, request) for fact, request in known if request is not None]
    return sorted(whole, key=lambda pair: (pair[0].at, pair[0].id))


def _requests(session: Session, facts: Iterable[Fact]) -> dict[tuple[str, int], Request]:
    """One query for each kind of thing."""
    found: dict[tuple[str, int], Request] = {}
    for table in TABLES:
        kind = table.__tablename__
        ids = {fact.thing_id for fact in facts if fact.thing_kind == kind}
        whole = joinedload(table.request).joinedload(Request.item)
        rows: Iterable[Any] = session.scalars(select(table).where(table.id.in_(ids)).options(whole))
        found |= {(kind, row.id): row.request for row in rows}
    return found
