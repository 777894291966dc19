"""Orders to the payment service: their keys, and when to try again."""

from datetime import datetime, timedelta

FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(hours=1)
PAGE_LASTS = timedelta(hours=23)  # the service keeps a page to pay on for a day at most
TOLERANCE = timedelta(seconds=300)
MOST_TRIES = 12  # then somebody must look


def key_of(effect: str, attempt: int, hall: str) -> str:
    """Stored before the first call; the same until the service's answer is known to be spoilt."""
    return f"{hall}:{effect}:{attempt}"


def wait_after(tries: int) -> timedelta:
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << min(tries, 20)))


def is_fresh(told_at: datetime, now: datetime) -> bool:
    """Signed no longer ago than the tolerance, and not in the future either."""
    return abs(now - told_at) <= TOLERANCE
