"""Comparing two books: the same objects, the same amounts, the same balance."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time, tzinfo
from typing import Any

from marketplace.core.money import Money
from marketplace.core.texts import Text, say

NIGHT = time(2)  # the local hour from which a night's comparison is due


@dataclass(frozen=True)
class Books:
    """`moved`: minor units by the service's reference; `held`: the balance by currency."""

    since: datetime
    moved: Mapping[str, int]
    held: Mapping[str, Money]


@dataclass(frozen=True)
class Report:
    differences: list[Text]
    balances: list[dict[str, Any]]


def is_due(last: datetime | None, now: datetime, zone: tzinfo) -> bool:
    """Not yet compared since this local night began, and the night has come."""
    local = now.astimezone(zone)
    night = datetime.combine(local.date(), NIGHT, zone)
    return local >= night and (last is None or last < night)


def compare(ours: Books, theirs: Books, known: Collection[str]) -> Report:
    """`known`: references of theirs that belong to payments of ours from before this window."""
    found = []
    for ref in sorted(set(ours.moved) | set(theirs.moved)):
        mine, other = ours.moved.get(ref), theirs.moved.get(ref)
        if mine == other or (mine is None and ref in known):
            continue
        found.append(_difference(ref, mine, other))
    balances = _balances(ours.held, theirs.held)
    return Report(found + _apart(balances), balances)


def _difference(ref: str, mine: int | None, other: int | None) -> Text:
    if mine is None:
        return say("The service moved %(ref)s, which the hall does not know.", ref=ref)
    if other is None:
        return say("The hall booked %(ref)s, which the service does not show.", ref=ref)
    text = say("%(ref)s: the hall booked %(ours)s, the service shows %(theirs)s (smallest units).")
    return text % {"ref": ref, "ours": mine, "theirs": other}


def _balances(ours: Mapping[str, Money], theirs: Mapping[str, Money]) -> list[dict[str, Any]]:
    return [
        {
            "currency": currency,
            "ours": ours[currency].minor if currency in ours else 0,
            "theirs": theirs[currency].minor if currency in theirs else 0,
        }
        for currency in sorted({*ours, *theirs})
    ]


def _apart(balances: list[dict[str, Any]]) -> list[Text]:
    return [
        say(
            "The balances differ: %(ours)s in our books, %(theirs)s at the service.",
            ours=Money(one["ours"], one["currency"]),
            theirs=Money(one["theirs"], one["currency"]),
        )
        for one in balances
        if one["ours"] != one["theirs"]
    ]
