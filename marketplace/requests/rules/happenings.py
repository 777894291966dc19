"""The facts that a request's page tells, in words."""

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
    "requests.close": say("Offers closed"),
    "requests.open": say("Offers opened"),
    "requests.recount": say("A deadline moved later with the calendar"),
    "requests.select": say("Winner selected"),
    "requests.select_again": say("The next in order selected"),
    "requests.award": say("Awarded"),
    "requests.fail": say("Failed"),
    "requests.withdraw": say("Withdrawn"),
    "requests.void": say("Declared void"),
}
