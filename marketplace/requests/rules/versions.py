"""What is published of a request, and what changed between two versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from marketplace.core.money import Money
from marketplace.core.texts import Text, say

FIELDS: dict[str, Text] = {
    "title": say("Title"),
    "scope": say("Scope"),
    "deliverable": say("Deliverable"),
    "acceptance_test": say("How it is accepted"),
    "budget": say("Budget"),
    "ceiling": say("Ceiling"),
    "days_wanted": say("Working days wanted"),
    "closes_at": say("Offers close"),
}
HARMLESS = frozenset({"title", "budget", "closes_at"})  # a bidder's price does not hang on these


@dataclass(frozen=True)
class Change:
    name: str
    label: Text
    before: Any
    after: Any


def written(terms: Any) -> dict[str, Any]:
    """The published fields of a request as plain values."""
    return {name: _plain(getattr(terms, name)) for name in FIELDS}


def read(terms: Mapping[str, Any]) -> dict[str, Any]:
    """The values again: money as Money, the closing as a moment."""
    values: dict[str, Any] = {name: terms.get(name) for name in FIELDS}
    for name in ("budget", "ceiling"):
        values[name] = Money(*values[name]) if values[name] else None
    closing = values["closes_at"]
    values["closes_at"] = datetime.fromisoformat(closing) if closing else None
    return values


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """What is not the same in two versions, as they were written."""
    old, new = read(before), read(after)
    return [
        Change(name, label, old[name], new[name])
        for name, label in FIELDS.items()
        if old[name] != new[name]
    ]


def is_material(found: list[Change]) -> bool:
    """Does a change touch what a bidder reckoned with?"""
    return any(change.name not in HARMLESS for change in found)


def _plain(value: Any) -> Any:
    if isinstance(value, Money):
        return [value.minor, value.currency]
    return value.isoformat() if isinstance(value, datetime) else value
