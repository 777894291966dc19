"""One list in order of time, and who holds the ball. Values in, values out."""

from marketplace.timelines.rules.contracts import (
    ChangeSeen,
    ContractSeen,
    DeliverableSeen,
    of_change,
    of_contract,
    of_deliverable,
)
from marketplace.timelines.rules.matters import MatterSeen, of_matter
from marketplace.timelines.rules.nodes import Ball, Entry, Named, Node, Watch, balls, in_order
from marketplace.timelines.rules.requests import (
    ClarificationSeen,
    ObjectionSeen,
    RequestSeen,
    of_request,
)

__all__ = [
    "Ball",
    "ChangeSeen",
    "ClarificationSeen",
    "ContractSeen",
    "DeliverableSeen",
    "Entry",
    "MatterSeen",
    "Named",
    "Node",
    "ObjectionSeen",
    "RequestSeen",
    "Watch",
    "balls",
    "in_order",
    "of_change",
    "of_contract",
    "of_deliverable",
    "of_matter",
    "of_request",
]
