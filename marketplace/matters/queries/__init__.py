"""Every read of the catalogue. All of it is public."""

from marketplace.matters.queries.guidance import book, guidance, newest_guidance
from marketplace.matters.queries.lists import (
    Listed,
    Wanted,
    departments,
    items,
    matters,
    regulators,
    stages,
)
from marketplace.matters.queries.things import (
    Held,
    active_items,
    item,
    materials,
    matter,
    needed_by,
    needs_of,
    waits_before,
    waits_behind,
)

__all__ = [
    "Held",
    "Listed",
    "Wanted",
    "active_items",
    "book",
    "departments",
    "guidance",
    "item",
    "items",
    "materials",
    "matter",
    "matters",
    "needed_by",
    "needs_of",
    "newest_guidance",
    "regulators",
    "stages",
    "waits_before",
    "waits_behind",
]
