"""The credit formula. Points are whole tenths, so that a sum is exact."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from marketplace.core.rulesets import Rules
from marketplace.credit.states import Kind, Side

TENTHS = 10
BEST = 100
NEUTRAL_STARS = 3
GIVES: Mapping[Kind, str] = {  # the figure of the rule set with its points
    Kind.ON_TIME: "credit_on_time_points",
    Kind.FIRST_PASS: "credit_first_pass_points",
    Kind.ANSWERED: "credit_answer_points",
    Kind.OBJECTION_ANSWERED: "credit_answer_points",
    Kind.PAID: "credit_payment_points",
}
TAKES: Mapping[Kind, str] = {
    Kind.LATE: "credit_late_points",
    Kind.FAULT_LATE: "credit_fault_points",
    Kind.RETURNED: "credit_returned_points",
    Kind.COMPLAINT: "credit_complaint_points",
    Kind.REFUSED: "credit_refusal_points",
    Kind.REFUSED_AGAIN: "credit_third_refusal_points",
    Kind.WARNED: "credit_warning_points",
    Kind.SUSPENDED: "credit_suspension_points",
    Kind.EXPELLED: "credit_expulsion_points",
    Kind.SILENT: "credit_silence_points",
    Kind.OBJECTION_SILENT: "credit_silence_points",
    Kind.CANCELLED: "credit_cancelled_points",
    Kind.UNSIGNED: "credit_refusal_points",
    Kind.PAID_LATE: "credit_late_payment_points",
}
RATINGS, TIMES, PASSES, ANSWERS = "ratings", "times", "passes", "answers"
PAYMENTS = "payments"
GROUP: Mapping[Kind, str] = {  # what is good in one group counts up to its limit
    Kind.RATED: RATINGS,
    Kind.ON_TIME: TIMES,
    Kind.FIRST_PASS: PASSES,
    Kind.ANSWERED: ANSWERS,
    Kind.OBJECTION_ANSWERED: ANSWERS,
    Kind.PAID: PAYMENTS,
}
MOST: Mapping[str, str] = {
    RATINGS: "credit_ratings_most_points",
    TIMES: "credit_on_time_most_points",
    PASSES: "credit_first_pass_most_points",
    ANSWERS: "credit_answers_most_points",
    PAYMENTS: "credit_payments_most_points",
}
OF_FIRMS = (
    Kind.RATED, Kind.ON_TIME, Kind.FIRST_PASS, Kind.LATE, Kind.FAULT_LATE, Kind.RETURNED,
    Kind.COMPLAINT, Kind.REFUSED, Kind.REFUSED_AGAIN, Kind.WARNED, Kind.SUSPENDED, Kind.EXPELLED,
)  # fmt: skip
OF_OWNERS = (
    Kind.RATED, Kind.ANSWERED, Kind.OBJECTION_ANSWERED, Kind.PAID, Kind.PAID_LATE, Kind.SILENT,
    Kind.OBJECTION_SILENT, Kind.CANCELLED, Kind.UNSIGNED, Kind.COMPLAINT,
)  # fmt: skip
KINDS: Mapping[Side, tuple[Kind, ...]] = {Side.FIRM: OF_FIRMS, Side.OWNER: OF_OWNERS}


@dataclass(frozen=True)
class Line:
    """One entry as the sum takes it: its kind, and its points in tenths as they are today."""

    kind: Kind
    points: int


@dataclass(frozen=True)
class Tally:
    """base + entries + over + bound + rounding = 10 x score, all in tenths.

    `over` is what a group gained beyond its limit (not above 0), by the group's name.
    """

    base: int
    entries: int
    over: Mapping[str, int]
    bound: int
    rounding: int
    score: int


def full_points(kind: Kind, figures: Rules, stars: float = NEUTRAL_STARS, place: int = 1) -> int:
    """Tenths of a point on the day it happens; below 0 takes points.

    A rating gives `credit_star_points` for each star above 3 and takes as many for each below;
    the k-th rating that the same rater gives the same side counts 1/k (threat T11).
    """
    if kind is Kind.RATED:
        return round((stars - NEUTRAL_STARS) * figures.credit_star_points * TENTHS / place)
    if kind in GIVES:
        return int(getattr(figures, GIVES[kind])) * TENTHS
    return -int(getattr(figures, TAKES[kind])) * TENTHS


def last_day(happened_on: date, figures: Rules) -> date:
    """The last day on which it counts at all."""
    return happened_on + timedelta(days=figures.credit_calendar_days - 1)


def points_on(full: int, happened_on: date, today: date, figures: Rules) -> int:
    """What is left of full points: all of them at first, then less each day, then none.

    Rounded towards 0. Edge: what lies in the future counts in full.
    """
    age, period = (today - happened_on).days, figures.credit_calendar_days
    whole = min(figures.credit_full_calendar_days, period - 1)
    if age <= whole:
        return full
    left = max(period - age, 0)
    return int(full * left / (period - whole))


def tally(lines: Iterable[Line], figures: Rules) -> Tally:
    """The score, from 0 to 100: more good and less bad never lowers it."""
    entries, gained = 0, dict.fromkeys(MOST, 0)
    for line in lines:
        entries += line.points
        if line.kind in GROUP:
            gained[GROUP[line.kind]] += line.points
    over = {
        group: -max(0, points - int(getattr(figures, MOST[group])) * TENTHS)
        for group, points in gained.items()
    }
    base = figures.credit_base * TENTHS
    raw = base + entries + sum(over.values())
    bounded = min(max(raw, 0), BEST * TENTHS)
    score = (bounded + TENTHS // 2) // TENTHS
    rounding = score * TENTHS - bounded
    return Tally(base, entries, over, bounded - raw, rounding, score)
