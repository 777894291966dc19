"""One row of each table of the measured hall, made from its number."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from marketplace.accounts.states import Kind
from marketplace.core.act import Role
from marketplace.core.codes import make_code
from marketplace.directory.rules.standing import keys_of, places
from marketplace.directory.states import FirmState, PaperState, Standing
from marketplace.requests.states import Method, State

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
EVERYWHERE = 1  # the area that every firm works in
GRADES = ("", "甲级", "乙级", "丙级")
FIRST = 1_000  # organisations of the catalogue come before
PRICE = 5_000_000  # minor units


def names(no: int) -> tuple[str, str]:
    field_zh, field_en = FIELDS[no % len(FIELDS)]
    if no == 7:
        return f"{RARE_ZH}{field_zh}有限公司", f"{RARE_EN} {field_en} Co., Ltd."
    first, second = SYLLABLES[no % len(SYLLABLES)], SYLLABLES[no // 7 % len(SYLLABLES)]
    return f"{first}{second}{no}{field_zh}有限公司", f"Firm {no} {field_en} Co., Ltd."


def organisation(no: int, now: datetime) -> dict[str, Any]:
    name_zh, name_en = names(no)
    return {
        "id": FIRST + no,
        "kind": Kind.INTERMEDIARY,
        "code": make_code(f"91510700{no:09d}"),
        "name_zh": name_zh,
        "name_en": name_en,
        "registered_at": now,
    }


def owner(now: datetime) -> dict[str, Any]:
    """The organisation that every request is of."""
    return {
        "id": FIRST,
        "kind": Kind.COMPANY,
        "code": make_code("91510700999999999"),
        "name_zh": "明泽建设有限公司",
        "name_en": "Mingze Construction Co., Ltd.",
        "registered_at": now,
    }


def person(no: int, now: datetime) -> dict[str, Any]:
    email = f"p{no}@bench.example"
    return {
        "id": no,
        "email": email,
        "email_key": email,
        "name": f"P{no}",
        "password_hash": "!",
        "locale": "zh",
        "mails": {},
        "confirmed_at": now,
        "registered_at": now,
    }


def membership(no: int, now: datetime) -> dict[str, Any]:
    whose = {"person_id": no, "organisation_id": FIRST + no, "role": Role.INTERMEDIARY}
    return {"id": no, "is_admin": True, "began_at": now} | whose


def firm(no: int, now: datetime) -> dict[str, Any]:
    return {
        "id": no,
        "organisation_id": FIRST + no,
        "state": FirmState.ADMITTED,
        "standing": Standing.GOOD,
        "introduction": "承接本市各类工程项目的咨询与技术服务。",
        "contact_name": f"联系人{no}",
        "contact_phone": f"0816-{no:07d}",
        "contact_email": f"f{no}@bench.example",
        "decided_at": now,
        "admitted_at": now,
        "rating_n": no % 40,
        "faults": [],
    } | _figures(no)


def _figures(no: int) -> dict[str, Any]:
    return {
        "rating_mean": (1000 + no * 7919 % 4001) / 1000 if no % 40 else None,
        "on_time_rate": (no * 104_729 % 1001) / 1000,
        "contracts_n": no % 50,
    }


def areas_of(no: int) -> tuple[int, ...]:
    return EVERYWHERE, EVERYWHERE + 1 + no % (AREAS - 1)


def items_of(no: int, items: list[int]) -> list[int]:
    """One item each; every fourth firm the first one too."""
    common = {items[0]} if no % 4 == 0 else set()
    return sorted({items[no % len(items)]} | common)


def qualification(no: int, now: datetime) -> dict[str, Any]:
    return {
        "id": no,
        "firm_id": no,
        "kind": "工程咨询资质",
        "grade": GRADES[no % len(GRADES)],
        "certificate_no": f"C{no}",
        "certificate_key": f"c{no}",
        "valid_from": date(2024, 1, 1),
        "valid_to": (now + timedelta(days=400)).date(),
        "state": PaperState.IN_FORCE,
        "decided_at": now,
    }


def matches(no: int, items: list[int]) -> Iterator[dict[str, Any]]:
    """As `directory.operations.matching.rematch` writes them."""
    grades = {item: [GRADES[no % len(GRADES)]] for item in items_of(no, items)}
    keys = asdict(keys_of(**_figures(no), name=names(no)[0]))
    same = {"firm_id": no, "standing": Standing.GOOD, **keys}
    for item, area, grade in places(grades, areas_of(no)):
        yield same | {"item_id": item, "area_id": area, "grade": grade}


def request(no: int, items: list[int], now: datetime) -> dict[str, Any]:
    is_open = no % 10 == 0
    return {
        "number": f"XQ-2026-{no:06d}",
        "owner_id": FIRST,
        "item_id": items[no % len(items)],
        "area_id": EVERYWHERE,
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


def notice(no: int, now: datetime) -> dict[str, Any]:
    return {
        "person_id": 1,
        "effect_key": f"bench:{no}",
        "kind": "requests.publish",
        "text": "A request that you may answer was published.",
        "params": {},
        "path": "/requests/1",
        "told_at": now,
    }
