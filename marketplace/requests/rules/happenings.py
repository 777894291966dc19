"""The facts that a request's page tells, in words."""

from datetime import datetime
from typing import Protocol

from marketplace.core.texts import Text, say

HAPPENINGS: dict[str, Text] = {
    "requests.draft": say("Drafted"),
    "requests.submit": say("Handed in for check"),
    "requests.give_back": say("Returned to the owner"),
    "requests.publish": say("Published"),
    "requests.name": say("Direct selection published"),
    "requests.renotice": say("Noticed again"),
    "requests.go_direct": say("Direct selection drafted"),
    "requests.revise": say("Revised"),
    "requests.appoint": say("Evaluators named"),
    "requests.close": say("Offers closed"),
    "requests.open": say("Offers opened"),
    "requests.recount": say("A deadline moved later with the calendar"),
    "requests.select": say("Winner selected"),
    "requests.select_again": say("The next in order selected"),
    "requests.award": say("Awarded"),
    "requests.fail": say("Failed"),
    "requests.withdraw": say("Withdrawn"),
    "requests.leave": say("Left at that by the owner"),
    "requests.void": say("Declared void"),
}


class Dated(Protocol):
    """A procedure whose dates are all that is known of its steps."""

    published_at: datetime | None
    closes_at: datetime | None
    awarded_at: datetime | None
    ended_at: datetime | None


def dated(past: Dated) -> list[tuple[Text, datetime]]:
    """What happened in a procedure taken in from elsewhere, newest first, by its own dates."""
    steps = (
        (HAPPENINGS["requests.publish"], past.published_at),
        (HAPPENINGS["requests.close"], past.closes_at),
        (HAPPENINGS["requests.award"], past.awarded_at),
        (say("Ended without an award"), past.ended_at),
    )
    known = [(text, at) for text, at in steps if at is not None]
    return sorted(known, key=lambda step: step[1], reverse=True)
