"""What a method needs to know before anybody offers: criteria, weights, how many are chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marketplace.core.texts import Text, say
from marketplace.requests.states import Aspect, Hiding, Method

WHOLE = 100
FEWEST_ASPECTS = 2
LONGEST_LIST = 20
WEIGHED = frozenset({Method.MERIT, Method.MERIT_PRICE})  # evaluators score plans
LISTED = frozenset({Method.CREDIT_MERIT})  # a long list and a short list
SHORTENED = frozenset({Method.MERIT_PRICE, Method.CREDIT_MERIT})
DETAILED = WEIGHED | LISTED
Criteria = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Details:
    """As the owner wrote it; what his method does not ask for stays empty."""

    criteria: list[dict[str, Any]]
    hiding: Hiding | None = None
    long_list: int | None = None
    short_list: int | None = None


def fault_in_details(method: Method, details: Details) -> tuple[str, Text] | None:
    """The field and what is wrong with it; None when the method can go by this."""
    checks = []
    if method in WEIGHED:
        checks.append(_of_criteria(method, details.criteria))
    if method in LISTED:
        checks.append(_of_number("long_list", details.long_list))
    if method in SHORTENED:
        checks.append(_of_number("short_list", details.short_list))
    if method in LISTED and not any(checks):
        checks.append(_of_both(details))
    return next((fault for fault in checks if fault), None)


def is_detailed(method: Method, details: Details) -> bool:
    return method not in DETAILED or fault_in_details(method, details) is None


def _of_criteria(method: Method, criteria: Criteria) -> tuple[str, Text] | None:
    weights = {one["aspect"]: one["weight"] for one in criteria}
    scored = set(weights) - {Aspect.PRICE}
    unsaid = [one["aspect"] for one in criteria if not one["text"] and one["aspect"] in scored]
    if unsaid:
        return f"{unsaid[0]}_text", say("Say what is looked at, so that firms can answer it.")
    if method is Method.MERIT_PRICE and Aspect.PRICE in weights:
        text = say("The price decides afterwards, among the short list: give it no weight here.")
        return "price_weight", text
    return _of_weights(list(weights.values()), len(scored))


def _of_weights(weights: Sequence[int], scored: int) -> tuple[str, Text] | None:
    total = sum(weights)
    if scored < FEWEST_ASPECTS or any(not 0 < one <= WHOLE for one in weights):
        text = say("Weigh at least %(n)s things beside the price.", n=FEWEST_ASPECTS)
        return "plan_weight", text
    if total != WHOLE:
        text = say("The weights add up to %(sum)s; they must add up to 100.", sum=total)
        return "plan_weight", text
    return None


def _of_number(field: str, number: int | None) -> tuple[str, Text] | None:
    if number is not None and 1 < number <= LONGEST_LIST:
        return None
    return field, say("Write a number from %(min)s to %(max)s.", min=2, max=LONGEST_LIST)


def _of_both(details: Details) -> tuple[str, Text] | None:
    if (details.short_list or 0) < (details.long_list or 0):
        return None
    return "short_list", say("The short list is shorter than the long list.")
