"""How often something may be tried: a few times a minute, then after ever longer waits."""

from dataclasses import dataclass
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=1)
FAILURES_UNTIL_RESET = 100
LIMITS = {  # tries before a wait, by what is counted
    "account": 5,  # an account from one address
    "address": 20,  # an address, whatever the account
    "factor": 5,  # second factors of an account
    "mail": 3,  # mails asked for to one address
}


@dataclass(frozen=True)
class Tally:
    """Tries since the last long quiet, and when the present window began."""

    count: int
    window_began_at: datetime


def free_at(tally: Tally, limit: int) -> datetime:
    """When the next try may be made: waits of 1, 2, 4, 8, then 15 minutes after each `limit`."""
    if tally.count == 0 or tally.count % limit:
        return tally.window_began_at
    rounds = min(tally.count // limit - 1, 10)
    wait: timedelta = min(MINUTE * 2**rounds, LONGEST_WAIT)
    return tally.window_began_at + wait


def next_tally(tally: Tally, limit: int, now: datetime) -> Tally:
    """The tally after one more try at `now`, which must not be before `free_at`."""
    if tally.count == 0 or now - tally.window_began_at >= FORGOTTEN_AFTER:
        return Tally(1, now)
    if tally.count % limit == 0:
        return Tally(tally.count + 1, now)
    if now - tally.window_began_at >= MINUTE:
        return Tally(tally.count // limit * limit + 1, now)
    return Tally(tally.count + 1, tally.window_began_at)
