"""Procurement that happened elsewhere, taken in as it ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from marketplace.core import words
from marketplace.core.act import Act, Role
from marketplace.core.money import Money
from marketplace.core.operation import operation
from marketplace.core.policy import permit
from marketplace.requests.models import Request
from marketplace.requests.states import Method, State

LONGEST_NUMBER, LONGEST_TITLE = 40, 300


@dataclass(frozen=True)
class Past:
    """A finished procedure: `external_id` is its ocid, `owner_id` the buyer's organisation."""

    external_id: str
    owner_id: int
    title: str
    state: State
    published_at: datetime
    scope: str = ""
    closes_at: datetime | None = None
    ended_at: datetime | None = None
    budget: Money | None = None
    ceiling: Money | None = None


@operation("requests.record_history", may=permit(Role.OPERATOR, Role.CLOCKWORK))
def record_history(act: Act, _: None, *, past: Past) -> Request:
    """The request of this procedure, as it is told now; the same id twice is the same request."""
    return _record(act, [past])[past.external_id]


@operation("requests.record_histories", may=permit(Role.CLOCKWORK))
def record_histories(act: Act, _: None, *, pasts: Sequence[Past]) -> dict[str, Request]:
    """The requests of many procedures, by their ids; written together, which is far faster."""
    return _record(act, pasts)


def _record(act: Act, pasts: Sequence[Past]) -> dict[str, Request]:
    ids = [past.external_id for past in pasts]
    known = act.session.scalars(select(Request).where(Request.external_id.in_(ids)))
    requests = {str(request.external_id): request for request in known}
    for past in pasts:
        request = requests.setdefault(past.external_id, _new(past.external_id))
        for name, value in _told(past).items():
            setattr(request, name, value)
    act.session.add_all(requests.values())
    act.session.flush()
    for request in requests.values():
        words.refresh(act.session, "request", request.id)
    return requests


def _new(external_id: str) -> Request:
    number = _number(external_id)
    return Request(external_id=external_id, number=number, method=Method.IMPORTED)


def _told(past: Past) -> dict[str, Any]:
    """What the publisher says; a foreign procedure has no machine, so its state is told too."""
    awarded = past.state is State.AWARDED
    return {
        "owner_id": past.owner_id,
        "title": past.title[:LONGEST_TITLE] or past.external_id[:LONGEST_TITLE],
        "scope": past.scope,
        "state": past.state,
        "budget": past.budget,
        "ceiling": past.ceiling,
        "drafted_at": past.published_at,
        "published_at": past.published_at,
        "closes_at": past.closes_at,
        "opened_at": past.closes_at,
        "awarded_at": past.ended_at if awarded else None,
        "ended_at": None if awarded else past.ended_at,
    }


def _number(external_id: str) -> str:
    """The foreign id itself; a long one is cut and told apart by its digest."""
    if len(external_id) <= LONGEST_NUMBER:
        return external_id
    return f"{external_id[:27]}~{sha256(external_id.encode()).hexdigest()[:12]}"
