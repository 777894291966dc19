"""When several reports become one lead, and how leads are named and closed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from marketplace.risk.states import Outcome


def number(year: int, serial: int) -> str:
    return f"XS-{year}-{serial:06}"


def claim_pattern(firm_key: str, saying: str, about: str) -> str:
    return f"claim|{firm_key}|{saying}|{about}"


def report_pattern(reporter: int, matter: str, thing: str, asker: str) -> str:
    return f"report|{reporter}|{matter}|{thing}|{asker}"


def answer_pattern(contract: int) -> str:
    return f"answer|{contract}"


def ring_pattern(owner: int, firm: int) -> str:
    return f"ring|{owner}|{firm}"


def is_ring(given: Sequence[float], returned: Sequence[float], contracts: int, mean: float) -> bool:
    """Did both sides rate so many contracts, each with such a mean? A good pair does so too."""
    return all(
        len(stars) >= contracts and sum(stars) / len(stars) >= mean for stars in (given, returned)
    )


def effect(pattern: str, closed_before: int) -> str:
    """What happens once: after a lead was closed, new reports may open the next."""
    return f"{pattern}#{closed_before + 1}"


def counts_since(now: datetime, days: int, closed_at: datetime | None) -> datetime:
    """Reports count for so many days, and never twice."""
    oldest = now - timedelta(days=days)
    return max(oldest, closed_at) if closed_at else oldest


def is_unheard(
    outcome: Outcome, answered_at: datetime | None, due_at: datetime | None, now: datetime
) -> bool:
    """Would this say somebody was wrong who may still answer?"""
    waits = answered_at is None and due_at is not None and now < due_at
    return outcome is Outcome.FOUNDED and waits
