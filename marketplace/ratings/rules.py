"""What is rated, when it opens, and what many ratings come to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

PRIOR_VOTES = 5
PRIOR_MEAN = 3.5  # of a hall without any rating


@dataclass(frozen=True)
class Terms:
    """Each aspect from 1 to 5; nothing is filled in beforehand."""

    quality: int
    time: int
    attitude: int
    fee: int
    conduct: int
    text: str = ""


def writing_ends(accepted_at: datetime, calendar_days: int, zone: tzinfo) -> datetime:
    """The midnight that ends the last calendar day on which a side may write."""
    last: date = accepted_at.astimezone(zone).date() + timedelta(days=calendar_days)
    return datetime.combine(last + timedelta(days=1), time(), zone).astimezone(UTC)


def bayesian_mean(
    votes: Iterable[tuple[float, int]], hall_mean: float | None, prior: int = PRIOR_VOTES
) -> float | None:
    """(m C + sum w r) / (m + sum w), from 1 to 5; None without votes.

    `votes` are pairs of a rating r and its place k among the ratings that the same rater gave the
    same firm; w = 1 / k, so that a pair rating each other again and again moves the mean less and
    less. C is the mean of all opened ratings of firms in the hall, m = 5 votes. Edge cases: few
    votes stay near C; C moves, so a figure is that of the day of the firm's last opened rating.
    Source: the shrunken estimator of the Internet Movie Database's "top 250"; m and the decay
    follow the hall's security rules, threat T11.
    """
    weighted = [(rating, 1 / place) for rating, place in votes]
    if not weighted:
        return None
    centre = PRIOR_MEAN if hall_mean is None else hall_mean
    total = sum(weight for _, weight in weighted)
    return (prior * centre + sum(r * w for r, w in weighted)) / (prior + total)
