"""A hall of many firms and as many requests, made without its operations: for measuring only."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Membership, Organisation, Person
from marketplace.core import clock
from marketplace.core.act import CLOCKWORK, writing
from marketplace.core.config import ROOT
from marketplace.core.database import Row
from marketplace.core.places import Area
from marketplace.directory.models import Firm, FirmArea, Match, Qualification, QualificationItem
from marketplace.matters import operations as matters
from marketplace.matters.models import ServiceItem
from marketplace.notices.models import Notice
from marketplace.requests.models import Request
from tests.bench import rows

BATCH = 5_000
NOTICES = 200


def fill(session: Session, firms: int) -> None:
    """Catalogue, areas, an owner, `firms` firms with their matches, as many requests."""
    with writing(session, CLOCKWORK) as act:
        matters.take_in(act, None, folder=ROOT / "data" / "approvals")
        for no in range(1, rows.AREAS + 1):
            session.add(Area(code=f"51070{no}", name_zh=f"{no}号区", name_en=f"District {no}"))
    items = list(session.scalars(select(ServiceItem.id).where(ServiceItem.selectable)))
    now = clock.now()
    for table, lines in _tables(firms, items, now):
        _pour(session, table, lines)


def _pour(session: Session, table: type[Row], lines: Iterable[Mapping[str, Any]]) -> None:
    lines = iter(lines)
    while batch := list(itertools.islice(lines, BATCH)):
        with writing(session, CLOCKWORK):
            session.execute(insert(cast("Table", table.__table__)), batch)


def _tables(
    firms: int, items: list[int], now: datetime
) -> Iterator[tuple[type[Row], Iterator[dict[str, Any]]]]:
    numbers = range(1, firms + 1)
    yield Organisation, iter([rows.owner(now)])
    yield Organisation, (rows.organisation(no, now) for no in numbers)
    yield Person, (rows.person(no, now) for no in numbers)
    yield Membership, (rows.membership(no, now) for no in numbers)
    yield Firm, (rows.firm(no, now) for no in numbers)
    yield (
        FirmArea,
        ({"firm_id": no, "area_id": area} for no in numbers for area in rows.areas_of(no)),
    )
    yield Qualification, (rows.qualification(no, now) for no in numbers)
    yield (
        QualificationItem,
        (
            {"qualification_id": no, "item_id": item}
            for no in numbers
            for item in rows.items_of(no, items)
        ),
    )
    yield Match, (match for no in numbers for match in rows.matches(no, items))
    yield Request, (rows.request(no, items, now) for no in numbers)
    yield Notice, (rows.notice(no, now) for no in range(1, NOTICES + 1))
