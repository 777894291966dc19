"""The details of a step, as a reader reads them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from marketplace.accounts.states import Kind
from marketplace.cases.states import Holder, Step
from marketplace.complaints.states import Measure
from marketplace.core.act import Role
from marketplace.core.recounts import Deadline
from marketplace.core.texts import name_of, say
from marketplace.core.transparency.names import Party
from marketplace.requests.states import Ending

ENUMS: dict[str, type[StrEnum]] = {
    "deadline": Deadline,
    "ending": Ending,
    "holder": Holder,
    "kind": Kind,
    "measure": Measure,
    "party": Party,
    "role": Role,
    "side": Role,
    "step": Step,
}
SHORT = 12
YES, NO = say("yes"), say("no")
WORDS = {
    "account": say("account"),
    "address": say("network address"),
    "deliverable": say("delivery"),
    "evidence": say("evidence"),
    "scan": say("scan of a certificate"),
}


def said(key: str, value: Any) -> Any:
    """A kept detail as a text, a moment, a day, or as it is."""
    if isinstance(value, bool):
        return YES if value else NO
    return _read(key, value) if isinstance(value, str) else value


def _read(key: str, value: str) -> Any:
    if key in ENUMS and value in {member.value for member in ENUMS[key]}:
        return name_of(ENUMS[key](value))
    if key == "digest":
        return value[:SHORT] + "…"
    return WORDS.get(value) or _moment(value) or value


def _moment(value: str) -> date | None:
    """What was kept as a moment or a day."""
    try:
        return date.fromisoformat(value) if len(value) == len("2026-01-01") else _exact(value)
    except ValueError:
        return None


def _exact(value: str) -> datetime | None:
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else None
