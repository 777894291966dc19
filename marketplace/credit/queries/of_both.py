"""What firms and owners have alike: ratings and upheld complaints."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from marketplace.complaints.models import Complaint
from marketplace.complaints.states import Measure
from marketplace.complaints.states import State as ComplaintState
from marketplace.contracts.models import Contract
from marketplace.credit.rules.happenings import Happening
from marketplace.credit.states import Kind
from marketplace.matters.models import ServiceItem
from marketplace.ratings.models import ASPECTS, Rating
from marketplace.ratings.queries import COUNTS
from marketplace.requests.models import Request

PENALTIES = (Measure.WARNING, Measure.SUSPENSION, Measure.EXPULSION)  # these count as such


def of_work(contract: Contract) -> dict[str, Any]:
    """The public page of a contract's work is that of its request."""
    return {"title": contract.request.title, "request": contract.request_id}


def of_request(request: Request) -> dict[str, Any]:
    return {"title": request.title, "request": request.id}


def regulator_for(request: Request) -> int | None:
    return request.item.regulator_id if request.item else None


def regulator_of(contract: Contract) -> int | None:
    return contract.item.regulator_id if contract.item else None


WORK = (joinedload(Contract.request), joinedload(Contract.item))


def ratings(session: Session, organisation_id: int, since: datetime) -> Iterator[Happening]:
    """Open ratings that count, each with its place among those of the same rater."""
    place = func.row_number().over(partition_by=Rating.rater_id, order_by=Rating.id)
    marks: list[Any] = [getattr(Rating, aspect) for aspect in ASPECTS]
    total = cast(ColumnElement[int], sum(marks[1:], marks[0]))
    placed = select(Rating.id, place.label("place"), total.label("total")).where(
        Rating.rated_id == organisation_id, *COUNTS
    )
    sub = placed.subquery()
    asked = (
        select(Rating.id, Rating.opened_at, sub.c.place, sub.c.total, Request.id, Request.title,
               ServiceItem.regulator_id)
        .join(sub, sub.c.id == Rating.id)
        .join(Contract, Contract.id == Rating.contract_id)
        .join(Request, Request.id == Contract.request_id)
        .outerjoin(ServiceItem, ServiceItem.id == Contract.item_id)
        .where(Rating.opened_at >= since)
    )  # fmt: skip
    for rating, at, nth, sum_, request, title, regulator in session.execute(asked):
        stars = sum_ / len(ASPECTS)
        about = {"title": title, "request": request, "stars": f"{stars:.1f}", "place": nth}
        yield Happening(Kind.RATED, "ratings", rating, at, regulator, stars, nth, about)


def complaints(session: Session, organisation_id: int, since: datetime) -> Iterator[Happening]:
    """Upheld ones; where a penalty followed, the penalty counts in place of the complaint."""
    upheld = select(Complaint).where(
        Complaint.against_id == organisation_id,
        Complaint.state == ComplaintState.UPHELD,
        Complaint.decided_at >= since,
    )
    for row in session.scalars(upheld):
        if row.measure not in PENALTIES and row.decided_at is not None:
            about = {"number": row.number, "complaint": row.id}
            yield Happening(
                Kind.COMPLAINT, "complaints", row.id, row.decided_at, row.regulator_id, about=about
            )
