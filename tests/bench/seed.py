"""A hall of many firms and as many requests, made without its operations: for measuring only."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Membership, Organisation, Person
from marketplace.accounts.states import Kind
from marketplace.core import clock
from marketplace.core.act import CLOCKWORK, Role, writing
from marketplace.core.codes import make_code
from marketplace.core.config import ROOT
from marketplace.core.database import Row
from marketplace.core.places import Area
from marketplace.directory.models import Firm, FirmArea, Match, Qualification, QualificationItem
from marketplace.directory.states import FirmState, PaperState, Standing
from marketplace.matters import operations as matters
from marketplace.matters.models import ServiceItem
from marketplace.notices.models import Notice
from marketplace.requests.models import Request
from marketplace.requests.states import Method, State

BATCH = 5_000
SYLLABLES = "青岚云川远山清溪明泽安和正源启新恒信博雅立诚宏图"
FIELDS = (
    ("环境科技", "Environmental Technology"),
    ("测绘工程", "Surveying"),
    ("工程设计", "Engineering Design"),
    ("造价咨询", "Cost Consulting"),
    ("安全技术", "Safety Technology"),
)
RARE_ZH, RARE_EN = "鹮羽", "Ibiswing"
AREAS = 6
NOTICES = 200
PRICE = 5_000_000  # minor units


def fill(session: Session, firms: int) -> None:
    """Catalogue, areas, an owner, `firms` firms with their matches, as many requests."""
    with writing(session, CLOCKWORK) as act:
        matters.take_in(act, None, folder=ROOT / "data" / "approvals")
        for no in range(1, AREAS + 1):
            session.add(Area(code=f"51070{no}", name_zh=f"{no}号区", name_en=f"District {no}"))
    items = list(session.scalars(select(ServiceItem.id).where(ServiceItem.selectable)))
    now = clock.now()
    for table, rows in _tables(firms, items, now):
        _pour(session, table, rows)


def _pour(session: Session, table: type[Row], rows: Iterable[Mapping[str, Any]]) -> None:
    rows = iter(rows)
    while batch := list(itertools.islice(rows, BATCH)):
        with writing(session, CLOCKWORK):
            session.execute(insert(table.__table__), batch)


def _tables(
    firms: int, items: list[int], now: datetime
) -> Iterator[tuple[type[Row], Iterator[dict[str, Any]]]]:
    numbers = range(1, firms + 1)
    first = 1_000  # organisations of the catalogue come before
    yield Organisation, (_organisation(first, no, now) for no in numbers)
    yield Person, (_person(no, now) for no in numbers)
    yield Membership, (_membership(first, no, now) for no in numbers)
    yield Firm, (_firm(first, no, now) for no in numbers)
    yield FirmArea, ({"firm_id": no, "area_id": area} for no in numbers for area in _areas(no))
    yield Qualification, (_qualification(no, now) for no in numbers)
    yield (
        QualificationItem,
        ({"qualification_id": no, "item_id": item} for no in numbers for item in _items(no, items)),
    )
    yield Match, (row for no in numbers for row in _matches(no, items))
    yield Request, (_request(first, no, items, now) for no in numbers)
    yield Notice, (_notice(no, now) for no in range(1, NOTICES + 1))


def _names(no: int) -> tuple[str, str]:
    field_zh, field_en = FIELDS[no % len(FIELDS)]
    if no == 7:
        return f"{RARE_ZH}{field_zh}有限公司", f"{RARE_EN} {field_en} Co., Ltd."
    first, second = SYLLABLES[no % len(SYLLABLES)], SYLLABLES[no // 7 % len(SYLLABLES)]
    return f"{first}{second}{no}{field_zh}有限公司", f"Firm {no} {field_en} Co., Ltd."


def _organisation(first: int, no: int, now: datetime) -> dict[str, Any]:
    name_zh, name_en = _names(no)
    return {
        "id": first + no,
        "kind": Kind.INTERMEDIARY,
        "code": make_code(f"91510700{no:09d}"),
        "name_zh": name_zh,
        "name_en": name_en,
        "registered_at": now,
    }


def _person(no: int, now: datetime) -> dict[str, Any]:
    email = f"p{no}@bench.example"
    moments = {"confirmed_at": now, "registered_at": now}
    return (
        {"id": no, "email": email, "email_key": email, "name": f"P{no}", "mails": {}}
        | moments
        | {
            "password_hash": "!",
            "locale": "zh",
        }
    )


def _membership(first: int, no: int, now: datetime) -> dict[str, Any]:
    whose = {"person_id": no, "organisation_id": first + no, "role": Role.INTERMEDIARY}
    return {"id": no, "is_admin": True, "began_at": now} | whose


def _firm(first: int, no: int, now: datetime) -> dict[str, Any]:
    return {
        "id": no,
        "organisation_id": first + no,
        "state": FirmState.ADMITTED,
        "standing": Standing.GOOD,
        "decided_at": now,
        "rating_mean": _rating(no) / 1000,
        "rating_n": no % 40,
        "on_time_rate": _on_time(no) / 1000,
        "contracts_n": no % 50,
        "faults": [],
    }


def _rating(no: int) -> int:
    return 1000 + no * 7919 % 4001


def _on_time(no: int) -> int:
    return no * 104_729 % 1001


def _areas(no: int) -> tuple[int, ...]:
    return tuple({1 + no % AREAS, 1 + no * 5 % AREAS})


def _items(no: int, items: list[int]) -> tuple[int, ...]:
    return tuple({items[0], items[no % len(items)]} if no % 25 == 0 else {items[no % len(items)]})


def _qualification(no: int, now: datetime) -> dict[str, Any]:
    return {
        "id": no,
        "firm_id": no,
        "kind": "甲级",
        "certificate_no": f"C{no}",
        "certificate_key": f"c{no}",
        "valid_from": date(2024, 1, 1),
        "valid_to": (now + timedelta(days=400)).date(),
        "state": PaperState.IN_FORCE,
        "decided_at": now,
    }


def _matches(no: int, items: list[int]) -> Iterator[dict[str, Any]]:
    for item in (0, *_items(no, items)):
        for area in (0, *_areas(no)):
            yield {
                "firm_id": no,
                "item_id": item,
                "area_id": area,
                "standing": Standing.GOOD,
                "rating_key": _rating(no),
                "on_time_key": _on_time(no),
                "contracts_key": no % 50,
                "name_key": _names(no)[0][:60],
            }


def _request(first: int, no: int, items: list[int], now: datetime) -> dict[str, Any]:
    is_open = no % 10 == 0
    return {
        "number": f"XQ-2026-{no:06d}",
        "owner_id": first + 1,
        "item_id": items[no % len(items)],
        "method": Method.SEALED_PRICE,
        "title": f"第{no}号服务需求",
        "state": State.OPEN if is_open else State.AWARDED,
        "rule_set_id": 1,
        "drafted_at": now,
        "published_at": now,
        "closes_at": now + timedelta(days=30 if is_open else -30),
        "ceiling_minor": PRICE,
        "ceiling_currency": "CNY",
    }


def _notice(no: int, now: datetime) -> dict[str, Any]:
    return {
        "person_id": 1,
        "effect_key": f"bench:{no}",
        "kind": "requests.publish",
        "text": "A request that you may answer was published.",
        "params": {},
        "path": "/requests/1",
        "told_at": now,
    }
